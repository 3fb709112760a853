package org.onestophub.operate.console;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.contract.operations.Alert;
import org.onestophub.complaint.contract.operations.Alerts;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.Destinations;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.operate.ops.query.OverviewQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** 总览: does everything arrive, is anything late? */
@Controller
class OverviewPage {

    private final OverviewQueries overview;
    private final ChannelRegistry channels;
    private final Destinations destinations;
    private final Alerts alerts;
    private final WaitingMatters waiting;
    private final InstitutionChoices institutions;

    OverviewPage(
            OverviewQueries overview,
            ChannelRegistry channels,
            Destinations destinations,
            Alerts alerts,
            WaitingMatters waiting,
            InstitutionChoices institutions) {
        this.overview = overview;
        this.channels = channels;
        this.destinations = destinations;
        this.alerts = alerts;
        this.waiting = waiting;
        this.institutions = institutions;
    }

    @WithinInstitutions
    @GetMapping("/console")
    String page(
            Viewer viewer, Model model, @RequestHeader(name = "X-Console-Refresh", defaultValue = "") String refresh) {
        if (PageModel.isAuditorAlone(viewer)) {
            return "redirect:/console/system/access-log";
        }
        viewer.require(Right.VIEW);
        boolean isRefresh = viewer.seesAll() && !refresh.isEmpty();
        if (!isRefresh) {
            List<OverviewQueries.Share> shares = overview.shares(viewer.institutions());
            OverviewQueries.Share sum = OverviewQueries.Share.sum(shares);
            Map<String, String> names = institutions.of(viewer);
            model.addAttribute("matters", waiting.of(viewer, sum));
            model.addAttribute("institutions", names);
            model.addAttribute("shares", names.isEmpty() ? List.of() : shares);
            model.addAttribute("share", viewer.seesAll() ? null : sum);
        }
        if (!viewer.seesAll()) {
            return "overview";
        }
        OverviewQueries.Overview day = overview.overview();
        model.addAttribute("day", day);
        model.addAttribute("bars", HourBars.of(day.hours()));
        model.addAttribute("hours", day.hours());
        List<ChannelStatus> running =
                channels.channels().stream().filter(ChannelStatus::enabled).toList();
        Map<String, Long> health = new TreeMap<>();
        running.forEach(channel -> health.merge(channel.health(), 1L, Long::sum));
        model.addAttribute("channels", running);
        model.addAttribute("health", health);
        List<Alert> open = alerts.open();
        model.addAttribute("alerts", open);
        model.addAttribute(
                "destinations",
                destinations.all().stream().filter(DestinationStatus::enabled).toList());
        return isRefresh ? "overview :: live" : "overview";
    }

    /** Says on a list that something changed. The list itself stays as it is until the person asks. */
    @WithinInstitutions
    @GetMapping("/console/fresh")
    String fresh(Viewer viewer) {
        viewer.require(Right.VIEW);
        return "parts :: fresh";
    }
}
