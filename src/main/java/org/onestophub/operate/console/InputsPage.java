package org.onestophub.operate.console;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.operations.ChannelRegistry;
import org.onestophub.complaint.contract.operations.ChannelStatus;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.ReceiptRow;
import org.onestophub.operate.ops.query.ReceiptSearch;
import org.onestophub.operate.ops.query.RequestParameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 输入: what came in by each channel, and how did it end? */
@Controller
class InputsPage {

    /** What a person may keep: a number names an input. */
    static final List<String> KEPT = List.of("channel", "outcome", "days");

    private static final List<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Outcome::word).toList();

    private final InputDesk desk;
    private final ChannelRegistry channels;
    private final ViewBook views;
    private final HubProperties hub;
    private final Clock clock;

    InputsPage(InputDesk desk, ChannelRegistry channels, ViewBook views, HubProperties hub, Clock clock) {
        this.desk = desk;
        this.channels = channels;
        this.views = views;
        this.hub = hub;
        this.clock = clock;
    }

    @WithinInstitutions
    @GetMapping("/console/inputs")
    String list(
            @RequestParam Map<String, String> given,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Viewer viewer,
            Model model) {
        Page<ReceiptRow> page =
                desk.list(viewer, search(given, clock.instant(), hub.zone(), RequestParameters.given(cursor)));
        model.addAttribute("rows", page.items());
        model.addAttribute("next", page.next());
        List.of("number", "channel", "outcome", "days")
                .forEach(name -> model.addAttribute(name, given.getOrDefault(name, "")));
        model.addAttribute(
                "channels",
                channels.channels().stream().map(ChannelStatus::name).toList());
        model.addAttribute("outcomes", OUTCOMES);
        model.addAttribute("daysBack", ComplaintFilter.DAYS);
        model.addAttribute("mayContent", viewer.may(Right.CONTENT));
        views.show(model, viewer, FilteredList.INPUTS, given);
        return "inputs";
    }

    /** What a person asked for; empty fields do not matter. */
    static ReceiptSearch search(Map<String, String> given, Instant now, ZoneId zone, @Nullable String cursor) {
        LocalDate first = ComplaintFilter.back(given.get("days"), LocalDate.ofInstant(now, zone));
        return new ReceiptSearch(
                RequestParameters.given(given.get("channel")),
                null,
                RequestParameters.given(given.get("outcome")),
                RequestParameters.given(given.get("number")),
                null,
                ComplaintFilter.beginOf(first, zone),
                null,
                null,
                cursor,
                null);
    }
}
