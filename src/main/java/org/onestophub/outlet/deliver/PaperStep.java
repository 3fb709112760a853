package org.onestophub.outlet.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Makes the bytes of a report that is handed over: {@code papers} in routes. */
@Component("papers")
public class PaperStep {

    private final Reports reports;

    PaperStep(Reports reports) {
        this.reports = reports;
    }

    /**
     * The body becomes the bytes of the form, the same at every attempt, and {@link Shipment#FILE_NAME} its name.
     * @throws ProblemException DL-201 if the shipment is no form of a report; RP-202, RP-203 if the form cannot be made
     */
    public void bytes(Exchange exchange) throws InvalidPayloadException {
        Shipment shipment = exchange.getMessage().getMandatoryBody(Shipment.class);
        JsonNode paper =
                shipment.items().size() == 1 ? shipment.items().get(0).event().path("data") : MissingNode.getInstance();
        String form = paper.path("form").asText();
        if (!paper.has("report") || !Reports.FORMS.contains(form)) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "report");
        }
        Reports.Paper made = reports.show(
                paper.path("report").asLong(),
                Language.named(paper.path("language").asText()),
                form);
        exchange.getMessage().setHeader(Shipment.FILE_NAME, made.fileName());
        exchange.getMessage().setBody(made.bytes());
    }
}
