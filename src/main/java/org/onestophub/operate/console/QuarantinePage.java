package org.onestophub.operate.console;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.operate.ops.query.HeldRow;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 待处理: what needs a person, and why? */
@Controller
class QuarantinePage {

    private final QuarantineDesk desk;
    private final ViewBook views;

    QuarantinePage(QuarantineDesk desk, ViewBook views) {
        this.desk = desk;
        this.views = views;
    }

    @WithinInstitutions
    @GetMapping("/console/quarantine")
    String groups(Viewer viewer, Model model) {
        model.addAttribute("groups", desk.groups(viewer));
        return "quarantine";
    }

    @WithinInstitutions
    @GetMapping("/console/quarantine/group")
    String group(
            @RequestParam(name = "code") String code,
            @RequestParam(name = "channel") String channel,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam Map<String, String> given,
            Viewer viewer,
            Model model) {
        Page<HeldRow> page = desk.list(viewer, code, channel, RequestParameters.position(after, "after"));
        model.addAttribute("rows", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("code", code);
        model.addAttribute("channel", channel);
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        model.addAttribute("mayContent", viewer.may(Right.CONTENT));
        views.show(model, viewer, FilteredList.QUARANTINE, given);
        return "held";
    }

    @WithinInstitutions
    @PostMapping("/console/quarantine/trial")
    String trial(
            @RequestParam(name = "code") String code,
            @RequestParam(name = "channel") String channel,
            Viewer viewer,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("trial", desk.trial(viewer, code, channel));
        return back(code, channel, redirect);
    }

    @WithinInstitutions
    @PostMapping("/console/quarantine/replay")
    String replay(
            @RequestParam(name = "id", required = false) @Nullable List<Long> ids,
            @RequestParam(name = "code") String code,
            @RequestParam(name = "channel") String channel,
            Viewer viewer,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("results", desk.replay(viewer, ids == null ? List.of() : ids));
        return back(code, channel, redirect);
    }

    @WithinInstitutions
    @PostMapping("/console/quarantine/discard")
    String discard(
            @RequestParam(name = "id", required = false) @Nullable List<Long> ids,
            @RequestParam(name = "code") String code,
            @RequestParam(name = "channel") String channel,
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            Viewer viewer,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("results", desk.discard(viewer, ids == null ? List.of() : ids, reason));
        return back(code, channel, redirect);
    }

    private static String back(String code, String channel, RedirectAttributes redirect) {
        redirect.addAttribute("code", code);
        redirect.addAttribute("channel", channel);
        return "redirect:/console/quarantine/group";
    }
}
