package org.onestophub.operate.console;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.AccessRecord;
import org.onestophub.complaint.contract.operations.Right;
import org.onestophub.complaint.contract.operations.Viewer;
import org.onestophub.operate.ops.query.ComplaintLists;
import org.onestophub.operate.ops.query.ComplaintQueries;
import org.onestophub.operate.ops.query.ComplaintRow;
import org.onestophub.operate.ops.query.ComplaintSearch;
import org.onestophub.operate.ops.query.Page;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.operate.ops.trail.TraceQueries;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Complaints for a viewer: those of the viewer's institutions, and content only with the right and a reason. */
@Component
class ComplaintDesk {

    /**
     * A complaint as the viewer sees it.
     *
     * @param row codes and times
     * @param duties what has to be done by when
     * @param line its time line; without content only facts of the hub's own
     * @param cut true if the time line is longer than shown
     * @param content the complaint with its content, null if the viewer does not see it
     */
    record Case(
            ComplaintRow row,
            List<ComplaintLists.DutyRow> duties,
            List<TimeLine.Entry> line,
            boolean cut,
            ComplaintQueries.@Nullable History content) {}

    private final ComplaintLists lists;
    private final ComplaintQueries queries;
    private final TraceQueries traces;
    private final AccessRecord record;

    ComplaintDesk(ComplaintLists lists, ComplaintQueries queries, TraceQueries traces, AccessRecord record) {
        this.lists = lists;
        this.queries = queries;
        this.traces = traces;
        this.record = record;
    }

    /**
     * One page, newest first. Words are content: a search by them shows what a complaint says.
     * @throws ProblemException CO-101 without the right, CO-104 for words without a reason
     */
    Page<ComplaintRow> search(Viewer viewer, ComplaintSearch search, @Nullable String reason) {
        viewer.require(Right.VIEW);
        ComplaintSearch checked = search.checked();
        if (checked.text() != null) {
            viewer.require(Right.CONTENT);
            if (reason == null) {
                throw new ProblemException(Problem.REASON_MISSING, "reason");
            }
            record.done(viewer.by(), "complaint-search", null, reason);
        }
        return lists.search(checked, viewer.institutions());
    }

    /**
     * One complaint; with content if the viewer has the right and gave a reason, and then it is recorded first.
     * @throws ProblemException AC-103 if there is none of that number among the viewer's institutions
     */
    Case open(Viewer viewer, String number, @Nullable String reason) {
        viewer.require(Right.VIEW);
        String canonical =
                RequestParameters.needed(number, "number", 40).strip().toUpperCase(Locale.ROOT);
        ComplaintRow row = lists.named(canonical)
                .filter(found -> viewer.sees(found.institution()))
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        boolean withContent = viewer.may(Right.CONTENT) && reason != null;
        if (withContent) {
            record.complaintSeen(viewer.by(), "console-complaint", row.id(), reason);
        }
        TraceQueries.Trace trace =
                traces.trace(canonical).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        List<TimeLine.Entry> line = TimeLine.of(trace.entries(), withContent);
        return new Case(
                row,
                lists.duties(row.id()),
                line,
                trace.cut(),
                withContent ? queries.history(canonical).orElse(null) : null);
    }
}
