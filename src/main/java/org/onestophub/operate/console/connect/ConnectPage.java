package org.onestophub.operate.console.connect;

import java.util.List;
import org.onestophub.complaint.contract.configuration.ApplyPlan;
import org.onestophub.complaint.contract.configuration.ChannelPasswords;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 接入 and 映射: what runs, what would change, is the mapping right? */
@Controller
class ConnectPage {

    private static final String CONNECT = "redirect:/console/connect";

    private final ConnectDesk desk;

    ConnectPage(ConnectDesk desk) {
        this.desk = desk;
    }

    @GetMapping("/console/connect")
    String channels(Viewer viewer, Model model) {
        model.addAttribute("channels", desk.channels(viewer));
        model.addAttribute("history", desk.history(viewer));
        model.addAttribute("passwords", desk.passwords(viewer));
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        model.addAttribute("mayConfigure", viewer.may(Right.CONFIGURE));
        return "connect";
    }

    @GetMapping("/console/connect/plan")
    String plan(Viewer viewer, Model model) {
        ApplyPlan plan = desk.plan(viewer);
        model.addAttribute("plan", plan);
        List<ApplyPlan.Item> changes =
                plan.items().stream().filter(ApplyPlan.Item::changes).toList();
        model.addAttribute("changes", changes);
        model.addAttribute("mayConfigure", viewer.may(Right.CONFIGURE));
        return "plan";
    }

    @PostMapping("/console/connect/apply")
    String apply(@RequestParam(name = "expect") String expect, Viewer viewer, RedirectAttributes redirect) {
        redirect.addFlashAttribute("report", desk.apply(viewer, expect));
        return "redirect:/console/connect/plan";
    }

    @PostMapping("/console/connect/{name}/password")
    String password(
            @PathVariable("name") String name,
            @RequestParam(name = "password") String password,
            Viewer viewer,
            RedirectAttributes redirect) {
        ChannelPasswords.Change change = desk.password(viewer, name, password);
        redirect.addFlashAttribute("test", change.test());
        redirect.addFlashAttribute("changed", change.changed());
        return CONNECT;
    }

    @PostMapping("/console/connect/{name}/{verb}")
    String act(
            @PathVariable("name") String name,
            @PathVariable("verb") String verb,
            Viewer viewer,
            RedirectAttributes redirect) {
        switch (verb) {
            case "start" -> desk.start(viewer, name);
            case "stop" -> desk.stop(viewer, name);
            case "test" -> redirect.addFlashAttribute("test", desk.test(viewer, name));
            default -> throw new ProblemException(Problem.NOT_FOUND);
        }
        return CONNECT;
    }

    @GetMapping("/console/mappings")
    String mappings(Viewer viewer, Model model) {
        model.addAttribute("mappings", desk.mappings(viewer));
        return "mappings";
    }

    @PostMapping("/console/mappings/{name}/test")
    String test(@PathVariable("name") String name, Viewer viewer, RedirectAttributes redirect) {
        redirect.addFlashAttribute("report", desk.samples(viewer, name));
        return "redirect:/console/mappings";
    }
}
