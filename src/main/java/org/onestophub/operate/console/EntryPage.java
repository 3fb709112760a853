package org.onestophub.operate.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.SavedViews;
import org.onestophub.complaint.contract.rights.LoginWays;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Login, language, password, and the reason for seeing content. */
@Controller
class EntryPage {

    private static final String HOME = "/console";
    private static final String OF_ACCESS = "AC-";
    /** A page of the console and nothing else, so that nobody is led elsewhere. */
    private static final Pattern OWN = Pattern.compile("/console(?:[/?][\\x21-\\x7e&&[^\\\\]]{0,1000})?");

    private final People people;
    private final SavedViews views;
    private final LoginWays ways;
    private final InstitutionChoices institutions;
    private final LocaleResolver languages;

    EntryPage(
            People people,
            SavedViews views,
            LoginWays ways,
            InstitutionChoices institutions,
            LocaleResolver languages) {
        this.people = people;
        this.views = views;
        this.ways = ways;
        this.institutions = institutions;
        this.languages = languages;
    }

    @WithinInstitutions
    @GetMapping("/console/login")
    String login(
            @RequestParam(name = "to", defaultValue = HOME) String to,
            @RequestParam(name = "code", defaultValue = "") String code,
            Locale locale,
            Model model) {
        model.addAttribute("to", own(to));
        model.addAttribute("ways", ways);
        Problem.find(code)
                .filter(problem -> problem.code().startsWith(OF_ACCESS))
                .ifPresent(problem -> {
                    model.addAttribute("code", problem.code());
                    model.addAttribute("text", problem.in(Language.named(locale.getLanguage())));
                });
        return "login";
    }

    /** On to another site or back from one; only the hub itself says where to. */
    @WithinInstitutions
    @RequestMapping("/console/login/onward")
    String onward(@RequestAttribute(name = "onward", required = false) @Nullable String onward, Model model) {
        if (onward == null) {
            return "redirect:/console/login";
        }
        model.addAttribute("onward", onward);
        return "onward";
    }

    @WithinInstitutions
    @GetMapping("/console/language")
    String language(
            @RequestParam(name = "lang") String lang,
            @RequestParam(name = "to", defaultValue = HOME) String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        languages.setLocale(request, response, lang.equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
        return "redirect:" + own(to);
    }

    @WithinInstitutions
    @GetMapping("/console/account")
    String account(Viewer viewer, Model model) {
        model.addAttribute("views", views.of(viewer.name()));
        model.addAttribute("institutions", institutions.names(viewer));
        return "account";
    }

    @WithinInstitutions
    @PostMapping("/console/account")
    String change(
            @RequestParam(name = "old") String old,
            @RequestParam(name = "fresh") String fresh,
            @RequestParam(name = "again") String again,
            Viewer viewer,
            HttpSession session) {
        if (!fresh.equals(again)) {
            throw new ProblemException(Problem.PASSWORD_REFUSED, "again");
        }
        people.change(viewer.name(), old, fresh);
        // all sessions of the account are over; this one ends here, as the next page says that the password was changed
        session.invalidate();
        return "redirect:/console/login?changed";
    }

    @WithinInstitutions
    @PostMapping("/console/reason")
    String reason(
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            @RequestParam(name = "to", defaultValue = HOME) String to,
            Viewer viewer,
            HttpSession session) {
        viewer.require(Right.CONTENT);
        if (reason == null || reason.isBlank()) {
            Reasons.forget(session);
        } else {
            Reasons.keep(session, reason);
        }
        return "redirect:" + own(to);
    }

    /** What no page answers: a page too, not JSON. */
    @WithinInstitutions
    @RequestMapping("/console/**")
    String unknown() {
        throw new ProblemException(Problem.NOT_FOUND);
    }

    private static String own(String to) {
        return OWN.matcher(to).matches() && !to.contains("//") ? to : HOME;
    }
}
