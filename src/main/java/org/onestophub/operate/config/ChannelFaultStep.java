package org.onestophub.operate.config;

import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.ObjectHelper;
import org.onestophub.complaint.contract.ChannelActivity;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Notes that an item could not be taken in; its source keeps it and brings it again. */
@Component("channelFault")
public class ChannelFaultStep {

    private final ChannelActivity life;

    ChannelFaultStep(ChannelActivity life) {
        this.life = life;
    }

    /** Notes the failure of the exchange under its channel. */
    @Handler
    public void note(Exchange exchange) {
        Throwable fault = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        ProblemException known = ObjectHelper.getException(ProblemException.class, fault);
        String route = ExchangeHelper.getRouteId(exchange);
        life.failed(
                route == null ? "" : RouteLoader.channelOf(route),
                known == null
                        ? Problem.SOURCE_UNREACHABLE.code()
                        : known.problem().code());
    }
}
