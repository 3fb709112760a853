package org.onestophub.operate.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.complaint.list.CodeList;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.operate.ops.query.AlarmRow;
import org.onestophub.operate.ops.query.ComplaintRow;
import org.onestophub.operate.ops.query.ComplaintSearch;
import org.onestophub.operate.ops.query.ComplaintSheet;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Language;
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

    private final ComplaintDesk desk;
    private final CaseDesk cases;
    private final ViewBook views;
    private final CodeLists lists;
    private final InstitutionChoices institutions;
    private final HubProperties hub;
    private final Clock clock;

    ComplaintsPage(
            ComplaintDesk desk,
            CaseDesk cases,
            ViewBook views,
            CodeLists lists,
            InstitutionChoices institutions,
            HubProperties hub,
            Clock clock) {
        this.desk = desk;
        this.cases = cases;
        this.views = views;
        this.lists = lists;
        this.institutions = institutions;
        this.hub = hub;
        this.clock = clock;
    }

    @WithinInstitutions
    @GetMapping("/console/complaints")
    String list(
            ComplaintFilter filter,
            @RequestParam Map<String, String> given,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            Viewer viewer,
            HttpServletRequest request,
            HttpSession session,
            Model model) {
        Page<ComplaintRow> page =
                desk.search(viewer, searchOf(filter, RequestParameters.given(cursor)), Reasons.of(session));
        model.addAttribute("filter", filter);
        model.addAttribute("rows", page.items());
        model.addAttribute("next", page.next() == null ? null : nextOf(request, page.next()));
        model.addAttribute("first", RequestParameters.given(cursor) == null);
        model.addAttribute("mayText", viewer.may(Right.CONTENT));
        model.addAttribute("reason", Reasons.of(session));
        model.addAttribute("channels", entries("channel"));
        model.addAttribute("states", entries("case-state"));
        model.addAttribute("categories", entries("category"));
        model.addAttribute("departments", entries("department"));
        model.addAttribute("institutions", institutions.of(viewer));
        model.addAttribute("flags", ComplaintSearch.FLAGS);
        model.addAttribute("dues", ComplaintSearch.DUES);
        model.addAttribute("daysBack", ComplaintFilter.DAYS);
        views.show(model, viewer, FilteredList.COMPLAINTS, given);
        model.addAttribute("sheet", sheetOf(request));
        return "complaints";
    }

    /** What the list shows, all of it, for a spreadsheet program. */
    @WithinInstitutions
    @GetMapping("/console/complaints/xlsx")
    ResponseEntity<byte[]> sheet(ComplaintFilter filter, Viewer viewer, HttpSession session, Locale locale) {
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
        model.addAttribute("institutions", institutions.of(viewer));
        List<AlarmRow> unheard = cases.unheardOf(found.row());
        model.addAttribute("alarms", unheard);
        model.addAttribute("words", cases.words(unheard));
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
        desk.decide(viewer, action, number, RequestParameters.given(other), RequestParameters.given(why));
        if (from.equals("suggestions")) {
            return "redirect:/console/suggestions";
        }
        redirect.addAttribute("number", number);
        return "redirect:/console/complaints/{number}";
    }

    private ComplaintSearch searchOf(ComplaintFilter filter, @Nullable String cursor) {
        return filter.search(clock.instant(), hub.zone(), cursor);
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
}
