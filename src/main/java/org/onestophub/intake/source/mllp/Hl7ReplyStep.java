package org.onestophub.intake.source.mllp;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.ExchangeHelper;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Answer;
import org.springframework.stereotype.Component;

/**
 * Makes the HL7 acknowledgement of what RECEIVE answered: kept AA, not kept now AE, refused AR; in the enhanced mode CA, CE,
 * CR, as MSH-15 and MSH-16 ask for. As a processor it is called by a route without reflection.
 */
@Component("hl7Reply")
public class Hl7ReplyStep implements Processor {

    private final Hl7Ack ack;

    Hl7ReplyStep(Clock clock, HubProperties hub) {
        this.ack = new Hl7Ack(clock, hub.zone());
    }

    /** Replaces the {@link Answer} in the body by the acknowledgements; there may be none. */
    @Override
    public void process(Exchange exchange) throws CamelExchangeException {
        Answer answer = exchange.getMessage().getMandatoryBody(Answer.class);
        Hl7Header header = ExchangeHelper.getMandatoryProperty(exchange, MllpItemStep.HEADER, Hl7Header.class);
        Hl7Answers.End end = switch (answer.kind()) {
            case KEPT, REPEATED -> Hl7Answers.End.KEPT;
            case UNAVAILABLE -> Hl7Answers.End.UNAVAILABLE;
            case REFUSED -> Hl7Answers.End.REFUSED;
        };
        String accept = header.component(15, 1).strip().toUpperCase(Locale.ROOT);
        String application = header.component(16, 1).strip().toUpperCase(Locale.ROOT);
        List<byte[]> messages = new ArrayList<>(2);
        for (String code : Hl7Answers.codes(accept, application, end)) {
            messages.add(ack.of(header, code, answer.problem()));
        }
        exchange.getMessage().setBody(new Hl7Answers(messages));
    }
}
