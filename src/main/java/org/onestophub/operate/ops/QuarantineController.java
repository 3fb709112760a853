package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.HeldRow;
import org.onestophub.operate.ops.query.HeldTrials;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.QuarantineQueries;
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

/** Quarantine for operators: what waits and why, replay, discard. */
@RestController
@RequestMapping("/api/ops/v1/quarantine")
@Tag(name = "quarantine", description = "Inputs that wait for a person")
class QuarantineController {

    private static final HubLog LOG = HubLog.of("quarantine");
    private static final int MAX_MANY = 10_000;
    private static final int DEFAULT_MANY = 100;
    private static final int MAX_REASON_LENGTH = 500;

    /** @param reason why the input is not processed, 1–500 characters */
    @Schema(name = "Discard")
    record Discard(
            @Schema(description = "Why; 1 to 500 characters.")
            String reason) {}

    /**
     * Which held inputs to replay.
     *
     * @param code code they wait for
     * @param channel channel they came by
     * @param limit most of them, 1–10,000, default 100
     */
    @Schema(name = "Replay")
    record Replay(
            @Schema(description = "Code they wait for.", example = "MP-201")
            String code,

            @Schema(description = "Channel they came by.", example = "hotline")
            String channel,

            @Schema(description = "At most so many, oldest first; 1 to 10000, default 100.")
            Integer limit) {}

    /** @param count how many were sent through the rooms again */
    @Schema(name = "Replayed")
    record Replayed(int count) {}

    /**
     * Which held inputs to discard.
     *
     * @param code code they wait for
     * @param channel channel they came by
     * @param limit most of them, 1–10,000, default 100
     * @param reason why they are not processed, 1–500 characters
     */
    @Schema(name = "DiscardMany")
    record DiscardMany(
            @Schema(description = "Code they wait for.", example = "RD-106")
            String code,

            @Schema(description = "Channel they came by.", example = "letter-sftp")
            String channel,

            @Schema(description = "At most so many, oldest first; 1 to 10000, default 100.")
            Integer limit,

            @Schema(description = "Why; 1 to 500 characters.")
            String reason) {}

    /** @param count how many were discarded */
    @Schema(name = "Discarded")
    record Discarded(int count) {}

    /** Which held inputs to try. */
    @Schema(name = "HeldGroupName")
    record Tried(
            @Schema(description = "Code they wait for.", example = "MP-201") @Nullable
            String code,

            @Schema(description = "Channel they came by.", example = "hotline") @Nullable
            String channel) {}

    private final QuarantineQueries queries;
    private final Quarantine quarantine;
    private final HeldTrials trials;
    private final Institutions institutions;

    QuarantineController(
            QuarantineQueries queries, Quarantine quarantine, HeldTrials trials, Institutions institutions) {
        this.queries = queries;
        this.quarantine = quarantine;
        this.trials = trials;
        this.institutions = institutions;
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What waits, oldest first")
    Page<HeldRow> list(
            @Parameter(description = "Only this code.") @RequestParam(name = "code", required = false) @Nullable
                    String code,
            @Parameter(description = "Only this channel.") @RequestParam(name = "channel", required = false) @Nullable
                    String channel,
            @Parameter(description = "next of the last page.") @RequestParam(name = "cursor", defaultValue = "0")
                    long cursor,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal key) {
        return queries.list(
                RequestParameters.code(code),
                RequestParameters.word(channel, "channel"),
                institutions.ofKey(key.getName()),
                RequestParameters.position(cursor, "cursor"),
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT));
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(path = "/groups", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What waits, grouped by code and channel")
    List<QuarantineQueries.Group> groups(Principal key) {
        return queries.groups(institutions.ofKey(key.getName()));
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.HELD)
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Send one held input through the rooms again")
    void replay(@PathVariable("id") long id, Principal key) {
        quarantine.replay(id, key.getName());
        LOG.event("replay-asked", LogKey.KEY_NAME, key.getName());
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.HELD)
    @PostMapping(path = "/{id}/discard", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End the wait of a held input without processing it; its bytes stay")
    void discard(@PathVariable("id") long id, @RequestBody Discard discard, Principal key) {
        String reason = RequestParameters.needed(discard.reason(), "reason", MAX_REASON_LENGTH);
        quarantine.discard(id, reason, key.getName());
        LOG.event("discard-asked", LogKey.KEY_NAME, key.getName());
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions
    @PostMapping(
            path = "/trial",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Try the ten oldest held inputs of one code and channel with what runs now",
            description = "Before a replay: how many would go through READ, MAP and CHECK, and what stops the others. "
                    + "Nothing is kept or changed.")
    HeldTrials.Trial trial(@RequestBody Tried group, Principal key) {
        return trials.of(group.code(), group.channel(), institutions.ofKey(key.getName()), key.getName());
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/replay",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Send the held inputs of one code and channel through the rooms again")
    Replayed replayAll(@RequestBody Replay replay, Principal key) {
        String code = RequestParameters.code(RequestParameters.needed(replay.code(), "code", 6));
        String channel = RequestParameters.word(RequestParameters.needed(replay.channel(), "channel", 64), "channel");
        int limit = bounded(replay.limit());
        int count = quarantine.replayAll(code, channel, limit, key.getName());
        LOG.event("replay-asked", LogKey.KEY_NAME, key.getName(), LogKey.CODE, code, LogKey.COUNT, count);
        return new Replayed(count);
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/discard",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "End the wait of the held inputs of one code and channel; their bytes stay")
    Discarded discardAll(@RequestBody DiscardMany discard, Principal key) {
        String code = RequestParameters.code(RequestParameters.needed(discard.code(), "code", 6));
        String channel = RequestParameters.word(RequestParameters.needed(discard.channel(), "channel", 64), "channel");
        String reason = RequestParameters.needed(discard.reason(), "reason", MAX_REASON_LENGTH);
        int count = quarantine.discardAll(code, channel, bounded(discard.limit()), reason, key.getName());
        LOG.event("discard-asked", LogKey.KEY_NAME, key.getName(), LogKey.CODE, code, LogKey.COUNT, count);
        return new Discarded(count);
    }

    private static int bounded(@Nullable Integer limit) {
        return RequestParameters.limit(limit == null ? DEFAULT_MANY : limit, MAX_MANY);
    }
}
