package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.CaseLinks;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Complaints that may belong together, for operators. */
@RestController
@RequestMapping("/api/ops/v1/suggestions")
@Tag(name = "suggestions", description = "Complaints that may belong together")
class SuggestionsController {

    private static final int REASON = 500;

    /**
     * A decision about two complaints.
     *
     * @param complaint number of the one
     * @param other number of the other; of a merge the one that stands for both
     * @param reason why, 1–500 characters
     */
    @Schema(name = "LinkDecision", description = "A decision about two complaints.")
    record Decision(
            @Schema(description = "Number of a complaint.", example = "261122-0000123-6")
            String complaint,

            @Schema(description = "Number of the other; of a merge the one that stands for both from now on.") @Nullable
            String other,

            @Schema(description = "Why; 1 to 500 characters.")
            String reason) {}

    private final CaseLinks links;
    private final AccessRecord record;

    SuggestionsController(CaseLinks links, AccessRecord record) {
        this.links = links;
        this.record = record;
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Pairs of complaints that may be one, newest first",
            description = "With what both have in common, without any of it. The hub merges nothing by itself.")
    CaseLinks.Suggestions list(
            @Parameter(description = "Only those with this number.")
                    @RequestParam(name = "complaint", required = false)
                    @Nullable
                    String complaint,
            @Parameter(description = "next of the last page.")
                    @RequestParam(name = "cursor", required = false)
                    @Nullable
                    String cursor,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit) {
        return links.list(
                List.of(),
                complaint == null ? null : RequestParameters.number(complaint, "complaint"),
                cursor,
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT));
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/merge", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Merge a complaint into another",
            description = "As a status event merged. What comes later for the one is added to the other.")
    void merge(@RequestBody Decision decision, Principal key) {
        String complaint = RequestParameters.number(decision.complaint(), "complaint");
        String other = RequestParameters.number(decision.other(), "other");
        String reason = reason(decision);
        record.done(key.getName(), "merge", complaint + " " + other, reason);
        links.merge(complaint, other, List.of(), key.getName(), reason);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/take-apart", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Take a merged complaint apart again",
            description = "As a status event unmerged. Both are as if they had never been merged.")
    void takeApart(@RequestBody Decision decision, Principal key) {
        String complaint = RequestParameters.number(decision.complaint(), "complaint");
        String reason = reason(decision);
        record.done(key.getName(), "take-apart", complaint, reason);
        links.takeApart(complaint, List.of(), key.getName(), reason);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/refuse", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Never suggest these two again")
    void refuse(@RequestBody Decision decision, Principal key) {
        String complaint = RequestParameters.number(decision.complaint(), "complaint");
        String other = RequestParameters.number(decision.other(), "other");
        String reason = reason(decision);
        record.done(key.getName(), "link-refuse", complaint + " " + other, reason);
        links.refuse(complaint, other, List.of(), key.getName(), reason);
    }

    private static String reason(Decision decision) {
        return RequestParameters.needed(decision.reason(), "reason", REASON);
    }
}
