package org.onestophub.operate.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.operations.FeedRejects;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.ApiLinks;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the district could not take, for operators. */
@RestController
@RequestMapping("/api/ops/v1/consumers/rejects")
@Tag(name = "consumers")
class RejectsController {

    private static final int MAX_REASON_LENGTH = 500;
    private static final int MAX_KEY_LENGTH = 64;

    /**
     * Something a consumer could not take.
     *
     * @param id its number
     * @param at when the consumer said so, UTC
     * @param key name of the consumer's API key
     * @param complaint number of the complaint
     * @param link path of the complaint
     * @param event id of the event
     * @param sequence the event's number in the feed
     * @param code the consumer's own code, absent if it gave none
     * @param reason the consumer's words
     * @param settledAt when an operator settled it, UTC, absent while it is open
     * @param settledBy key of that operator, absent while it is open
     * @param settlement what was done about it, absent while it is open
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "ConsumerReject", description = "Something a consumer of the district's feed could not take.")
    record RejectRow(
            long id,
            Instant at,
            String key,
            String complaint,
            String link,
            String event,
            long sequence,
            @Nullable String code,
            String reason,
            @Nullable Instant settledAt,
            @Nullable String settledBy,
            @Nullable String settlement) {

        static RejectRow of(FeedRejects.Reject one) {
            return new RejectRow(
                    one.id(),
                    one.at(),
                    one.key(),
                    one.complaint(),
                    ApiLinks.complaint(one.complaint()),
                    one.event(),
                    one.sequence(),
                    one.code(),
                    one.reason(),
                    one.settledAt(),
                    one.settledBy(),
                    one.settlement());
        }
    }

    /** @param reason what was done about it, 1–500 characters */
    @Schema(name = "Settlement")
    record Settlement(
            @Schema(description = "What was done about it; 1 to 500 characters.")
            String reason) {}

    private final FeedRejects rejects;
    private final AccessLog record;
    private final Institutions institutions;

    RejectsController(FeedRejects rejects, AccessLog record, Institutions institutions) {
        this.rejects = rejects;
        this.record = record;
        this.institutions = institutions;
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "What consumers could not take, oldest first",
            description =
                    "Their words may hold personal data: recorded as an access to personal data of each complaint.")
    Page<RejectRow> list(
            @Parameter(description = "Only of this key.") @RequestParam(name = "key", required = false) @Nullable
                    String key,
            @Parameter(description = "Those that are settled, instead of those that are open.")
                    @RequestParam(name = "settled", defaultValue = "false")
                    boolean settled,
            @Parameter(description = "next of the last page.") @RequestParam(name = "cursor", defaultValue = "0")
                    long cursor,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal caller) {
        int rows = RequestParameters.limit(limit, RequestParameters.MAX_LIMIT);
        long after = RequestParameters.position(cursor, "cursor");
        List<FeedRejects.Reject> found = rejects.list(
                RequestParameters.text(key, "key", 1, MAX_KEY_LENGTH),
                institutions.ofKey(caller.getName()),
                settled,
                after,
                rows + 1);
        found.stream()
                .limit(rows)
                .map(FeedRejects.Reject::complaintId)
                .distinct()
                .forEach(id -> record.complaintSeen(caller.getName(), "rejects", id));
        return Page.of(found.stream().map(RejectRow::of).toList(), rows, row -> Long.toString(row.id()));
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.REJECT)
    @PostMapping(path = "/{id}/settle", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say what was done about it; it counts no longer")
    void settle(@PathVariable("id") long id, @RequestBody Settlement settlement, Principal caller) {
        rejects.settle(
                id, RequestParameters.needed(settlement.reason(), "reason", MAX_REASON_LENGTH), caller.getName());
    }
}
