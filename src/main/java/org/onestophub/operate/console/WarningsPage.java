package org.onestophub.operate.console;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Warnings;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 预警: what is unusual, and is somebody doing something about it? */
@Controller
class WarningsPage {

    private final InstitutionWarnings warnings;
    private final ViewBook views;
    private final InstitutionChoices institutions;

    WarningsPage(InstitutionWarnings warnings, ViewBook views, InstitutionChoices institutions) {
        this.warnings = warnings;
        this.views = views;
        this.institutions = institutions;
    }

    @WithinInstitutions
    @GetMapping("/console/warnings")
    String list(
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "institution", required = false) @Nullable String institution,
            @RequestParam(name = "before", defaultValue = "0") long before,
            @RequestParam Map<String, String> given,
            Viewer viewer,
            Model model) {
        String only = RequestParameters.given(state);
        long below = before == 0 ? Long.MAX_VALUE : RequestParameters.position(before, "before");
        String of = RequestParameters.given(institution);
        List<Warnings.Row> rows = warnings.list(viewer, only, of, below);
        model.addAttribute("rows", rows);
        model.addAttribute("state", only == null ? "" : only);
        model.addAttribute("states", Warnings.STATES);
        model.addAttribute("institution", of == null ? "" : of);
        model.addAttribute("institutions", institutions.of(viewer));
        views.show(model, viewer, FilteredList.WARNINGS, given);
        boolean isFull = rows.size() == InstitutionWarnings.rows();
        model.addAttribute("next", isFull ? rows.get(rows.size() - 1).id() : null);
        return "warnings";
    }

    @WithinInstitutions(Subject.WARNING)
    @GetMapping("/console/warnings/{id}")
    String one(@PathVariable("id") long id, Viewer viewer, Model model) {
        Warnings.Detail found = warnings.show(viewer, RequestParameters.position(id, "id"));
        String state = found.warning().state();
        boolean isOpen = !state.equals("closed") && !state.equals("dismissed");
        model.addAttribute("warning", found.warning());
        model.addAttribute("numbers", found.numbers());
        model.addAttribute("steps", found.steps());
        model.addAttribute("mayAct", viewer.may(Right.OPERATE) && isOpen);
        model.addAttribute(
                "mayClose", state.equals("answered") || found.warning().dueAt() == null);
        return "warning";
    }

    @WithinInstitutions(Subject.WARNING)
    @PostMapping("/console/warnings/{id}/{type}")
    String act(
            @PathVariable("id") long id,
            @PathVariable("type") String type,
            @RequestParam(name = "hazard", required = false) @Nullable String hazard,
            @RequestParam(name = "measure", required = false) @Nullable String measure,
            @RequestParam(name = "due", required = false) @Nullable String due,
            @RequestParam(name = "proof", required = false) @Nullable String proof,
            @RequestParam(name = "note", required = false) @Nullable String note,
            Viewer viewer) {
        Warnings.Answer answer = type.equals("answered")
                ? new Warnings.Answer(
                        hazard == null ? "" : hazard,
                        measure == null ? "" : measure,
                        dayOf(due),
                        RequestParameters.given(proof))
                : null;
        warnings.act(viewer, RequestParameters.position(id, "id"), type, answer, RequestParameters.given(note));
        return "redirect:/console/warnings/" + id;
    }

    private static LocalDate dayOf(@Nullable String day) {
        LocalDate due = RequestParameters.day(day, "due");
        if (due == null) {
            throw new ProblemException(Problem.REQUEST_INVALID, "due");
        }
        return due;
    }
}
