package org.onestophub.intake.receive;

import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.support.ExchangeHelper;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.contract.ChannelActivity;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The RECEIVE room at the end of every {@code in-} route. */
@Component("receive")
public class ReceiveStep {

    private static final String ROUTE_PREFIX = "in-";

    private final Intake intake;
    private final ChannelActivity life;

    ReceiveStep(Intake intake, ChannelActivity life) {
        this.intake = intake;
        this.life = life;
    }

    /**
     * For sources that are polled: returns only when the input is durable, so that the source may then be confirmed.
     * @throws ProblemException RC-3xx if it is not; the source keeps the item and the next poll brings it again
     */
    public void accept(Exchange exchange, String mapping) throws InvalidPayloadException {
        answer(exchange, mapping);
        Answer answer = exchange.getMessage().getMandatoryBody(Answer.class);
        if (answer.kind() == Answer.Kind.UNAVAILABLE) {
            throw new ProblemException(answer.reason(), answer.field());
        }
    }

    /** For senders that wait: the body becomes the {@link Answer} for them. */
    public void answer(Exchange exchange, String mapping) throws InvalidPayloadException {
        Inbound inbound = exchange.getMessage().getMandatoryBody(Inbound.class);
        String channel = ExchangeHelper.getRouteId(exchange).substring(ROUTE_PREFIX.length());
        Answer answer = intake.keep(inbound, channel, mapping);
        life.arrived(channel, answer);
        exchange.getMessage().setBody(answer);
    }
}
