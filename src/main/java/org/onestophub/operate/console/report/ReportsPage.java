package org.onestophub.operate.console.report;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.operations.Briefs;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.console.InstitutionChoices;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Language;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 报表: what does the quarter say? */
@Controller
class ReportsPage {

    /** A frame without scripts and forms; a report has its styles and charts in itself and loads nothing. */
    static final String FRAME_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private final InstitutionReports reports;
    private final InstitutionBriefs briefs;
    private final InstitutionChoices institutions;
    private final HubProperties hub;
    private final Clock clock;

    ReportsPage(
            InstitutionReports reports,
            InstitutionBriefs briefs,
            InstitutionChoices institutions,
            HubProperties hub,
            Clock clock) {
        this.reports = reports;
        this.briefs = briefs;
        this.institutions = institutions;
        this.hub = hub;
        this.clock = clock;
    }

    @WithinInstitutions
    @GetMapping("/console/reports")
    String list(
            @RequestParam(name = "name", required = false) @Nullable String name,
            Viewer viewer,
            Locale locale,
            Model model) {
        String only = RequestParameters.given(name);
        List<Reports.Kind> kinds = reports.kinds(viewer);
        List<Reports.Made> rows = reports.made(viewer, only);
        model.addAttribute("kinds", kinds);
        model.addAttribute("titles", titles(briefs.kinds(), locale));
        model.addAttribute("rows", rows);
        model.addAttribute("ofAll", ofAll(kinds));
        model.addAttribute("name", only == null ? "" : only);
        model.addAttribute("institutions", choices(viewer));
        model.addAttribute("mayMake", viewer.may(Right.OPERATE));
        model.addAttribute("ended", ended());
        List<Briefs.Row> asked = briefs.list(viewer, null);
        model.addAttribute("briefs", asked);
        model.addAttribute("reportsCut", rows.size() == InstitutionReports.ROWS);
        model.addAttribute("briefsCut", asked.size() == InstitutionBriefs.ROWS);
        model.addAttribute("institutionNames", institutions.names(viewer));
        model.addAttribute("schedules", reports.schedules(viewer));
        return "reports";
    }

    @WithinInstitutions
    @PostMapping("/console/reports")
    String make(
            @RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam(name = "period", required = false) @Nullable String period,
            @RequestParam(name = "institution", required = false) @Nullable String institution,
            Viewer viewer) {
        return "redirect:/console/reports/"
                + reports.make(viewer, name, period, RequestParameters.given(institution))
                        .id();
    }

    @WithinInstitutions(Subject.REPORT)
    @GetMapping("/console/reports/{id}")
    String one(
            @PathVariable("id") long id,
            @RequestParam(name = "in", required = false) @Nullable String in,
            Viewer viewer,
            Locale locale,
            Model model) {
        Language language = languageOf(in, locale);
        Reports.Made made = reports.one(viewer, RequestParameters.position(id, "id"));
        model.addAttribute("made", made);
        model.addAttribute("title", titleOf(viewer, made.name(), locale));
        model.addAttribute("institution", institutions.nameOf(made.institution()));
        model.addAttribute("isOfAll", ofAll(reports.kinds(viewer)).contains(made.name()));
        model.addAttribute("in", language.tag().startsWith("zh") ? "zh" : "en");
        model.addAttribute("briefs", viewer.seesAll() ? briefs.list(viewer, id) : List.of());
        model.addAttribute("institutionNames", institutions.names(viewer));
        model.addAttribute("mayAsk", briefs.mayAsk(viewer, made));
        model.addAttribute("papers", reports.deliveries(viewer, id));
        model.addAttribute("destinations", reports.destinations(viewer));
        model.addAttribute("forms", Reports.FORMS);
        model.addAttribute("tables", reports.tables(viewer, id, language));
        return "report";
    }

    @PostMapping("/console/reports/{id}/deliveries")
    String deliver(
            @PathVariable("id") long id,
            @RequestParam(name = "destination", required = false) @Nullable String destination,
            @RequestParam(name = "in", defaultValue = "zh") String in,
            @RequestParam(name = "form", defaultValue = "pdf") String form,
            Viewer viewer) {
        reports.deliver(viewer, RequestParameters.position(id, "id"), destination == null ? "" : destination, in, form);
        return "redirect:/console/reports/" + id;
    }

    /** The report as it prints, inside a frame or alone. */
    @WithinInstitutions(Subject.REPORT)
    @GetMapping("/console/reports/{id}/page")
    ResponseEntity<byte[]> page(
            @PathVariable("id") long id,
            @RequestParam(name = "in", required = false) @Nullable String in,
            Viewer viewer,
            Locale locale) {
        Reports.Paper paper =
                reports.paper(viewer, RequestParameters.position(id, "id"), languageOf(in, locale), "html");
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, paper.mediaType())
                .header("Content-Security-Policy", FRAME_POLICY)
                .header("X-Frame-Options", "SAMEORIGIN")
                .body(paper.bytes());
    }

    @WithinInstitutions(Subject.REPORT)
    @GetMapping("/console/reports/{id}/cases")
    String cases(
            @PathVariable("id") long id,
            @RequestParam(name = "section") String section,
            @RequestParam(name = "row") String row,
            @RequestParam(name = "column") String column,
            Viewer viewer,
            Locale locale,
            Model model) {
        Reports.Made made = reports.one(viewer, RequestParameters.position(id, "id"));
        model.addAttribute("made", made);
        model.addAttribute("title", titleOf(viewer, made.name(), locale));
        model.addAttribute("behind", reports.behind(viewer, id, section, row, column, languageOf(null, locale)));
        return "reportcases";
    }

    /** A form to be kept: {@code pdf}, {@code docx}, {@code xlsx}, {@code html} or {@code json}. */
    @WithinInstitutions(Subject.REPORT)
    @GetMapping("/console/reports/{id}/file/{form}")
    ResponseEntity<byte[]> file(
            @PathVariable("id") long id,
            @PathVariable("form") String form,
            @RequestParam(name = "in", required = false) @Nullable String in,
            Viewer viewer,
            Locale locale) {
        Reports.Paper paper = reports.paper(viewer, RequestParameters.position(id, "id"), languageOf(in, locale), form);
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, paper.mediaType())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(paper.fileName())
                                .build()
                                .toString())
                .body(paper.bytes());
    }

    /** The names of reports that are about all institutions together. */
    private static Set<String> ofAll(List<Reports.Kind> kinds) {
        return kinds.stream()
                .filter(kind -> kind.scope().equals("district"))
                .map(Reports.Kind::name)
                .collect(Collectors.toSet());
    }

    /** Of whom a report can be made; who sees all has the hub's own institution as a choice of its own. */
    private Map<String, String> choices(Viewer viewer) {
        Map<String, String> choices = institutions.names(viewer);
        if (viewer.seesAll()) {
            choices.remove(hub.institution().uscc());
        }
        return choices;
    }

    private static Map<String, String> titles(List<Reports.Kind> kinds, Locale locale) {
        boolean isEnglish = Language.named(locale.getLanguage()) == Language.ENGLISH;
        return kinds.stream()
                .collect(Collectors.toMap(Reports.Kind::name, kind -> isEnglish ? kind.titleEn() : kind.titleZh()));
    }

    /** The title of a report; its name if there is none of that name any more. */
    private String titleOf(Viewer viewer, String name, Locale locale) {
        return titles(reports.kinds(viewer), locale).getOrDefault(name, name);
    }

    private static Language languageOf(@Nullable String in, Locale locale) {
        RequestParameters.oneOf(List.of("zh", "en"), in, "in");
        return Language.named(in == null ? locale.getLanguage() : in);
    }

    /** The last quarter, month, half-year and year that are over, as people are likely to ask for them. */
    private List<String> ended() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), hub.zone());
        LocalDate quarter = today.minusMonths(3);
        LocalDate half = today.minusMonths(6);
        return List.of(
                quarter.getYear() + "Q" + ((quarter.getMonthValue() - 1) / 3 + 1),
                YearMonth.from(today.minusMonths(1)).toString(),
                half.getYear() + "H" + ((half.getMonthValue() - 1) / 6 + 1),
                Integer.toString(today.getYear() - 1));
    }
}
