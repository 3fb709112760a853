package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.operations.Briefs;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Language;
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

/** Reports of the district for institutions, and their answers. */
@RestController
@RequestMapping("/api/ops/v1/briefs")
@Tag(name = "briefs", description = "Reports of the district for its institutions, and their answers")
class BriefsController {

    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final List<String> FORMS = List.of("html", "pdf", "docx", "xlsx");
    private static final int MOST_ASKED = 1_000;

    private final Briefs briefs;
    private final Reports reports;
    private final Institutions institutions;

    BriefsController(Briefs briefs, Reports reports, Institutions institutions) {
        this.briefs = briefs;
        this.reports = reports;
        this.institutions = institutions;
    }

    /** Who is to get which report; all institutions that the hub knows if none is named. */
    @Schema(name = "BriefOrder")
    record Order(
            @Nullable Long report,
            @Nullable List<String> institutions,
            @Nullable LocalDate due) {}

    /** How many institutions were asked now. */
    @Schema(name = "BriefsAsked")
    record Asked(int asked) {}

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Briefs, newest first")
    Page<Briefs.Row> list(
            @Parameter(description = "Only of that made report.")
                    @RequestParam(name = "report", required = false)
                    @Nullable
                    Long report,
            @Parameter(description = "next of the last page.")
                    @RequestParam(name = "cursor", required = false)
                    @Nullable
                    Long cursor,
            @Parameter(description = "Rows, 1 to 200.") @RequestParam(name = "limit", defaultValue = "50") int limit,
            Principal key) {
        List<Briefs.Row> rows = briefs.list(
                report,
                institutions.ofKey(key.getName()),
                RequestParameters.position(cursor == null ? Long.MAX_VALUE : cursor, "cursor"),
                RequestParameters.limit(limit, RequestParameters.MAX_LIMIT) + 1);
        return Page.of(rows, limit, row -> Long.toString(row.id()));
    }

    @NeedsRight(KeyRight.OPERATE)
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Give a made report to institutions and ask for an answer",
            description = "Only reports about all that hide small numbers. Who has it is not asked again.")
    Asked ask(@RequestBody Order order, Principal key) {
        long report = RequestParameters.position(order.report() == null ? 0 : order.report(), "report");
        List<String> asked = order.institutions() == null ? List.of() : order.institutions();
        RequestParameters.require(
                asked.size() <= MOST_ASKED && asked.stream().allMatch(java.util.Objects::nonNull),
                "institutions",
                asked);
        return new Asked(briefs.ask(report, asked, order.due(), key.getName()));
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions(Subject.BRIEF)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "One brief, with what the institution did")
    Briefs.Detail one(@PathVariable("id") long id, Principal key) {
        return briefs.show(RequestParameters.position(id, "id"), institutions.ofKey(key.getName()));
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions(Subject.BRIEF)
    @GetMapping(
            path = "/{id}/report/{form}",
            produces = {MediaType.TEXT_HTML_VALUE, MediaType.APPLICATION_PDF_VALUE, DOCX, XLSX})
    @Operation(summary = "The report itself as html, pdf, docx or xlsx")
    ResponseEntity<byte[]> report(
            @PathVariable("id") long id,
            @PathVariable("form") String form,
            @RequestParam(name = "language", defaultValue = "zh") String language,
            Principal key) {
        RequestParameters.oneOf(FORMS, form, "form");
        RequestParameters.oneOf(List.of("zh", "en"), language, "language");
        Briefs.Row brief = briefs.show(RequestParameters.position(id, "id"), institutions.ofKey(key.getName()))
                .brief();
        Reports.Paper paper = reports.show(brief.report(), Language.named(language), form);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(paper.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + paper.fileName() + "\"")
                .body(paper.bytes());
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.BRIEF)
    @PostMapping(path = "/{id}/acknowledged", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Say that the institution has read it", description = "The same again changes nothing.")
    Briefs.Detail acknowledge(@PathVariable("id") long id, Principal key) {
        return briefs.acknowledge(
                RequestParameters.position(id, "id"), institutions.ofKey(key.getName()), key.getName());
    }

    @NeedsRight(KeyRight.OPERATE)
    @WithinInstitutions(Subject.BRIEF)
    @PostMapping(
            path = "/{id}/answered",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Answer a brief", description = "The same again changes nothing; the last answer counts.")
    Briefs.Detail answer(@PathVariable("id") long id, @RequestBody Briefs.Answer answer, Principal key) {
        return briefs.answer(
                RequestParameters.position(id, "id"), institutions.ofKey(key.getName()), answer, key.getName());
    }
}
