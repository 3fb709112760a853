package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Alert;
import org.onestophub.complaint.contract.operations.Alerts;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
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

/** Alerts for operators. */
@RestController
@RequestMapping("/api/ops/v1/alerts")
@Tag(name = "alerts", description = "What somebody must know of")
class AlertsController {

    private static final HubLog LOG = HubLog.of("alert");

    /**
     * All of them.
     *
     * @param open those that are not over, oldest first
     * @param recent those that are, last ended first
     * @param mutes what is not sent for a while, the first to end first
     */
    @Schema(name = "AlertList")
    record AlertList(List<Alert> open, List<Alert> recent, List<Alerts.Mute> mutes) {}

    /**
     * What is to be muted.
     *
     * @param until the end
     * @param reason why
     */
    @Schema(name = "NewMute")
    record NewMute(
            @Schema(description = "ISO 8601 UTC, at most 30 days ahead.") @Nullable
            Instant until,

            @Schema(description = "1 to 200 characters.") @Nullable
            String reason) {}

    /**
     * A mute that was made.
     *
     * @param id its number
     */
    @Schema(name = "MuteNumber")
    record MuteNumber(long id) {}

    private final Alerts alerts;
    private final AccessRecord record;

    AlertsController(Alerts alerts, AccessRecord record) {
        this.alerts = alerts;
        this.record = record;
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What is wrong now, and what was lately")
    AlertList alerts(
            @Parameter(description = "Most that are over, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50")
                    int limit) {
        return new AlertList(
                alerts.open(),
                alerts.recent(RequestParameters.limit(limit, RequestParameters.MAX_LIMIT)),
                alerts.mutes());
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping("/{id}/acknowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an alert on; a second time changes nothing")
    void acknowledge(@PathVariable("id") long id, Principal key) {
        alerts.acknowledge(id, key.getName());
        LOG.event("acknowledged", LogKey.KEY_NAME, key.getName());
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/{id}/mute",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Send nothing of what an open alert is about until a time",
            description = "A second time moves the end. What still holds then and was not sent before is sent.")
    MuteNumber mute(@PathVariable("id") long id, @RequestBody NewMute mute, Principal key) {
        if (mute.until() == null) {
            throw new ProblemException(Problem.REQUEST_INVALID, "until");
        }
        String reason = mute.reason() == null ? "" : mute.reason();
        record.done(key.getName(), "alert-mute", Long.toString(id), reason);
        return new MuteNumber(alerts.mute(id, mute.until(), reason, key.getName()));
    }

    @NeedsRight(KeyRight.OPERATE)
    @DeleteMapping("/mutes/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a mute before its time; a second time changes nothing")
    void unmute(@PathVariable("id") long id, Principal key) {
        record.done(key.getName(), "alert-unmute", Long.toString(id), null);
        alerts.unmute(id, key.getName());
    }
}
