package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
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

/** Warnings, for operators and for the systems of the complaint office. */
@RestController
@RequestMapping("/api/ops/v1/warnings")
@Tag(name = "warnings", description = "What is unusual, and what was done about it")
class WarningsController {

    private final Warnings warnings;
    private final Institutions institutions;

    WarningsController(Warnings warnings, Institutions institutions) {
        this.warnings = warnings;
        this.institutions = institutions;
    }

    /** What is done about a warning. */
    @Schema(name = "WarningAct")
    record Act(
            @Schema(description = "acknowledged, answered, returned, closed or dismissed.") @Nullable
            String type,

            @Schema(description = "Of answered: what was found and what is done.")
            Warnings.@Nullable Answer answer,

            @Schema(description = "Needed to return and to dismiss.") @Nullable
            String note) {}

    /** How many warnings were raised. */
    @Schema(name = "WarningsRaised")
    record Raised(int raised) {}

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(path = "/rules", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The rules of warnings")
    List<Warnings.Rule> rules() {
        return warnings.rules();
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Warnings, newest first")
    Page<Warnings.Row> list(
            @Parameter(description = "raised, acknowledged, answered, closed or dismissed.")
                    @RequestParam(name = "state", required = false)
                    @Nullable
                    String state,
            @Parameter(description = "next of the last page.")
                    @RequestParam(name = "cursor", required = false)
                    @Nullable
                    Long cursor,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal key) {
        List<Warnings.Row> rows = warnings.list(
                RequestParameters.oneOf(Warnings.STATES, state, "state"),
                institutions.ofKey(key.getName()),
                RequestParameters.position(cursor == null ? Long.MAX_VALUE : cursor, "cursor"),
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT) + 1);
        return Page.of(rows, limit, row -> Long.toString(row.id()));
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions(Subject.WARNING)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "One warning, with the cases it is about and what was done")
    Warnings.Detail one(@PathVariable("id") long id, Principal key) {
        return warnings.show(RequestParameters.position(id, "id"), institutions.ofKey(key.getName()));
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.WARNING)
    @PostMapping(
            path = "/{id}/steps",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Do something about a warning", description = "The same again changes nothing.")
    Warnings.Detail act(@PathVariable("id") long id, @RequestBody Act act, Principal key) {
        String type = RequestParameters.oneOf(Warnings.TYPES, RequestParameters.needed(act.type(), "type", 20), "type");
        return warnings.act(
                RequestParameters.position(id, "id"),
                institutions.ofKey(key.getName()),
                type,
                act.answer(),
                act.note(),
                key.getName());
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/look", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Look at the facts now", description = "The hub does it by itself, see hub.warning.every.")
    Raised look() {
        return new Raised(warnings.look());
    }
}
