package org.onestophub.ops;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.onestophub.complaint.Erasures;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Complaints for operators. */
@RestController
@RequestMapping("/api/ops/v1/complaints")
@Tag(name = "complaints", description = "Complaints with their history")
class OpsComplaints {

    private static final int MAX_REASON_LENGTH = 500;

    /** @param reason why the content may and must go, 1–500 characters */
    @Schema(name = "EraseOrder")
    record Erase(@Schema(description = "Why, without names; 1 to 500 characters. It stays.") String reason) {}

    /**
     * An erased complaint.
     *
     * @param number its number, which stays
     * @param at when, UTC; of the first time if it is asked for again
     * @param receipts inputs whose bytes were taken away
     * @param shared paths of inputs that also hold other complaints and so keep their bytes
     */
    @Schema(name = "ErasedComplaint")
    record Erased(String number, Instant at, int receipts, List<String> shared) {}

    private final ComplaintQueries queries;
    private final TraceQueries traces;
    private final Erasures erasures;
    private final AccessRecord record;

    OpsComplaints(ComplaintQueries queries, TraceQueries traces, Erasures erasures, AccessRecord record) {
        this.queries = queries;
        this.traces = traces;
        this.erasures = erasures;
        this.record = record;
    }

    @GetMapping(path = "/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "One complaint with its revisions and arrivals",
            description = "Recorded as an access to personal data.")
    ComplaintQueries.History complaint(@PathVariable("number") String number, Principal key) {
        String canonical = canonical(number);
        ComplaintQueries.History complaint =
                queries.history(canonical).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        record.complaintSeen(key.getName(), "complaint", complaint.id());
        return complaint;
    }

    @GetMapping(path = "/{number}/trace", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Everything that happened to one complaint, over all its arrivals",
            description = "Arrivals, rooms with their times, findings, quarantine, edited copies, revisions field by "
                    + "field, events, and who looked. Recorded as an access to personal data.")
    TraceQueries.Trace trace(@PathVariable("number") String number, Principal key) {
        String canonical = canonical(number);
        long id = traces.idOf(canonical).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        record.complaintSeen(key.getName(), "trace", id);
        return traces.trace(canonical).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
    }

    @PostMapping(
            path = "/{number}/erase",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Take the content of a complaint away for good",
            description = "Number, times, outcomes and digests stay; everybody is told by an event complaint.erased. It "
                    + "cannot be undone. docs/operations.md says what the hub cannot reach.")
    Erased erase(@PathVariable("number") String number, @RequestBody Erase erase, Principal key) {
        String canonical = canonical(number);
        Erasures.Erased erased = erasures.erase(
                canonical, Checked.needed(erase.reason(), "reason", MAX_REASON_LENGTH), key.getName());
        return new Erased(canonical, erased.at(), erased.receipts(), erased.shared().stream().map(Links::receipt).toList());
    }

    private static String canonical(String number) {
        return Checked.needed(number, "number", 40).strip().toUpperCase(Locale.ROOT);
    }
}
