package org.onestophub.outlet.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.OutboundMappings;
import org.springframework.stereotype.Component;

/** Gives every item of a shipment the form its receiver wants. */
@Component("outbound")
public class OutboundStep {

    private final OutboundMappings mappings;

    OutboundStep(OutboundMappings mappings) {
        this.mappings = mappings;
    }

    /**
     * The body becomes a list of JSON, one for each item, in their order.
     * @throws org.onestophub.problem.ProblemException RC-201 if there is no such mapping, DL-201 if it fails on an item
     */
    public void shape(Exchange exchange, String mapping) throws InvalidPayloadException {
        Shipment shipment = exchange.getMessage().getMandatoryBody(Shipment.class);
        List<JsonNode> shaped = shipment.items().stream()
                .map(item -> mappings.shape(mapping, item.event()))
                .toList();
        exchange.getMessage().setBody(shaped);
    }
}
