package org.onestophub.outlet.district;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** The district's feed over HTTP. */
@RestController
@RequestMapping("/api/district/v1")
@Tag(name = "district", description = "Complaints and warnings for the district, in the form of the key's profile")
class DistrictFeedController {

    private static final String ETAG = "For If-None-Match.";
    private static final int MAX_LIMIT = 500;
    private static final int MAX_WAIT_SECONDS = 30;
    private static final Pattern DAY = Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}");

    /** @param cursor everything up to it is kept */
    @Schema(name = "FeedAck")
    record Ack(
            @Schema(description = "next of the last page that is kept.")
            String cursor) {}

    private final Feed feed;
    private final FeedLongPoll bell;
    private final FeedViews views;
    private final FeedConsumerTable consumers;
    private final Reconciliation reconciliation;
    private final FeedLedger ledger;

    DistrictFeedController(
            Feed feed,
            FeedLongPoll bell,
            FeedViews views,
            FeedConsumerTable consumers,
            Reconciliation reconciliation,
            FeedLedger ledger) {
        this.feed = feed;
        this.bell = bell;
        this.views = views;
        this.consumers = consumers;
        this.reconciliation = reconciliation;
        this.ledger = ledger;
    }

    @WithinInstitutions
    @GetMapping(path = "/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Events after a cursor, in commit order",
            description =
                    "Without cursor from the beginning. A cursor this feed did not give is 400 DI-101. Warnings, type "
                            + "warning.changed, come only to a key whose profile says warnings: true. An empty page at the end has an ETag; with it in If-None-Match there is 304 until the feed goes on.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "A page",
                        headers =
                                @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string")),
                        content = @Content(schema = @Schema(implementation = Feed.Page.class))),
                @ApiResponse(responseCode = "304", description = "Nothing since", content = @Content)
            })
    DeferredResult<ResponseEntity<Feed.Page>> changes(
            @Parameter(description = "next of the last page, or the cursor of a snapshot.")
                    @RequestParam(name = "cursor", required = false)
                    @Nullable
                    String cursor,
            @Parameter(description = "Events, 1 to 500.") @RequestParam(name = "limit", defaultValue = "100") int limit,
            @Parameter(description = "If there are none, wait so many seconds for one; 0 to 30.")
                    @RequestParam(name = "wait", defaultValue = "0")
                    int wait,
            Principal key) {
        require(limit >= 1 && limit <= MAX_LIMIT, "limit");
        require(wait >= 0 && wait <= MAX_WAIT_SECONDS, "wait");
        FeedView view = entered(key);
        long after = feed.numberOf(cursor, view);
        return bell.await(
                after,
                new FeedReader<>(
                        view.key(),
                        Duration.ofSeconds(wait),
                        number -> feed.after(number, view, limit),
                        DistrictFeedController::tagged));
    }

    /** The tag of an empty page at the end is its cursor, which stands for number and profile; Spring answers 304. */
    private static ResponseEntity<Feed.Page> tagged(Feed.Page page) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return page.events().isEmpty() && !page.hasMore()
                ? answer.eTag("W/\"" + page.next() + "\"").body(page)
                : answer.body(page);
    }

    @WithinInstitutions
    @GetMapping(path = "/complaints/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The latest event of one complaint",
            description = "With its ETag in If-None-Match there is 304 while it is the same.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The event",
                        headers =
                                @Header(name = HttpHeaders.ETAG, description = ETAG, schema = @Schema(type = "string")),
                        content =
                                @Content(
                                        schema =
                                                @Schema(
                                                        type = "object",
                                                        description = "CloudEvents 1.0 JSON, as in the changes."))),
                @ApiResponse(responseCode = "304", description = "The same", content = @Content)
            })
    ResponseEntity<ObjectNode> complaint(
            @Parameter(description = "The complaint's number, or the id of one of its events.") @PathVariable("id")
                    String id,
            Principal key) {
        FeedView view = entered(key);
        ObjectNode event = feed.latest(view, EventReference.of(id))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
        // of its content and not of its number: a corrected mapping gives the same event another form
        return ResponseEntity.ok()
                .eTag("W/\"" + Digest.sha256(event.toString().getBytes(StandardCharsets.UTF_8)) + "\"")
                .body(event);
    }

    @WithinInstitutions
    @GetMapping(path = "/reconcile", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Count and digest of one day, to be compared with what was kept",
            description = "With a cursor as of that position, else as of now; docs/district.md says how to compute it.")
    Reconciliation.Day reconcile(
            @Parameter(description = "Day in the hub's zone.", example = "2026-11-22") @RequestParam(name = "day")
                    String day,
            @Parameter(description = "Where the consumer is.") @RequestParam(name = "cursor", required = false)
                    String cursor,
            Principal key) {
        FeedView view = entered(key);
        long last = cursor == null ? ledger.lastNumber() : feed.numberOf(cursor, view);
        return reconciliation.of(dayOf(day), last, view);
    }

    @WithinInstitutions
    @PostMapping(path = "/acks", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say that everything up to a cursor is kept",
            description = "Operators see how far a consumer is; what is given does not depend on it.")
    void acknowledge(@RequestBody Ack ack, Principal key) {
        FeedView view = views.of(key.getName());
        require(ack.cursor() != null, "cursor");
        consumers.acknowledge(view, feed.numberOf(ack.cursor(), view));
    }

    private FeedView entered(Principal key) {
        FeedView view = views.of(key.getName());
        consumers.noteSeen(view);
        return view;
    }

    private static LocalDate dayOf(String day) {
        try {
            require(DAY.matcher(day).matches(), "day");
            return LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "day");
        }
    }

    private static void require(boolean fits, String parameter) {
        if (!fits) {
            throw new ProblemException(Problem.REQUEST_INVALID, parameter);
        }
    }
}
