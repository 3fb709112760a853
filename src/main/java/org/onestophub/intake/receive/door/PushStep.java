package org.onestophub.intake.receive.door;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.component.kamelet.KameletConsumerNotAvailableException;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/** Hands what a door took to the channel's route and waits for the answer. */
@Component
public class PushStep {

    private final ProducerTemplate template;
    private final WorkSignal signal;
    private final Institutions institutions;

    PushStep(ProducerTemplate template, WorkSignal signal, Institutions institutions) {
        this.template = template;
        this.signal = signal;
        this.institutions = institutions;
    }

    /**
     * The channel's answer. Never throws: a stopped channel is CH-302, a route that ends without an answer RC-301, both
     * unavailable.
     */
    public Answer push(String channel, Inbound inbound) {
        ServiceStatus route = template.getCamelContext().getRouteController().getRouteStatus("in-" + channel);
        if (route == null || !route.isStarted()) {
            return Answer.unavailable(Problem.CHANNEL_STOPPED);
        }
        // whose it is must be known to the trial walk
        Inbound marked = institutions.mark(inbound, channel);
        return signal.serve(() -> answer(channel, marked));
    }

    /** What the door of a channel's own takes; empty if the channel does not run or has none. */
    Optional<PushDoor> doorOf(String channel) {
        return template.getCamelContext().getRoutes().stream()
                .filter(route -> route.getRouteId().startsWith("in-" + channel + "--"))
                .filter(route -> route.getEndpoint() instanceof DefaultEndpoint)
                .map(route -> ((DefaultEndpoint) route.getEndpoint()).getExceptionHandler())
                .filter(PushDoor.class::isInstance)
                .map(PushDoor.class::cast)
                .findFirst();
    }

    private Answer answer(String channel, Inbound inbound) {
        // block=false: by default camel-direct lets the sender wait 30 s for a stopped route
        Exchange done = template.send(
                "direct:push-" + channel + "?block=false",
                exchange -> exchange.getMessage().setBody(inbound));
        if (isStopped(done.getException())) {
            return Answer.unavailable(Problem.CHANNEL_STOPPED);
        }
        if (done.getException() == null && done.getMessage().getBody() instanceof Answer answer) {
            return answer;
        }
        return Answer.unavailable(Problem.STORE_UNAVAILABLE);
    }

    /** The route stopped between the question above and the push. */
    private static boolean isStopped(@Nullable Exception fault) {
        return fault instanceof DirectConsumerNotAvailableException
                || fault instanceof KameletConsumerNotAvailableException;
    }
}
