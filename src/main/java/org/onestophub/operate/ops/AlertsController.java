package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.onestophub.complaint.contract.operations.Alert;
import org.onestophub.complaint.contract.operations.Alerts;
import org.onestophub.complaint.contract.operations.KeyRight;
import org.onestophub.complaint.contract.operations.NeedsRight;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
     */
    @Schema(name = "AlertList")
    record AlertList(List<Alert> open, List<Alert> recent) {}

    private final Alerts alerts;

    AlertsController(Alerts alerts) {
        this.alerts = alerts;
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What is wrong now, and what was lately")
    AlertList alerts(
            @Parameter(description = "Most that are over, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50")
                    int limit) {
        return new AlertList(alerts.open(), alerts.recent(RequestParameters.limit(limit, RequestParameters.MAX_LIMIT)));
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping("/{id}/acknowledge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take an alert on; a second time changes nothing")
    void acknowledge(@PathVariable("id") long id, Principal key) {
        alerts.acknowledge(id, key.getName());
        LOG.event("acknowledged", LogKey.KEY_NAME, key.getName());
    }
}
