package org.onestophub.operate.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.CaseLinks;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.AlarmQueries;
import org.onestophub.operate.ops.query.AlarmRow;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 关联投诉, 紧急通知, 清除内容: which complaints may be one, did alarms reach anybody in time, and erasing one for good. */
@Controller
class CasesPage {

    private final CaseDesk desk;
    private final ViewBook views;
    private final InstitutionChoices institutions;

    CasesPage(CaseDesk desk, ViewBook views, InstitutionChoices institutions) {
        this.desk = desk;
        this.views = views;
        this.institutions = institutions;
    }

    @WithinInstitutions
    @GetMapping("/console/suggestions")
    String suggestions(
            @RequestParam(name = "complaint", required = false) @Nullable String complaint,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Viewer viewer,
            Model model) {
        String only = RequestParameters.given(complaint);
        CaseLinks.Suggestions page = desk.suggestions(viewer, only, RequestParameters.given(cursor));
        model.addAttribute("rows", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("complaint", only);
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        return "suggestions";
    }

    @WithinInstitutions
    @GetMapping("/console/alarms")
    String alarms(
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "institution", required = false) @Nullable String institution,
            @RequestParam(name = "before", defaultValue = "0") long before,
            @RequestParam Map<String, String> given,
            Viewer viewer,
            Model model) {
        String only = RequestParameters.given(state);
        String of = RequestParameters.given(institution);
        long below = before == 0 ? Long.MAX_VALUE : RequestParameters.position(before, "before");
        Page<AlarmRow> page = desk.alarms(viewer, only, of, below);
        model.addAttribute("rows", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("state", only == null ? "" : only);
        model.addAttribute("institution", of == null ? "" : of);
        model.addAttribute("institutions", institutions.of(viewer));
        model.addAttribute("states", AlarmQueries.STATES);
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        model.addAttribute("words", desk.words(page.items()));
        views.show(model, viewer, FilteredList.ALARMS, given);
        return "alarms";
    }

    @WithinInstitutions(Subject.ALARM)
    @PostMapping("/console/alarms/{id}/heard")
    String heard(
            @PathVariable("id") long id,
            @RequestParam(name = "type", required = false) @Nullable String type,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "institution", required = false) @Nullable String institution,
            @RequestParam(name = "from", defaultValue = "") String from,
            Viewer viewer,
            RedirectAttributes redirect) {
        AlarmRow alarm = desk.heard(viewer, id, type);
        if (from.equals("complaint")) {
            redirect.addAttribute("number", alarm.complaint());
            return "redirect:/console/complaints/{number}";
        }
        redirect.addAttribute("state", RequestParameters.given(state));
        redirect.addAttribute("institution", RequestParameters.given(institution));
        return "redirect:/console/alarms";
    }

    @WithinInstitutions(Subject.COMPLAINT)
    @GetMapping("/console/complaints/{number}/erase")
    String eraseForm(@PathVariable("number") String number, Viewer viewer, Model model) {
        model.addAttribute("row", desk.toErase(viewer, number));
        return "erase";
    }

    @WithinInstitutions(Subject.COMPLAINT)
    @PostMapping("/console/complaints/{number}/erase")
    String erase(
            @PathVariable("number") String number,
            @RequestParam(name = "again", required = false) @Nullable String again,
            @RequestParam(name = "why", required = false) @Nullable String why,
            Viewer viewer,
            RedirectAttributes redirect) {
        CaseDesk.Erased erased =
                desk.erase(viewer, number, RequestParameters.given(again), RequestParameters.given(why));
        redirect.addFlashAttribute("erased", erased);
        redirect.addAttribute("number", erased.number());
        return "redirect:/console/complaints/{number}/erase";
    }
}
