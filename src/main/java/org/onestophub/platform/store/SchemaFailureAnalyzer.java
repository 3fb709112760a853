package org.onestophub.platform.store;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.onestophub.problem.Problem;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says that the schema cannot be brought to this version (CH-206) and which migrations are meant. Flyway's own text is not
 * shown: where a statement fails it quotes the row.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class SchemaFailureAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    private static final Pattern VERSION =
            Pattern.compile("(?:version|locally|database)[: ]+\"?([0-9]+(?:[._][0-9]+)*)", Pattern.CASE_INSENSITIVE);

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        Problem problem = Problem.SCHEMA_NOT_MIGRATED;
        return new FailureAnalysis(
                "The hub does not start. 1 fault(s):\n" + filesOf(cause) + "  " + problem.code() + " "
                        + problem.meaning() + " [" + cause.getErrorCode() + "]",
                problem.remedy() + " " + problem.cause(),
                cause);
    }

    private static String filesOf(FlywayException cause) {
        Set<String> files = new TreeSet<>();
        Matcher version = VERSION.matcher(String.valueOf(cause.getMessage()));
        while (version.find()) {
            files.add("db/migration/V" + version.group(1));
        }
        return files.isEmpty() ? "db/migration" : files.stream().collect(Collectors.joining(", "));
    }
}
