package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.AlarmQueries;
import org.onestophub.operate.ops.query.AlarmRow;
import org.onestophub.operate.ops.query.HeardAlarms;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alarms about cases, and whether they reached anybody in time, for operators. */
@RestController
@RequestMapping("/api/ops/v1/alarms")
@Tag(name = "alarms", description = "Who must know of a case at once")
class AlarmsController {

    /** @param type the event that says so */
    @Schema(name = "AlarmHeard", description = "How an alarm was heard.")
    record Heard(
            @Schema(
                    description = "A type of event that acknowledges alarms of the rule and needs no other fields.",
                    example = "head-notified")
            @Nullable
            String type) {}

    private final AlarmQueries alarms;
    private final HeardAlarms heard;
    private final Institutions institutions;

    AlarmsController(AlarmQueries alarms, HeardAlarms heard, Institutions institutions) {
        this.alarms = alarms;
        this.heard = heard;
        this.institutions = institutions;
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Alarms about cases, newest first, with the evidence that they were delivered")
    Page<AlarmRow> alarms(
            @Parameter(
                            description =
                                    "Only those in this state: waiting, sent, overdue or quiet; unheard: nobody acknowledged it.")
                    @RequestParam(name = "state", required = false)
                    @Nullable
                    String state,
            @Parameter(description = "Only those about complaints of this institution: its unified social credit code.")
                    @RequestParam(name = "institution", required = false)
                    @Nullable
                    String institution,
            @Parameter(description = "Where the last page ended.")
                    @RequestParam(name = "cursor", required = false)
                    @Nullable
                    Long cursor,
            @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal key) {
        RequestParameters.limit(limit, RequestParameters.MAX_LIMIT);
        long before = cursor == null ? Long.MAX_VALUE : RequestParameters.position(cursor, "cursor");
        return Page.of(
                alarms.page(state, institution, institutions.ofKey(key.getName()), before, limit + 1),
                limit,
                last -> Long.toString(last.id()));
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.ALARM)
    @PostMapping(
            path = "/{id}/acknowledge",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Say that an alarm was heard",
            description =
                    "Adds a status event of now to the case, which acknowledges every alarm of it whose rule names that "
                            + "type. A second time changes nothing: acknowledged and acknowledgedBy tell of the first.")
    AlarmRow acknowledge(@PathVariable("id") long id, @RequestBody Heard order, Principal key) {
        return heard.acknowledge(id, order.type(), institutions.ofKey(key.getName()), key.getName());
    }
}
