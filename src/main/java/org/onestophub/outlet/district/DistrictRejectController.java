package org.onestophub.outlet.district;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.regex.Pattern;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where the district says what it could not take. */
@RestController
@Tag(name = "district")
class DistrictRejectController {

    private static final int MAX_REASON = 500;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    /** What a reader could not take, and why. */
    @Schema(name = "FeedReject")
    record Reject(
            @Schema(description = "The complaint's number for the latest event given of it, or the id of an event.")
            String id,

            @Schema(description = "Your own code for it, if you have one; letters, digits, . _ -, at most 40.")
            String code,

            @Schema(description = "Why, for the hospital's operators; 1 to 500 characters, no control characters.")
            String reason) {}

    /**
     * A reject that is kept.
     *
     * @param id the hub's number for it
     * @param event the event it is about
     * @param subject the event's complaint
     * @param at when it was said first, UTC
     */
    @Schema(name = "FeedRejectKept")
    record Kept(long id, String event, String subject, Instant at) {}

    private final FeedLedger ledger;
    private final FeedViews views;
    private final FeedConsumerTable consumers;
    private final RejectedEvents rejects;

    DistrictRejectController(FeedLedger ledger, FeedViews views, FeedConsumerTable consumers, RejectedEvents rejects) {
        this.ledger = ledger;
        this.views = views;
        this.consumers = consumers;
        this.rejects = rejects;
    }

    @WithinInstitutions
    @PostMapping(
            path = "/api/district/v1/rejects",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Say that an event could not be taken, and why",
            description = "The hospital's operators see it until they settle it. The same again changes nothing. Only "
                    + "what this key was given; else 404 AC-103.",
            responses = {
                @ApiResponse(
                        responseCode = "201",
                        description = "Kept.",
                        content = @Content(schema = @Schema(implementation = Kept.class))),
                @ApiResponse(
                        responseCode = "200",
                        description = "Known already, and open.",
                        content = @Content(schema = @Schema(implementation = Kept.class)))
            })
    ResponseEntity<Kept> reject(@RequestBody Reject reject, Principal key) {
        FeedView view = views.of(key.getName());
        consumers.noteSeen(view);
        require(reject.id() != null, "id");
        require(reject.code() == null || CODE.matcher(reject.code()).matches(), "code");
        require(isReason(reject.reason()), "reason");
        GivenEvent event = ledger.given(view, EventReference.of(reject.id()))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        RejectedEvents.Kept kept =
                rejects.keep(view, event, reject.code() == null ? "" : reject.code(), reject.reason());
        return ResponseEntity.status(kept.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(new Kept(kept.id(), event.uid(), event.complaint(), kept.at()));
    }

    private static boolean isReason(String reason) {
        return reason != null
                && !reason.isBlank()
                && reason.length() <= MAX_REASON
                && reason.chars().noneMatch(Character::isISOControl);
    }

    private static void require(boolean fits, String field) {
        if (!fits) {
            throw new ProblemException(Problem.REQUEST_INVALID, field);
        }
    }
}
