package org.onestophub.outlet.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Gives every item of a shipment the form its receiver wants. */
@Component("outbound")
public class OutboundStep {

    private static final String SKIP = "skip";
    /** A word and no sentence: it may not quote the complaint. */
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final OutboundMappings mappings;

    OutboundStep(OutboundMappings mappings) {
        this.mappings = mappings;
    }

    /**
     * The body becomes a list of JSON, one for each item, in their order. If the mapping gives {@code {"skip": "why"}} for
     * the only item, nothing is sent: the route ends here, and the delivery is {@code filtered} with that word as its reason.
     * @throws ProblemException RC-201 if there is no such mapping, DL-201 if it fails on an item, or skips one of several
     */
    public void shape(Exchange exchange, String mapping) throws InvalidPayloadException {
        Shipment shipment = exchange.getMessage().getMandatoryBody(Shipment.class);
        List<JsonNode> shaped = shipment.items().stream()
                .map(item -> mappings.shape(mapping, item.event()))
                .toList();
        exchange.getMessage().setBody(shaped);
        for (JsonNode one : shaped) {
            Optional<String> reason = skipOf(one);
            if (reason.isPresent()) {
                if (shaped.size() > 1) {
                    // the batch is split then, and each goes or is skipped alone
                    throw new ProblemException(Problem.OUTBOUND_FAILED, SKIP);
                }
                skip(exchange, reason.get());
            }
        }
    }

    /** Ends the route with nothing sent. */
    static void skip(Exchange exchange, String reason) {
        exchange.getMessage().setHeader(Shipment.SKIPPED, reason);
        exchange.setRouteStop(true);
    }

    /** Why an item is not to be sent; empty if it is. */
    private static Optional<String> skipOf(JsonNode shaped) {
        if (shaped.size() != 1 || !shaped.has(SKIP)) {
            return Optional.empty();
        }
        String reason = shaped.path(SKIP).asText();
        if (!WORD.matcher(reason).matches()) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, SKIP);
        }
        return Optional.of(reason);
    }
}
