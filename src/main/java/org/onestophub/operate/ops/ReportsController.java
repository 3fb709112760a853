package org.onestophub.operate.ops;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.Papers;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.operations.ScheduledReports;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Language;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reports, for operators. They name no person. */
@RestController
@RequestMapping("/api/ops/v1/reports")
@Tag(name = "reports", description = "Reports on complaints")
class ReportsController {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int MOST = 200;
    private static final int MOST_CASES = 1_000;
    private static final int LONGEST_PERIOD = 10;
    private static final int LONGEST_CODE = 18;

    private final Reports reports;
    private final ScheduledReports scheduled;
    private final Papers papers;
    private final Institutions institutions;

    ReportsController(Reports reports, ScheduledReports scheduled, Papers papers, Institutions institutions) {
        this.reports = reports;
        this.scheduled = scheduled;
        this.papers = papers;
        this.institutions = institutions;
    }

    /** What is to be made. */
    @Schema(name = "ReportOrder")
    record Order(
            @Nullable String name,
            @Nullable String period,
            @Nullable String institution) {}

    /** What is to be handed over; language zh if none is given. */
    @Schema(name = "ReportDelivery")
    record Delivery(
            @Nullable String destination,
            @Nullable String language,
            @Nullable String form) {}

    /** How many reports were made. */
    @Schema(name = "DueReports")
    record Due(int made) {}

    /** How many cases were looked at. */
    @Schema(name = "RebuiltFacts")
    record Rebuilt(int cases) {}

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(path = "/kinds", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The reports that can be made")
    List<Reports.Kind> kinds() {
        return reports.kinds();
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The last 200 reports that were made, newest first")
    List<Reports.Made> made(@RequestParam(name = "name", required = false) @Nullable String name, Principal key) {
        return reports.made(RequestParameters.word(name, "name"), institutions.ofKey(key.getName()), MOST);
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a report",
            description =
                    "From one consistent view of the ledger. A report with the same numbers from the same number of the "
                            + "feed is not made twice.")
    Reports.Made make(@RequestBody Order order, Principal key) {
        String name = RequestParameters.word(RequestParameters.needed(order.name(), "name", 64), "name");
        String period = RequestParameters.needed(order.period(), "period", LONGEST_PERIOD);
        String institution = RequestParameters.text(order.institution(), "institution", 0, LONGEST_CODE);
        return reports.make(
                name,
                period,
                reports.institutionFor(name, institution, institutions.ofKey(key.getName())),
                key.getName());
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions(Subject.REPORT)
    @GetMapping(path = "/{id}/cases", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "The complaints that a number of a made report counts, by their numbers",
            description =
                    "section, row and column are ids as in the JSON of the report. The newest 1000 as they stand now.")
    Reports.Behind cases(
            @PathVariable("id") long id,
            @RequestParam(name = "section") String section,
            @RequestParam(name = "row") String row,
            @RequestParam(name = "column") String column) {
        return reports.behind(RequestParameters.position(id, "id"), section, row, column, Language.ENGLISH, MOST_CASES);
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions(Subject.REPORT)
    @GetMapping(path = "/{id}/json", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The numbers of a made report, with its words in both languages")
    JsonNode numbers(@PathVariable("id") long id) {
        byte[] numbers = reports.show(RequestParameters.position(id, "id"), Language.ENGLISH, "json")
                .bytes();
        return JsonText.objectOf(new String(numbers, StandardCharsets.UTF_8));
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions(Subject.REPORT)
    @GetMapping(
            path = "/{id}/{form}",
            produces = {MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_PDF_VALUE, DOCX, XLSX})
    @Operation(
            summary = "A made report as html, pdf, docx or xlsx",
            description = "The same bytes each time. Language zh or en.")
    ResponseEntity<byte[]> show(
            @PathVariable("id") long id,
            @PathVariable("form") String form,
            @RequestParam(name = "language", defaultValue = "zh") String language) {
        RequestParameters.oneOf(Reports.FORMS, form, "form");
        RequestParameters.oneOf(List.of("zh", "en"), language, "language");
        Reports.Paper paper = reports.show(
                RequestParameters.position(id, "id"),
                language.equals("zh") ? Language.CHINESE : Language.ENGLISH,
                form);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(paper.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(paper.fileName())
                                .build()
                                .toString())
                .body(paper.bytes());
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions(Subject.REPORT)
    @GetMapping(path = "/{id}/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Which forms of a made report went to which destinations",
            description = "With the last attempt: when, what was answered, and the digest of what was handed over.")
    List<Papers.Paper> deliveries(@PathVariable("id") long id) {
        return papers.of(RequestParameters.position(id, "id"));
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(
            path = "/{id}/deliveries",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Hand a form of a made report over to a destination",
            description = "The same again changes nothing, unless it was given up: then it is tried again.")
    Papers.Paper deliver(@PathVariable("id") long id, @RequestBody Delivery order, Principal key) {
        long report =
                reports.made(RequestParameters.position(id, "id"), List.of()).id();
        String form = RequestParameters.needed(order.form(), "form", LONGEST_PERIOD);
        RequestParameters.oneOf(Reports.FORMS, form, "form");
        String language = order.language() == null ? "zh" : order.language();
        RequestParameters.oneOf(List.of("zh", "en"), language, "language");
        String destination =
                RequestParameters.word(RequestParameters.needed(order.destination(), "destination", 64), "destination");
        return papers.send(report, destination, language, form, key.getName());
    }

    @NeedsRight(KeyRight.VIEW)
    @GetMapping(path = "/schedules", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The schedules that are on, with the time at which each is due next")
    List<ScheduledReports.Schedule> schedules() {
        return scheduled.schedules();
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/schedules/make", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Make what is due by a schedule and was not made",
            description = "The hub does so by itself. What was made once is not made again.")
    Due makeDue() {
        return new Due(scheduled.makeDue());
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(path = "/facts/rebuild", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Derive what reports count anew from all cases",
            description =
                    "Needed once after an upgrade from a version before reports, and after a change of hub.report.test-channels.")
    Rebuilt rebuild() {
        return new Rebuilt(reports.rebuildFacts());
    }
}
