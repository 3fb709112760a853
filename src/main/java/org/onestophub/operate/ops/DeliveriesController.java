package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.Set;
import org.onestophub.complaint.contract.operations.DeliveryTrace;
import org.onestophub.complaint.contract.operations.Destinations;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Single deliveries for operators: every attempt, send again, decide, discard. */
@RestController
@RequestMapping("/api/ops/v1/deliveries")
@Tag(name = "destinations", description = "Systems that are fed, and what is on its way to them")
class DeliveriesController {

    private static final HubLog LOG = HubLog.of("deliver");
    private static final int MAX_REASON_LENGTH = 500;
    private static final Set<String> OUTCOMES = Set.of("arrived", "again");

    /** @param destination where to */
    @Schema(name = "ResendOne")
    record Resend(
            @Schema(description = "The destination that gets it.", example = "oa-system")
            String destination) {}

    /** @param id id of the new delivery */
    @Schema(name = "ResentAs")
    record ResentAs(long id) {}

    /** @param outcome what is known now */
    @Schema(name = "Decision")
    record Decision(
            @Schema(
                    description = "arrived: the destination has it; again: send it again under the same id.",
                    allowableValues = {"arrived", "again"})
            String outcome) {}

    /** @param count how many deliveries were in that shipment */
    @Schema(name = "Decided")
    record Decided(int count) {}

    /** @param reason why it is not delivered, 1–500 characters */
    @Schema(name = "DiscardDelivery")
    record Discard(
            @Schema(description = "Why; 1 to 500 characters.")
            String reason) {}

    private final Destinations destinations;
    private final AccessLog record;

    DeliveriesController(Destinations destinations, AccessLog record) {
        this.destinations = destinations;
        this.record = record;
    }

    @NeedsRight(KeyRight.CONTENT)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "One delivery with every attempt",
            description = "Answers of destinations may hold personal data; recorded as an access to it.")
    DeliveryTrace one(@PathVariable("id") long id, Principal key) {
        DeliveryTrace trace =
                destinations.delivery(id).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        record.complaintSeen(key.getName(), "delivery", trace.delivery().complaintId());
        return trace;
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/{id}/resend",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Send its event again, to a destination of choice", description = "Makes a new delivery.")
    ResentAs resend(@PathVariable("id") long id, @RequestBody Resend resend, Principal key) {
        String destination = RequestParameters.word(
                RequestParameters.needed(resend.destination(), "destination", 63), "destination");
        long made = destinations.resend(id, destination, key.getName());
        LOG.event("resend-asked", LogKey.KEY_NAME, key.getName(), LogKey.DESTINATION, destination, LogKey.COUNT, 1);
        return new ResentAs(made);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/{id}/decide",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Settle a delivery whose outcome is unknown",
            description = "And with it all that were handed over in the same shipment.")
    Decided decide(@PathVariable("id") long id, @RequestBody Decision decision, Principal key) {
        String outcome = RequestParameters.needed(decision.outcome(), "outcome", 10);
        RequestParameters.require(OUTCOMES.contains(outcome), "outcome", outcome);
        int count = destinations.decide(id, "arrived".equals(outcome), key.getName());
        LOG.event("decided", LogKey.KEY_NAME, key.getName(), LogKey.ACTION, outcome, LogKey.COUNT, count);
        return new Decided(count);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/{id}/discard", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a dead delivery for good")
    void discard(@PathVariable("id") long id, @RequestBody Discard discard, Principal key) {
        String reason = RequestParameters.needed(discard.reason(), "reason", MAX_REASON_LENGTH);
        destinations.discard(id, reason, key.getName());
        LOG.event("delivery-discarded", LogKey.KEY_NAME, key.getName());
    }
}
