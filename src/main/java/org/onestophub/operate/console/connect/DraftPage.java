package org.onestophub.operate.console.connect;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.contract.configuration.ApplyReport;
import org.onestophub.complaint.contract.configuration.ChannelDrafts;
import org.onestophub.complaint.contract.configuration.ConnectionReport;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 接入向导: from a form to a channel that runs. Each step is kept by the hub as soon as it is given. */
@Controller
class DraftPage {

    private static final String LIST = "/console/drafts";
    private static final String OF_VALUE = "v.";

    private final DraftDesk desk;

    DraftPage(DraftDesk desk) {
        this.desk = desk;
    }

    @GetMapping(LIST)
    String list(Viewer viewer, Model model) {
        model.addAttribute("drafts", desk.list(viewer));
        model.addAttribute("kinds", desk.kinds(viewer));
        return "drafts";
    }

    @PostMapping(LIST)
    String begin(
            @RequestParam(name = "id", defaultValue = "") String id,
            @RequestParam(name = "kind", defaultValue = "") String kind,
            Viewer viewer) {
        desk.begin(viewer, id.strip(), kind);
        return "redirect:" + LIST + "/" + id.strip();
    }

    @GetMapping(LIST + "/{id}")
    String draft(@PathVariable("id") String id, Viewer viewer, Model model) {
        ChannelDrafts.Draft draft = desk.open(viewer, id);
        model.addAttribute("draft", draft);
        ChannelDrafts.Kind kind = desk.kind(viewer, draft.kind());
        model.addAttribute("kind", kind);
        model.addAttribute(
                "stranger",
                model.getAttribute("test") instanceof ConnectionReport report ? stranger(report, kind, draft) : "");
        model.addAttribute("files", desk.files(viewer, id));
        model.addAttribute("mayContent", viewer.may(Right.CONTENT));
        Map<String, String> chosen = new TreeMap<>();
        draft.choices().forEach(choice -> chosen.put(choice.target(), choice.source()));
        model.addAttribute("chosen", chosen);
        model.addAttribute("sources", Map.of());
        // a picture is read when somebody asks for it, and not whenever the page is opened
        if (draft.inputBytes() > 0 && !draft.slow() && viewer.may(Right.CONTENT)) {
            ChannelDrafts.Trial trial = desk.trial(viewer, id);
            model.addAttribute("trial", trial);
            model.addAttribute("sources", trial.sources());
        }
        return "draft";
    }

    @PostMapping(LIST + "/{id}/values")
    String values(
            @PathVariable("id") String id,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "mapping", defaultValue = "") String mapping,
            Viewer viewer) {
        desk.values(viewer, id, valuesOf(form), mapping);
        return back(id, "connection");
    }

    /** A field was left: what stands in the form is kept, and the page stays as it is. */
    @PostMapping(path = LIST + "/{id}/values", headers = "HX-Request")
    ResponseEntity<Void> kept(
            @PathVariable("id") String id,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "mapping", defaultValue = "") String mapping,
            Viewer viewer) {
        desk.values(viewer, id, valuesOf(form), mapping);
        return ResponseEntity.noContent().build();
    }

    /** Keeps what stands in the form, and tries to connect with it. */
    @PostMapping(LIST + "/{id}/test")
    String test(
            @PathVariable("id") String id,
            @RequestParam Map<String, String> form,
            @RequestParam(name = "mapping", defaultValue = "") String mapping,
            Viewer viewer,
            RedirectAttributes redirect) {
        desk.values(viewer, id, valuesOf(form), mapping);
        redirect.addFlashAttribute("test", desk.test(viewer, id));
        return back(id, "tested");
    }

    @PostMapping(LIST + "/{id}/fields")
    String fields(
            @PathVariable("id") String id,
            @RequestParam(name = "target", defaultValue = "") List<String> targets,
            @RequestParam(name = "source", defaultValue = "") List<String> sources,
            Viewer viewer) {
        desk.choices(viewer, id, targets, sources);
        return back(id, "trial");
    }

    @PostMapping(LIST + "/{id}/input")
    String input(
            @PathVariable("id") String id, @RequestParam(name = "text", defaultValue = "") String text, Viewer viewer) {
        desk.input(viewer, id, text);
        return back(id, "input");
    }

    /** A file that the browser sends as it is; its name comes in a header, so that no log of addresses has it. */
    @PostMapping(path = LIST + "/{id}/file", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<Void> file(
            @PathVariable("id") String id,
            @RequestHeader(name = "X-File-Name", defaultValue = "") String name,
            HttpServletRequest request,
            Viewer viewer)
            throws IOException {
        desk.file(viewer, id, nameIn(name), request.getInputStream().readNBytes(ChannelDrafts.MOST_INPUT + 1));
        return ResponseEntity.noContent().build();
    }

    /** A header has no other letters than those of ASCII. */
    private static String nameIn(String header) {
        try {
            return URLDecoder.decode(header, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "fileName");
        }
    }

    /** What a server showed is trusted from now on. */
    @PostMapping(LIST + "/{id}/trust")
    String trust(
            @PathVariable("id") String id,
            @RequestParam(name = "fingerprint", defaultValue = "") String fingerprint,
            Viewer viewer) {
        desk.trust(viewer, id, fingerprint);
        return back(id, "connection");
    }

    @PostMapping(LIST + "/{id}/{verb}")
    String act(
            @PathVariable("id") String id,
            @PathVariable("verb") String verb,
            @RequestParam(name = "expect", defaultValue = "") String expect,
            Viewer viewer,
            RedirectAttributes redirect) {
        switch (verb) {
            case "take" -> {
                redirect.addFlashAttribute("test", desk.take(viewer, id));
                return back(id, "tested");
            }
            case "trial" -> {
                redirect.addFlashAttribute("trial", desk.trial(viewer, id));
                return back(id, "trial");
            }
            case "check" -> {
                redirect.addFlashAttribute("faults", desk.check(viewer, id));
                return back(id, "checked");
            }
            case "apply" -> {
                ApplyReport report = desk.apply(viewer, id, expect);
                redirect.addFlashAttribute("report", report);
                if (report.results().stream().allMatch(result -> result.result().equals("applied"))) {
                    redirect.addFlashAttribute("applied", id);
                    return "redirect:" + LIST;
                }
            }
            case "discard" -> {
                desk.discard(viewer, id);
                return "redirect:" + LIST;
            }
            default -> throw new ProblemException(Problem.NOT_FOUND);
        }
        return back(id, "main");
    }

    /** The fingerprint of a server that the draft does not trust, or has been given nothing to trust by; empty if there is none. */
    private static String stranger(ConnectionReport report, ChannelDrafts.Kind kind, ChannelDrafts.Draft draft) {
        boolean isUnnamed = kind.inputs().stream()
                .anyMatch(input ->
                        input.isTrust() && input.needed() && !draft.values().containsKey(input.name()));
        return report.steps().stream()
                .filter(step -> isUnnamed
                        || Problem.HOST_KEY_UNKNOWN.code().equals(step.code())
                        || Problem.CERTIFICATE_UNTRUSTED.code().equals(step.code()))
                .map(step -> step.facts().getOrDefault("fingerprint", ""))
                .filter(print -> !print.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> valuesOf(Map<String, String> form) {
        Map<String, String> values = new TreeMap<>();
        form.forEach((name, value) -> {
            if (name.startsWith(OF_VALUE)) {
                values.put(name.substring(OF_VALUE.length()), value);
            }
        });
        return values;
    }

    private static String back(String id, String part) {
        return "redirect:" + LIST + "/" + id + "#" + part;
    }
}
