package org.onestophub.operate.console;

import java.util.Locale;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.Language;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The manual, from the hub itself. */
@Controller
class HelpPage {

    private final Manual manual;

    HelpPage(Manual manual) {
        this.manual = manual;
    }

    @WithinInstitutions
    @GetMapping("/console/help")
    String first() {
        return "redirect:/console/help/operations";
    }

    @WithinInstitutions
    @GetMapping("/console/help/{page}")
    String page(@PathVariable("page") String page, Locale locale, Model model) {
        model.addAttribute("page", page);
        model.addAttribute("html", manual.html(page, Language.named(locale.getLanguage())));
        return "help";
    }
}
