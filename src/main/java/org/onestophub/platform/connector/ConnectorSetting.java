package org.onestophub.platform.connector;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.core.env.Environment;

/** Settings that a connector reads by their names, because their values must not pass through a URI (CAMEL-23594). */
public final class ConnectorSetting {

    private ConnectorSetting() {}

    /**
     * The value exactly as written, as it is now; empty if there is none. It comes from Spring and not by Camel's
     * placeholders: their parser drops backslashes and reads braces as its own.
     */
    public static Optional<String> of(CamelContext context, String name) {
        Environment environment = context.getRegistry().findSingleByType(Environment.class);
        return Optional.ofNullable(environment == null ? null : environment.getProperty(name))
                .filter(value -> !value.isEmpty());
    }

    /**
     * The same, where nothing goes on without it.
     * @throws ProblemException CH-204 with the name if there is none
     */
    public static String needed(CamelContext context, String name) {
        return of(context, name).orElseThrow(() -> new ProblemException(Problem.SECRET_MISSING, name));
    }
}
