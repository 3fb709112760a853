package org.onestophub.outlet.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.operations.HandoverPackages;
import org.onestophub.complaint.contract.operations.HandoverPackages.Receiver;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Puts the package of a case in the place of what a mapping made: {@code handover} in routes. */
@Component("handover")
public class HandoverStep {

    private static final String ERASED = "erased";

    private final HandoverPackages packages;
    private final AccessRecord record;

    HandoverStep(HandoverPackages packages, AccessRecord record) {
        this.packages = packages;
        this.record = record;
    }

    /**
     * The body becomes the ZIP file of {@code {"number": …, "for": authority | police | mediation}}. It is recorded as seen by the
     * destination. If the case was erased meanwhile, nothing is sent, and the delivery is {@code filtered}.
     * @throws ProblemException DL-201 if the mapping made something else, or there are several items
     */
    public void zip(Exchange exchange) throws CamelExchangeException {
        List<?> items = exchange.getMessage().getMandatoryBody(List.class);
        JsonNode made = items.size() == 1 && items.get(0) instanceof JsonNode one ? one : null;
        Optional<Receiver> receiver =
                made == null ? Optional.empty() : Receiver.of(made.path("for").asText());
        if (made == null || receiver.isEmpty()) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "for");
        }
        String number = made.path("number").asText();
        Optional<Long> id = packages.idOf(number);
        if (id.isEmpty()) {
            OutboundStep.skip(exchange, ERASED);
            return;
        }
        String destination = ExchangeHelper.getMandatoryHeader(exchange, Shipment.DESTINATION, String.class);
        record.complaintSeen(destination, "package-" + receiver.get().word(), id.get(), null);
        exchange.getMessage().setBody(packages.of(number, receiver.get()).zip());
    }
}
