package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.onestophub.complaint.contract.operations.DeadLetter;
import org.onestophub.complaint.contract.operations.DeadLetters;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
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

/** Dead letters for operators: see, return, discard. */
@RestController
@RequestMapping("/api/ops/v1/dead-letters")
@Tag(name = "destinations", description = "Systems that are fed, and what is on its way to them")
class DeadLettersController {

    private static final HubLog LOG = HubLog.of("deliver");
    private static final int MAX_RETURN = 1_000;
    private static final int DEFAULT_RETURN = 100;
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_REASON_LENGTH = 500;

    /**
     * What to return.
     *
     * @param destination whose queue they came from
     * @param limit most letters
     */
    @Schema(name = "ReturnDeadLetters")
    record Return(
            @Schema(description = "The destination whose queue they came from.", example = "case-system")
            String destination,

            @Schema(description = "At most so many, oldest first; 1 to 1000, default 100.")
            Integer limit) {}

    /** @param count how many went back */
    @Schema(name = "DeadLettersReturned")
    record Returned(int count) {}

    /** @param reason why it is not delivered, 1–500 characters */
    @Schema(name = "DiscardDeadLetter")
    record Discard(
            @Schema(description = "Why; 1 to 500 characters, no personal data.")
            String reason) {}

    private final DeadLetters letters;

    DeadLettersController(DeadLetters letters) {
        this.letters = letters;
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Events that consumers of the queues did not take, oldest first")
    Page<DeadLetter> list(
            @Parameter(description = "Only of this destination.") @RequestParam(name = "destination", required = false)
                    String destination,
            @Parameter(description = "next of the last page.") @RequestParam(name = "cursor", defaultValue = "0")
                    long cursor,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit) {
        List<DeadLetter> rows = letters.list(
                RequestParameters.word(destination, "destination"),
                RequestParameters.position(cursor, "cursor"),
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT) + 1);
        return Page.of(rows, limit, row -> Long.toString(row.id()));
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/return",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Return the dead letters of a destination to its queue",
            description = "Those of erased complaints stay. Who did it is kept.")
    Returned returnMany(@RequestBody Return order, Principal key) {
        String destination = RequestParameters.word(
                RequestParameters.needed(order.destination(), "destination", MAX_NAME_LENGTH), "destination");
        int count = letters.giveBack(
                destination,
                RequestParameters.limit(order.limit() == null ? DEFAULT_RETURN : order.limit(), MAX_RETURN),
                key.getName());
        LOG.event(
                "dead-letters-returned",
                LogKey.KEY_NAME,
                key.getName(),
                LogKey.DESTINATION,
                destination,
                LogKey.COUNT,
                count);
        return new Returned(count);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping("/{id}/return")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Return one dead letter to the queue it came from", description = "Who did it is kept.")
    void returnOne(@PathVariable("id") long id, Principal key) {
        letters.giveBack(RequestParameters.position(id, "id"), key.getName());
        LOG.event("dead-letters-returned", LogKey.KEY_NAME, key.getName(), LogKey.COUNT, 1);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/{id}/discard", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Remove one dead letter for good",
            description = "The ledger keeps the event. Who did it, and why, is kept.")
    void discard(@PathVariable("id") long id, @RequestBody Discard discard, Principal key) {
        String reason = RequestParameters.needed(discard.reason(), "reason", MAX_REASON_LENGTH);
        letters.discard(RequestParameters.position(id, "id"), reason, key.getName());
        LOG.event("dead-letter-discarded", LogKey.KEY_NAME, key.getName());
    }
}
