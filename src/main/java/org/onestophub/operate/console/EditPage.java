package org.onestophub.operate.console;

import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.EditedReplay;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 更正: a held input as text, a trial of what was corrected, and the corrected copy on its way. */
@Controller
class EditPage {

    private final EditDesk desk;

    EditPage(EditDesk desk) {
        this.desk = desk;
    }

    @WithinInstitutions(Subject.HELD)
    @GetMapping("/console/quarantine/{id}/edit")
    String form(@PathVariable("id") long id, Viewer viewer, HttpSession session, Model model) {
        String reason = Reasons.needed(session);
        return shown(desk.open(viewer, id, reason), "", reason, model);
    }

    @WithinInstitutions(Subject.HELD)
    @PostMapping("/console/quarantine/{id}/edit-trial")
    String trial(
            @PathVariable("id") long id,
            @RequestParam(name = "text", required = false) @Nullable String text,
            @RequestParam(name = "why", required = false) @Nullable String why,
            Viewer viewer,
            HttpSession session,
            Model model) {
        String reason = Reasons.needed(session);
        return shown(desk.trial(viewer, id, text, reason), why == null ? "" : why, reason, model);
    }

    @WithinInstitutions(Subject.HELD)
    @PostMapping("/console/quarantine/{id}/edit")
    String replay(
            @PathVariable("id") long id,
            @RequestParam(name = "text", required = false) @Nullable String text,
            @RequestParam(name = "why", required = false) @Nullable String why,
            Viewer viewer) {
        EditedReplay.Copy copy = desk.replay(viewer, id, text, why);
        return "redirect:/console/inputs/" + copy.receiptId();
    }

    private static String shown(EditDesk.Form form, String why, String reason, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("held", form.held());
        // HTML drops a line end right behind the start of a text field
        model.addAttribute("shown", form.text() == null ? "" : "\n" + form.text());
        model.addAttribute("why", why);
        model.addAttribute("reason", reason);
        return "edit";
    }
}
