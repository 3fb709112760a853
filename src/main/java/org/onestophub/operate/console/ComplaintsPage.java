package org.onestophub.operate.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.CodeList;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.contract.operations.Right;
import org.onestophub.complaint.contract.operations.Viewer;
import org.onestophub.complaint.contract.operations.WithinInstitutions;
import org.onestophub.complaint.contract.operations.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.ComplaintRow;
import org.onestophub.operate.ops.query.ComplaintSearch;
import org.onestophub.operate.ops.query.ComplaintSheet;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** 投诉 and 轨迹: what came, who has it, what is due, and what happened to one. */
@Controller
class ComplaintsPage {

    /** What a person may fill in; empty fields do not matter. The address shows all of it, so Back finds it again. */
    record Filter(
            @Nullable String number,
            @Nullable String channel,
            @Nullable String state,
            @Nullable String category,
            @Nullable String department,
            @Nullable String flag,
            @Nullable String due,
            @Nullable String from,
            @Nullable String to,
            @Nullable String text) {

        /** True if nothing is filled in. */
        public boolean isEmpty() {
            return given(number) == null
                    && given(channel) == null
                    && given(state) == null
                    && given(category) == null
                    && given(department) == null
                    && given(flag) == null
                    && given(due) == null
                    && given(from) == null
                    && given(to) == null
                    && given(text) == null;
        }
    }

    private final ComplaintDesk desk;
    private final CodeLists lists;
    private final HubProperties hub;
    private final Clock clock;

    ComplaintsPage(ComplaintDesk desk, CodeLists lists, HubProperties hub, Clock clock) {
        this.desk = desk;
        this.lists = lists;
        this.hub = hub;
        this.clock = clock;
    }

    @WithinInstitutions
    @GetMapping("/console/complaints")
    String list(
            Filter filter,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Viewer viewer,
            HttpServletRequest request,
            HttpSession session,
            Model model) {
        Page<ComplaintRow> page = desk.search(viewer, searchOf(filter, given(cursor)), Reasons.of(session));
        model.addAttribute("filter", filter);
        model.addAttribute("rows", page.items());
        model.addAttribute("next", page.next() == null ? null : nextOf(request, page.next()));
        model.addAttribute("first", given(cursor) == null);
        model.addAttribute("mayText", viewer.may(Right.CONTENT));
        model.addAttribute("reason", Reasons.of(session));
        model.addAttribute("channels", entries("channel"));
        model.addAttribute("states", entries("case-state"));
        model.addAttribute("categories", entries("category"));
        model.addAttribute("departments", entries("department"));
        model.addAttribute("flags", ComplaintSearch.FLAGS);
        model.addAttribute("dues", ComplaintSearch.DUES);
        model.addAttribute("today", LocalDate.ofInstant(clock.instant(), hub.zone()));
        model.addAttribute("sheet", sheetOf(request));
        return "complaints";
    }

    /** What the list shows, all of it, for a spreadsheet program. */
    @WithinInstitutions
    @GetMapping("/console/complaints/xlsx")
    ResponseEntity<byte[]> sheet(Filter filter, Viewer viewer, HttpSession session, Locale locale) {
        byte[] bytes =
                desk.sheet(viewer, searchOf(filter, null), Reasons.of(session), Language.named(locale.getLanguage()));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, ComplaintSheet.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"complaints.xlsx\"")
                .body(bytes);
    }

    @WithinInstitutions(Subject.COMPLAINT)
    @GetMapping("/console/complaints/{number}")
    String trace(@PathVariable("number") String number, Viewer viewer, HttpSession session, Model model) {
        String reason = viewer.may(Right.CONTENT) ? Reasons.of(session) : null;
        ComplaintDesk.Case found = desk.open(viewer, number, reason);
        model.addAttribute("case", found);
        model.addAttribute("row", found.row());
        model.addAttribute("reason", reason);
        model.addAttribute("mayContent", viewer.may(Right.CONTENT));
        model.addAttribute("mayOperate", viewer.may(Right.OPERATE));
        model.addAttribute("mayErase", viewer.may(Right.ERASE));
        if (found.content() != null) {
            model.addAttribute("digest", CaseDigest.of(found.content().document()));
            model.addAttribute("arrivals", found.content().arrivals());
            model.addAttribute("document", found.content().document());
        }
        return "trace";
    }

    @WithinInstitutions(Subject.COMPLAINT)
    @PostMapping("/console/complaints/{number}/link")
    String link(
            @PathVariable("number") String number,
            @RequestParam(name = "action") String action,
            @RequestParam(name = "other", required = false) @Nullable String other,
            @RequestParam(name = "why", required = false) @Nullable String why,
            @RequestParam(name = "from", defaultValue = "") String from,
            Viewer viewer,
            RedirectAttributes redirect) {
        desk.decide(viewer, action, number, given(other), given(why));
        if (from.equals("suggestions")) {
            return "redirect:/console/suggestions";
        }
        redirect.addAttribute("number", number);
        return "redirect:/console/complaints/{number}";
    }

    private ComplaintSearch searchOf(Filter filter, @Nullable String cursor) {
        LocalDate last = dayOf(filter.to(), "to");
        return new ComplaintSearch(
                given(filter.number()),
                given(filter.channel()),
                given(filter.state()),
                given(filter.category()),
                given(filter.department()),
                given(filter.flag()),
                given(filter.due()),
                beginOf(dayOf(filter.from(), "from")),
                // the last day is looked at too
                beginOf(last == null ? null : last.plusDays(1)),
                given(filter.text()),
                cursor,
                null);
    }

    private @Nullable Instant beginOf(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(hub.zone()).toInstant();
    }

    private static @Nullable LocalDate dayOf(@Nullable String text, String field) {
        String day = given(text);
        if (day == null) {
            return null;
        }
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException e) {
            throw new ProblemException(Problem.REQUEST_INVALID, field);
        }
    }

    private Collection<CodeList.Entry> entries(String list) {
        return lists.named(list).map(CodeList::entries).orElse(List.of());
    }

    /** The same search as a workbook. */
    private static String sheetOf(HttpServletRequest request) {
        String query = request.getQueryString();
        return UriComponentsBuilder.fromPath(request.getRequestURI() + "/xlsx")
                .query(query == null ? "" : query)
                .replaceQueryParam("cursor")
                .build(true)
                .toUriString();
    }

    private static String nextOf(HttpServletRequest request, String cursor) {
        UriComponentsBuilder next = UriComponentsBuilder.fromPath(request.getRequestURI());
        String query = request.getQueryString();
        return next.query(query == null ? "" : query)
                .replaceQueryParam("cursor", cursor)
                .build(true)
                .toUriString();
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
