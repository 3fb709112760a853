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
import org.onestophub.complaint.contract.operations.KeyRight;
import org.onestophub.complaint.contract.operations.NeedsRight;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.operations.WithinInstitutions;
import org.onestophub.complaint.contract.operations.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
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
    private static final int LONGEST_PERIOD = 10;
    private static final int LONGEST_CODE = 18;

    private final Reports reports;
    private final Institutions institutions;

    ReportsController(Reports reports, Institutions institutions) {
        this.reports = reports;
        this.institutions = institutions;
    }

    /** What is to be made. */
    @Schema(name = "ReportOrder")
    record Order(
            @Nullable String name,
            @Nullable String period,
            @Nullable String institution) {}

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
        return reports.make(name, period, within(name, institution, institutions.ofKey(key.getName())), key.getName());
    }

    /** A key bound to institutions gets reports of theirs only, and none about all. */
    private @Nullable String within(String name, @Nullable String institution, List<String> bound) {
        if (bound.isEmpty()) {
            return institution;
        }
        String asked = institution == null ? bound.get(0) : institution;
        boolean isAboutAll = reports.kinds().stream()
                .anyMatch(kind -> kind.name().equals(name) && kind.scope().equals("district"));
        if (isAboutAll || !bound.contains(asked)) {
            throw new ProblemException(Problem.KEY_BOUND, "institution");
        }
        return asked;
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
