package org.onestophub.outlet.district;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Warnings and their answers, for the health district. A key sees those of its institutions. */
@RestController
@RequestMapping("/api/district/v1/warnings")
@Tag(name = "district-warnings", description = "What is unusual at institutions, and what they answered")
class DistrictWarningController {

    private static final int MAX_LIMIT = 200;

    /** The district judges answers; it does not give them. */
    private static final List<String> TYPES = List.of("returned", "closed");

    private final Warnings warnings;
    private final FeedViews views;
    private final CodeLists lists;

    DistrictWarningController(Warnings warnings, FeedViews views, CodeLists lists) {
        this.warnings = warnings;
        this.views = views;
        this.lists = lists;
    }

    /**
     * Warnings, newest first.
     *
     * @param before give it as {@code before} to go on; absent at the end
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DistrictWarnings")
    record WarningPage(List<SeenWarning> warnings, @Nullable Long before) {}

    /**
     * All of a warning that the district sees.
     *
     * @param numbers numbers of the newest complaints that it is about; none if there are few, as they would count them
     */
    @Schema(name = "DistrictWarningDetail")
    record Seen(SeenWarning warning, List<String> numbers, List<Warnings.Step> steps) {}

    /** What the district does about an answer. */
    @Schema(name = "DistrictWarningAct")
    record Act(
            @Schema(description = "returned or closed.") @Nullable
            String type,

            @Schema(description = "Needed to return.") @Nullable
            String note) {}

    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Warnings, newest first",
            description = "A count below 5 is countBelow, one that leaves fewer others othersBelow.")
    WarningPage list(
            @Parameter(description = "raised, acknowledged, answered, closed or dismissed.")
                    @RequestParam(name = "state", required = false)
                    @Nullable
                    String state,
            @Parameter(description = "before of the last page.")
                    @RequestParam(name = "before", required = false)
                    @Nullable
                    Long before,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal key) {
        require(limit >= 1 && limit <= MAX_LIMIT, "limit");
        require(state == null || Warnings.STATES.contains(state), "state");
        List<Warnings.Row> rows = warnings.list(
                state, views.of(key.getName()).institutions(), before == null ? Long.MAX_VALUE : before, limit);
        return new WarningPage(
                rows.stream().map(row -> SeenWarning.of(row, lists)).toList(),
                rows.size() < limit ? null : rows.get(rows.size() - 1).id());
    }

    @WithinInstitutions(Subject.WARNING)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "One warning, with its answers")
    Seen one(@PathVariable("id") long id, Principal key) {
        return seen(warnings.show(id, views.of(key.getName()).institutions()));
    }

    @WithinInstitutions(Subject.WARNING)
    @PostMapping(
            path = "/{id}/steps",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Return an answer, or close the warning", description = "The same again changes nothing.")
    Seen act(@PathVariable("id") long id, @RequestBody Act act, Principal key) {
        String type = act.type();
        if (type == null || !TYPES.contains(type)) {
            throw new ProblemException(Problem.REQUEST_INVALID, "type");
        }
        return seen(warnings.act(id, views.of(key.getName()).institutions(), type, null, act.note(), key.getName()));
    }

    private Seen seen(Warnings.Detail detail) {
        SeenWarning warning = SeenWarning.of(detail.warning(), lists);
        return new Seen(warning, warning.count() == null ? List.of() : detail.numbers(), detail.steps());
    }

    private static void require(boolean fits, String parameter) {
        if (!fits) {
            throw new ProblemException(Problem.REQUEST_INVALID, parameter);
        }
    }
}
