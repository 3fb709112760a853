package org.onestophub.operate.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.KeyRight;
import org.onestophub.complaint.contract.rights.KeyRights;
import org.onestophub.complaint.contract.rights.NeedsRight;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.complaint.contract.rights.WithinInstitutions.Subject;
import org.onestophub.operate.ops.query.ComplaintLists;
import org.onestophub.operate.ops.query.ComplaintQueries;
import org.onestophub.operate.ops.query.ComplaintRow;
import org.onestophub.operate.ops.query.ComplaintSearch;
import org.onestophub.operate.ops.query.ComplaintSheet;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.operate.ops.trail.TraceQueries;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Complaints for operators. */
@RestController
@RequestMapping("/api/ops/v1/complaints")
@Tag(name = "complaints", description = "Complaints with their history")
class ComplaintsController {

    private final ComplaintLists lists;
    private final ComplaintSheet sheets;
    private final ComplaintQueries queries;
    private final TraceQueries traces;
    private final AccessLog record;
    private final Institutions institutions;
    private final KeyRights rights;

    ComplaintsController(
            ComplaintLists lists,
            ComplaintSheet sheets,
            ComplaintQueries queries,
            TraceQueries traces,
            AccessLog record,
            Institutions institutions,
            KeyRights rights) {
        this.lists = lists;
        this.sheets = sheets;
        this.queries = queries;
        this.traces = traces;
        this.record = record;
        this.institutions = institutions;
        this.rights = rights;
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Search among complaints, newest first",
            description =
                    "Codes and times only. A search by text needs the right content and is recorded as an access to "
                            + "personal data.")
    Page<ComplaintRow> search(@ParameterObject ComplaintSearch search, Principal key) {
        ComplaintSearch checked = search.checked();
        if (checked.text() != null) {
            rights.require(key.getName(), KeyRight.CONTENT);
            record.done(key.getName(), "complaint-search", null, null);
        }
        return lists.search(checked, institutions.ofKey(key.getName()));
    }

    @NeedsRight(KeyRight.VIEW)
    @WithinInstitutions
    @GetMapping(path = "/xlsx", produces = ComplaintSheet.MEDIA_TYPE)
    @Operation(
            summary = "All complaints that a search finds as a workbook, newest first",
            description =
                    "20000 at most. Codes by their names and times only. A search by text needs the right content. "
                            + "Recorded in the access log.")
    ResponseEntity<byte[]> sheet(
            @ParameterObject ComplaintSearch search,
            @RequestParam(name = "language", defaultValue = "zh") String language,
            Principal key) {
        ComplaintSearch checked = search.checked();
        RequestParameters.oneOf(List.of("zh", "en"), language, "language");
        if (checked.text() != null) {
            rights.require(key.getName(), KeyRight.CONTENT);
        }
        record.done(key.getName(), checked.text() == null ? "complaint-list" : "complaint-search", "xlsx", null);
        byte[] bytes = sheets.xlsx(checked, institutions.ofKey(key.getName()), Language.named(language));
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"complaints.xlsx\"")
                .body(bytes);
    }

    @NeedsRight(KeyRight.CONTENT)
    @WithinInstitutions(Subject.COMPLAINT)
    @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "One complaint with its revisions and arrivals",
            description = "Recorded as an access to personal data.")
    ComplaintQueries.History complaint(@PathVariable("number") String number, Principal key) {
        String canonical = RequestParameters.number(number, "number");
        ComplaintQueries.History complaint =
                queries.history(canonical).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        record.complaintSeen(key.getName(), "complaint", complaint.id());
        return complaint;
    }

    @NeedsRight(KeyRight.CONTENT)
    @WithinInstitutions(Subject.COMPLAINT)
    @GetMapping(path = "/{number}/trace", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Everything that happened to one complaint, over all its arrivals",
            description = "Arrivals, rooms with their times, findings, quarantine, edited copies, revisions field by "
                    + "field, events, and who looked. Recorded as an access to personal data.")
    TraceQueries.Trace trace(@PathVariable("number") String number, Principal key) {
        String canonical = RequestParameters.number(number, "number");
        long id = traces.idOf(canonical).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        record.complaintSeen(key.getName(), "trace", id);
        return traces.trace(canonical).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
    }
}
