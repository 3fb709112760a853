package org.onestophub.operate.console;

import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.rights.AccessRecord;
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

/** 告警, 区县 and 系统: what is wrong now, has the district everything, who saw what. */
@Controller
class HubPage {

    private static final int FULL = 100;
    private static final String ALERTS = "redirect:/console/alerts";
    /** How long a mute is if the person does not say otherwise. */
    private static final int MUTE_HOURS = 4;

    private final HubDesk desk;
    private final ViewBook views;
    private final InstitutionChoices institutions;
    private final HubProperties hub;
    private final Clock clock;

    HubPage(HubDesk desk, ViewBook views, InstitutionChoices institutions, HubProperties hub, Clock clock) {
        this.desk = desk;
        this.views = views;
        this.institutions = institutions;
        this.hub = hub;
        this.clock = clock;
    }

    @GetMapping("/console/alerts")
    String alerts(Viewer viewer, Model model) {
        model.addAttribute("open", desk.openAlerts(viewer));
        model.addAttribute("recent", desk.recentAlerts(viewer));
        model.addAttribute("mutes", desk.mutes(viewer));
        model.addAttribute(
                "muteUntil",
                LocalDateTime.ofInstant(clock.instant(), hub.zone())
                        .plusHours(MUTE_HOURS)
                        .truncatedTo(ChronoUnit.MINUTES));
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        return "alerts";
    }

    @PostMapping("/console/alerts/{id}/acknowledge")
    String acknowledge(@PathVariable("id") long id, Viewer viewer) {
        desk.acknowledge(viewer, id);
        return ALERTS;
    }

    @PostMapping("/console/alerts/{id}/mute")
    String mute(
            @PathVariable("id") long id,
            @RequestParam(name = "until", defaultValue = "") String until,
            @RequestParam(name = "reason", required = false) @Nullable String reason,
            Viewer viewer) {
        desk.mute(viewer, id, momentOf(until), reason);
        return ALERTS;
    }

    @PostMapping("/console/alerts/mutes/{id}/end")
    String unmute(@PathVariable("id") long id, Viewer viewer) {
        desk.unmute(viewer, id);
        return ALERTS;
    }

    /** What the browser's field for day and time gives, in the hub's zone. */
    private Instant momentOf(String local) {
        try {
            return LocalDateTime.parse(local).atZone(hub.zone()).toInstant();
        } catch (DateTimeException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, "until");
        }
    }

    @GetMapping("/console/district")
    String district(Viewer viewer, HttpSession session, Model model) {
        HubDesk.District district = desk.district(viewer, Reasons.of(session));
        model.addAttribute("consumers", district.consumers());
        model.addAttribute("rejects", district.rejects());
        model.addAttribute("rejectsCut", district.rejects().size() == FULL);
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        model.addAttribute("mayContent", viewer.may(Right.CONTENT));
        model.addAttribute("reason", Reasons.of(session));
        return "district";
    }

    @PostMapping("/console/district/rejects/{id}/settle")
    String settle(
            @PathVariable("id") long id,
            @RequestParam(name = "settlement", required = false) @Nullable String settlement,
            Viewer viewer) {
        desk.settle(viewer, id, settlement);
        return "redirect:/console/district";
    }

    @GetMapping("/console/system")
    String system(Viewer viewer, Model model) {
        model.addAttribute("space", desk.space(viewer));
        model.addAttribute("hubs", desk.hubs(viewer));
        model.addAttribute("people", desk.people(viewer));
        model.addAttribute("institutions", institutions.names(viewer));
        model.addAttribute("version", desk.version().orElse(""));
        model.addAttribute("java", Runtime.version().toString());
        model.addAttribute("mayAudit", viewer.may(Right.AUDIT));
        return "system";
    }

    @GetMapping("/console/system/access-log")
    String accessLog(
            @RequestParam(name = "by", required = false) @Nullable String by,
            @RequestParam(name = "before", defaultValue = "0") long before,
            Viewer viewer,
            Model model) {
        String whose = RequestParameters.given(by);
        long below = before == 0 ? Long.MAX_VALUE : RequestParameters.position(before, "before");
        List<AccessRecord.Entry> entries = desk.accessLog(viewer, whose, below);
        model.addAttribute("entries", entries);
        model.addAttribute("by", whose == null ? "" : whose);
        views.show(model, viewer, FilteredList.ACCESS_LOG, whose == null ? Map.of() : Map.of("by", whose));
        model.addAttribute(
                "next",
                entries.size() < FULL ? null : entries.get(entries.size() - 1).id());
        return "accesslog";
    }
}
