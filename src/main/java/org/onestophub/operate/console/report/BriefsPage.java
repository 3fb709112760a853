package org.onestophub.operate.console.report;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Briefs;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.console.InstitutionChoices;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Language;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 工作简报: what the district reports to an institution, and what this answers. */
@Controller
class BriefsPage {

    private final InstitutionBriefs briefs;
    private final InstitutionChoices institutions;

    BriefsPage(InstitutionBriefs briefs, InstitutionChoices institutions) {
        this.briefs = briefs;
        this.institutions = institutions;
    }

    @WithinInstitutions(Subject.BRIEF)
    @GetMapping("/console/briefs/{id}")
    String one(@PathVariable("id") long id, Viewer viewer, Locale locale, Model model) {
        Briefs.Detail found = briefs.show(viewer, RequestParameters.position(id, "id"));
        model.addAttribute("brief", found.brief());
        model.addAttribute("steps", found.steps());
        model.addAttribute("institution", institutions.nameOf(found.brief().institution()));
        model.addAttribute("title", briefs.title(found.brief(), Language.named(locale.getLanguage())));
        model.addAttribute("mayAct", viewer.may(Right.OPERATE) && found.steps().size() < Briefs.MOST_STEPS);
        return "brief";
    }

    /** The report as it prints, or one of its files. */
    @WithinInstitutions(Subject.BRIEF)
    @GetMapping("/console/briefs/{id}/report/{form}")
    ResponseEntity<byte[]> report(
            @PathVariable("id") long id,
            @PathVariable("form") String form,
            @RequestParam(name = "in", required = false) @Nullable String in,
            Viewer viewer,
            Locale locale) {
        RequestParameters.oneOf(List.of("zh", "en"), in, "in");
        boolean isPage = form.equals("page");
        Reports.Paper paper = briefs.paper(
                viewer,
                RequestParameters.position(id, "id"),
                Language.named(in == null ? locale.getLanguage() : in),
                isPage ? "html" : form);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, paper.mediaType());
        if (isPage) {
            answer.header("Content-Security-Policy", ReportsPage.FRAME_POLICY).header("X-Frame-Options", "SAMEORIGIN");
        } else {
            answer.header("Content-Security-Policy", "sandbox; default-src 'none'")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + paper.fileName() + "\"");
        }
        return answer.body(paper.bytes());
    }

    @WithinInstitutions(Subject.BRIEF)
    @PostMapping("/console/briefs/{id}/acknowledged")
    String acknowledge(@PathVariable("id") long id, Viewer viewer) {
        briefs.acknowledge(viewer, RequestParameters.position(id, "id"));
        return "redirect:/console/briefs/" + id;
    }

    @WithinInstitutions(Subject.BRIEF)
    @PostMapping("/console/briefs/{id}/answered")
    String answer(
            @PathVariable("id") long id,
            @RequestParam(name = "text", required = false) @Nullable String text,
            @RequestParam(name = "hazard", required = false) @Nullable String hazard,
            @RequestParam(name = "measure", required = false) @Nullable String measure,
            @RequestParam(name = "due", required = false) @Nullable String due,
            Viewer viewer) {
        briefs.answer(
                viewer,
                RequestParameters.position(id, "id"),
                new Briefs.Answer(
                        RequestParameters.given(text),
                        RequestParameters.given(hazard),
                        RequestParameters.given(measure),
                        RequestParameters.day(due, "due")));
        return "redirect:/console/briefs/" + id;
    }

    @PostMapping("/console/reports/{id}/briefs")
    String ask(
            @PathVariable("id") long id,
            @RequestParam(name = "due", required = false) @Nullable String due,
            Viewer viewer) {
        briefs.ask(viewer, RequestParameters.position(id, "id"), RequestParameters.day(due, "due"));
        return "redirect:/console/reports/" + id;
    }
}
