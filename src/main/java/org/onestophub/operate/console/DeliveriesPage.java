package org.onestophub.operate.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Delivery;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 投递: did the systems get it? */
@Controller
class DeliveriesPage {

    private static final String LIST = "redirect:/console/deliveries";

    private final DeliveryDesk desk;
    private final ViewBook views;

    DeliveriesPage(DeliveryDesk desk, ViewBook views) {
        this.desk = desk;
        this.views = views;
    }

    @GetMapping("/console/deliveries")
    String all(Viewer viewer, Model model) {
        model.addAttribute("destinations", desk.all(viewer));
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        try {
            model.addAttribute("letters", desk.letters(viewer));
        } catch (ProblemException e) {
            // the broker is away; the rest of the page does not need it
            model.addAttribute("brokerCode", e.problem().code());
        }
        return "deliveries";
    }

    @GetMapping("/console/deliveries/{name}")
    String one(
            @PathVariable("name") String name,
            @RequestParam(name = "state", required = false) @Nullable String state,
            @RequestParam(name = "before", defaultValue = "0") long before,
            Viewer viewer,
            Model model) {
        String only = RequestParameters.given(state);
        long below = before == 0 ? Long.MAX_VALUE : RequestParameters.position(before, "before");
        List<Delivery> rows = desk.deliveries(viewer, name, only, below);
        model.addAttribute("destination", desk.named(viewer, name));
        model.addAttribute("rows", rows);
        model.addAttribute("state", only == null ? "" : only);
        model.addAttribute(
                "next", rows.size() < 50 ? null : rows.get(rows.size() - 1).id());
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        views.show(
                model,
                viewer,
                FilteredList.DELIVERIES,
                only == null ? Map.of("name", name) : Map.of("name", name, "state", only));
        return "destination";
    }

    @PostMapping("/console/deliveries/{name}/{verb}")
    String act(
            @PathVariable("name") String name,
            @PathVariable("verb") String verb,
            @RequestParam(name = "id", required = false) @Nullable List<Long> given,
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            @RequestParam(name = "state", defaultValue = "") String state,
            Viewer viewer,
            RedirectAttributes redirect) {
        List<Long> ids = given == null ? List.of() : given;
        switch (verb) {
            case "pause" -> desk.pause(viewer, name);
            case "resume" -> desk.resume(viewer, name);
            case "resend" -> redirect.addFlashAttribute("results", desk.resend(viewer, name, ids));
            case "discard" -> redirect.addFlashAttribute("results", desk.discard(viewer, ids, reason));
            case "arrived" -> redirect.addFlashAttribute("results", desk.decide(viewer, ids, true));
            case "not-arrived" -> redirect.addFlashAttribute("results", desk.decide(viewer, ids, false));
            default -> throw new ProblemException(Problem.NOT_FOUND);
        }
        redirect.addAttribute("state", state);
        return LIST + "/" + RequestParameters.word(name, "name");
    }

    @PostMapping("/console/letters/return")
    String giveBack(
            @RequestParam(name = "id", required = false) @Nullable List<Long> ids,
            Viewer viewer,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("results", desk.giveBack(viewer, ids == null ? List.of() : ids));
        return LIST;
    }
}
