package org.onestophub.intake.source.mllp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.springframework.stereotype.Component;

/**
 * Makes an {@link Inbound} of an MLLP frame, and leaves the header on the exchange for the answer. As a processor it is called
 * by a route without reflection.
 */
@Component("mllpItem")
public class MllpItemStep implements Processor {

    /** Exchange property that holds the request's header for {@link Hl7ReplyStep}. */
    static final String HEADER = "hubHl7Header";

    /**
     * The frame as an input. Its key is its digest, as control ids begin again after a restart of the sender. Bytes that
     * are no HL7, or too many, carry {@code refuse}: RD-101, RC-102.
     */
    public void item(Exchange exchange) throws InvalidPayloadException {
        MllpFrame frame = exchange.getMessage().getMandatoryBody(MllpFrame.class);
        Hl7Header header = Hl7Header.of(frame.bytes());
        Map<String, String> transport = new HashMap<>();
        put(transport, "sendingApplication", header.text(3));
        put(transport, "sendingFacility", header.text(4));
        put(transport, "messageType", header.text(9));
        put(transport, "controlId", header.text(10));
        if (frame.isCut()) {
            transport.put(Inbound.REFUSE, Problem.TOO_LARGE.code());
        } else if (!header.isHl7()) {
            transport.put(Inbound.REFUSE, Problem.NOT_HL7.code());
        }
        // what came with the connection must not steer anything further on
        exchange.getMessage().removeHeaders("*");
        exchange.setProperty(HEADER, header);
        exchange.getMessage()
                .setBody(new Inbound(
                        Content.of(frame.bytes()),
                        List.of("sha256:" + Digest.sha256(frame.bytes())),
                        transport,
                        Inbound.SameKey.KEEP_BOTH));
    }

    @Override
    public void process(Exchange exchange) throws InvalidPayloadException {
        item(exchange);
    }

    private static void put(Map<String, String> transport, String name, String value) {
        if (!value.isEmpty()) {
            transport.put(name, value);
        }
    }
}
