package org.onestophub.intake.source.mllp;

import java.time.Clock;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.support.ExchangeHelper;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Answer;
import org.springframework.stereotype.Component;

/** Makes the HL7 acknowledgement of what RECEIVE answered: kept AA, not kept now AE, refused AR. */
@Component("hl7Reply")
public class Hl7ReplyStep {

    private final Hl7Ack ack;

    Hl7ReplyStep(Clock clock, HubProperties hub) {
        this.ack = new Hl7Ack(clock, hub.zone());
    }

    /** Replaces the {@link Answer} in the body by the bytes of the acknowledgement. */
    @Handler
    public void reply(Exchange exchange) throws CamelExchangeException {
        Answer answer = exchange.getMessage().getMandatoryBody(Answer.class);
        Hl7Header header = ExchangeHelper.getMandatoryProperty(exchange, MllpItemStep.HEADER, Hl7Header.class);
        String code = switch (answer.kind()) {
            case KEPT, REPEATED -> Hl7Ack.ACCEPTED;
            case UNAVAILABLE -> Hl7Ack.ERROR;
            case REFUSED -> Hl7Ack.REJECTED;
        };
        exchange.getMessage().setBody(ack.of(header, code, answer.problem()));
    }
}
