package org.onestophub.operate.channel;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.bean.BeanProcessor;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.probe.Probeable;
import org.springframework.stereotype.Component;

/** The sinks of the loaded destinations: a test has to use the parameters that they really got. */
@Component
public class LoadedSinks {

    private static final String OUT = "out-";

    private final CamelContext camel;

    /** Sinks in the routes of {@code camel}. */
    public LoadedSinks(CamelContext camel) {
        this.camel = camel;
    }

    /** True if the destination's route runs; a sink that was never started does not have all its parameters. */
    boolean isRunning(String destination) {
        ServiceStatus status = camel.getRouteController().getRouteStatus(OUT + destination);
        return status != null && status.isStarted();
    }

    /** The destination's sink; empty if its route is not loaded, or ends in something that cannot be tried. */
    public Optional<Probeable> of(String destination) {
        return in(camel.getRoute(OUT + destination));
    }

    private Optional<Probeable> in(@Nullable Route route) {
        if (route == null) {
            return Optional.empty();
        }
        for (Processor step : route.filter("*")) {
            if (step instanceof BeanProcessor bean && bean.getBean() instanceof Probeable sink) {
                return Optional.of(sink);
            }
            if (step instanceof EndpointAware to && to.getEndpoint() instanceof KameletEndpoint connector) {
                Optional<Probeable> inside = in(camel.getRoute(connector.getRouteId()));
                if (inside.isPresent()) {
                    return inside;
                }
            }
        }
        return Optional.empty();
    }
}
