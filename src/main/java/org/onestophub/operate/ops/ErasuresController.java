package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.ApiLinks;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where an operator takes the content of a complaint away. */
@RestController
@Tag(name = "complaints")
class ErasuresController {

    private static final int MAX_REASON_LENGTH = 500;

    /** @param reason why the content may and must go, 1–500 characters */
    @Schema(name = "EraseOrder")
    record Erase(
            @Schema(description = "Why, without names; 1 to 500 characters. It stays.")
            String reason) {}

    /**
     * An erased complaint.
     *
     * @param number its number, which stays
     * @param at when, UTC; of the first time if it is asked for again
     * @param receipts inputs whose bytes were taken away
     * @param shared paths of inputs that also hold other complaints and so keep their bytes
     */
    @Schema(name = "ErasedComplaint")
    record Erased(String number, Instant at, int receipts, List<String> shared) {}

    private final Erasures erasures;

    ErasuresController(Erasures erasures) {
        this.erasures = erasures;
    }

    @NeedsRight(KeyRight.ERASE)
    @WithinInstitutions(Subject.COMPLAINT)
    @PostMapping(
            path = "/api/ops/v1/complaints/{number}/erase",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take the content of a complaint away for good",
            description =
                    "Needs the role erase. Number, times, outcomes and digests stay; every destination gets an event "
                            + "complaint.erased. It cannot be undone; again takes away what was said about it since. "
                            + "docs/operations.md says what the hub cannot reach.")
    Erased erase(@PathVariable("number") String number, @RequestBody Erase erase, Principal key) {
        String canonical = RequestParameters.number(number, "number");
        Erasures.Erased erased = erasures.erase(
                canonical, RequestParameters.needed(erase.reason(), "reason", MAX_REASON_LENGTH), key.getName());
        return new Erased(
                canonical,
                erased.at(),
                erased.receipts(),
                erased.shared().stream().map(ApiLinks::receipt).toList());
    }
}
