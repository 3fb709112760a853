package org.onestophub.outlet.deliver;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.onestophub.complaint.RouteNames;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Camel's door out of the hub: {@code delivery:<destination>}. It gives a route one {@link
 * org.onestophub.complaint.Shipment} after another, with everything around it: order, attempts, retries, breaker, dead
 * letters. The route shapes it and hands it over; what it throws is judged.
 */
@Component("delivery")
public class DeliveryComponent extends DefaultComponent {

    private final DeliveryParts parts;

    DeliveryComponent(DeliveryParts parts) {
        this.parts = parts;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String destination, Map<String, Object> parameters) throws Exception {
        if (!RouteNames.isDestination(destination)) {
            throw new ProblemException(Problem.SETTING_INVALID, "destination");
        }
        if (parts.broker().isOpenTo(destination)) {
            // two readers of one queue would each get a part of it
            throw new ProblemException(Problem.SETTING_INVALID, "hub.broker.destinations." + destination);
        }
        DeliveryEndpoint endpoint = new DeliveryEndpoint(uri, this, destination, parts);
        setProperties(endpoint, parameters);
        return endpoint;
    }
}
