package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.operate.ops.query.AlarmQueries;
import org.onestophub.operate.ops.query.AlarmRow;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Alarms about cases, and whether they reached anybody in time, for operators. */
@RestController
@RequestMapping("/api/ops/v1/alarms")
@Tag(name = "alarms", description = "Who must know of a case at once")
class AlarmsController {

    private final AlarmQueries alarms;
    private final Institutions institutions;

    AlarmsController(AlarmQueries alarms, Institutions institutions) {
        this.alarms = alarms;
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
}
