package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Delivery;
import org.onestophub.complaint.contract.operations.DestinationReport;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.DestinationTester;
import org.onestophub.complaint.contract.operations.Destinations;
import org.onestophub.complaint.contract.operations.DroppedQueue;
import org.onestophub.complaint.contract.operations.ResendOrder;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Destinations for operators: how each is, what waits, pause, resume, send many again. */
@RestController
@RequestMapping("/api/ops/v1/destinations")
@Tag(name = "destinations", description = "Systems that are fed, and what is on its way to them")
class DestinationsController {

    private static final HubLog LOG = HubLog.of("deliver");
    static final int MAX_RESEND = 10_000;
    static final int DEFAULT_RESEND = 100;
    private static final int MAX_NUMBERS = 1_000;
    private static final int MAX_NUMBER_LENGTH = 40;
    private static final int MAX_REASON_LENGTH = 500;
    private static final List<String> STATES =
            List.of("waiting", "attempt", "unknown", "sent", "dead", "resent", "discarded", "filtered");

    /**
     * What to send again.
     *
     * @param complaints numbers of complaints
     * @param from earliest event
     * @param to latest event
     * @param code code of what lies dead
     * @param source where it lies dead
     * @param limit most events
     */
    @Schema(name = "ResendMany", description = "All conditions given must hold, and one must be given.")
    record Resend(
            @Schema(description = "Numbers of complaints, at most 1000.") @Nullable
            List<String> complaints,

            @Schema(description = "Earliest event, ISO 8601 UTC, inclusive.") @Nullable
            Instant from,

            @Schema(description = "Latest event, ISO 8601 UTC, exclusive.") @Nullable
            Instant to,

            @Schema(description = "Only dead deliveries with this code.", example = "DL-101") @Nullable
            String code,

            @Schema(description = "Destination where they are dead; default: the destination itself.") @Nullable
            String source,

            @Schema(description = "At most so many events, oldest first; 1 to 10000, default 100.") @Nullable
            Integer limit) {

        ResendOrder checked() {
            return new ResendOrder(
                    numbers(complaints),
                    RequestParameters.time(from, "from"),
                    RequestParameters.time(to, "to"),
                    RequestParameters.code(code),
                    RequestParameters.word(source, "source"),
                    RequestParameters.limit(limit == null ? DEFAULT_RESEND : limit, MAX_RESEND));
        }
    }

    /** @param count how many deliveries were settled */
    @Schema(name = "DecidedMany")
    record Decided(int count) {}

    static @Nullable List<String> numbers(@Nullable List<String> complaints) {
        RequestParameters.require(complaints == null || complaints.size() <= MAX_NUMBERS, "complaints", complaints);
        if (complaints != null) {
            complaints.forEach(number -> RequestParameters.needed(number, "complaints", MAX_NUMBER_LENGTH));
        }
        return complaints;
    }

    /** @param count how many deliveries were made */
    @Schema(name = "Resent")
    record Resent(int count) {}

    private final Destinations destinations;
    private final DestinationTester tests;

    DestinationsController(Destinations destinations, DestinationTester tests) {
        this.destinations = destinations;
        this.tests = tests;
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Every destination with its state, breaker and what waits")
    List<DestinationStatus> all() {
        return destinations.all();
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "One destination")
    DestinationStatus one(@PathVariable("name") String name) {
        return destinations
                .named(RequestParameters.word(name, "name"))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "name"));
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(path = "/{name}/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Deliveries of a destination, newest first")
    Page<Delivery> deliveries(
            @PathVariable("name") String name,
            @Parameter(description = "waiting, attempt, unknown, sent, dead, resent, discarded or filtered.")
                    @RequestParam(name = "state", required = false)
                    @Nullable
                    String state,
            @Parameter(description = "Only of the complaint of this number.")
                    @RequestParam(name = "complaint", required = false)
                    @Nullable
                    String complaint,
            @Parameter(description = "next of the last page.")
                    @RequestParam(name = "cursor", required = false)
                    @Nullable
                    Long cursor,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit) {
        List<Delivery> rows = destinations.deliveries(
                RequestParameters.word(name, "name"),
                RequestParameters.oneOf(STATES, state, "state"),
                RequestParameters.text(complaint, "complaint", 1, MAX_NUMBER_LENGTH),
                RequestParameters.position(cursor == null ? Long.MAX_VALUE : cursor, "cursor"),
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT) + 1);
        return Page.of(rows, limit, row -> Long.toString(row.id()));
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping("/{name}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Hand over nothing until it is resumed", description = "What is under way ends.")
    void pause(@PathVariable("name") String name, Principal key) {
        destinations.pause(RequestParameters.word(name, "name"), key.getName());
        LOG.event("pause-asked", LogKey.KEY_NAME, key.getName(), LogKey.DESTINATION, name);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping("/{name}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a pause", description = "Where the breaker is open, the next try is now.")
    void resume(@PathVariable("name") String name, Principal key) {
        destinations.resume(RequestParameters.word(name, "name"), key.getName());
        LOG.event("resume-asked", LogKey.KEY_NAME, key.getName(), LogKey.DESTINATION, name);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/{name}/resend",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Send many events again, to this destination",
            description =
                    "But for those on their way there already, and those its filter kept back, unless complaints are named.")
    Resent resend(@PathVariable("name") String name, @RequestBody Resend resend, Principal key) {
        int count = destinations.resendAll(resend.checked(), RequestParameters.word(name, "name"), key.getName());
        LOG.event("resend-asked", LogKey.KEY_NAME, key.getName(), LogKey.DESTINATION, name, LogKey.COUNT, count);
        return new Resent(count);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/{name}/decide",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Settle many deliveries whose outcome is unknown",
            description = "Oldest first, each with all that were handed over in the same shipment.")
    Decided decide(@PathVariable("name") String name, @RequestBody DecideMany decision, Principal key) {
        int count = destinations.decideAll(RequestParameters.word(name, "name"), decision.checked(), key.getName());
        LOG.event(
                "decided",
                LogKey.KEY_NAME,
                key.getName(),
                LogKey.DESTINATION,
                name,
                LogKey.ACTION,
                decision.outcome(),
                LogKey.COUNT,
                count);
        return new Decided(count);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/{name}/test", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Try the way to a destination, step by step",
            description = "Hands over nothing. Where files are handed over, a probe file is made, renamed and removed.")
    DestinationReport test(@PathVariable("name") String name, Principal key) {
        if (destinations.named(RequestParameters.word(name, "name")).isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND, "name");
        }
        DestinationReport test = tests.destination(name);
        LOG.event(
                "connection-tested",
                LogKey.KEY_NAME,
                key.getName(),
                LogKey.DESTINATION,
                name,
                LogKey.ACTION,
                test.ok() ? "ok" : "failed");
        return test;
    }

    @NeedsRight(KeyRight.OPERATE)
    @DeleteMapping(path = "/{name}/queue", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Remove the queue of a destination that nobody feeds any more",
            description =
                    "Its deliveries that have not ended are discarded. The ledger keeps the events: they can be resent. "
                            + "Who did it, and why, is kept. Refused with DL-102 while a route feeds it or somebody may consume it.")
    DroppedQueue dropQueue(
            @PathVariable("name") String name,
            @Parameter(description = "Why; 1 to 500 characters, no personal data.") @RequestParam("reason")
                    String reason,
            Principal key) {
        DroppedQueue dropped = destinations.dropQueue(
                RequestParameters.word(name, "name"),
                RequestParameters.needed(reason, "reason", MAX_REASON_LENGTH),
                key.getName());
        LOG.event(
                "queue-dropped",
                LogKey.KEY_NAME,
                key.getName(),
                LogKey.DESTINATION,
                name,
                LogKey.COUNT,
                dropped.messages());
        return dropped;
    }
}
