package org.onestophub.intake.source;

import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Gives an item of a source to its route, and finds out whether it was kept. */
public final class ItemHandOver {

    private ItemHandOver() {}

    /**
     * Returns once the item is durable.
     * @throws ProblemException why the route did not keep it; RC-301 if the route does not say
     */
    public static void toRouteOf(Consumer consumer, Inbound item) {
        Exchange exchange = consumer.createExchange(true);
        exchange.getMessage().setBody(item);
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        Exception fault = exchange.getException();
        if (fault == null) {
            // a route that handled its error has kept nothing, and says so only here
            fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        }
        if (fault != null) {
            throw fault instanceof ProblemException known ? known : new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }
}
