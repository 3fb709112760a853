package org.onestophub.operate.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.CaseLinks;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
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
import org.springframework.stereotype.Component;

/** Complaints for a viewer: those of the viewer's institutions, and content only with the right and a reason. */
@Component
class ComplaintDesk {

    private static final int MAX_REASON = 500;
    /** Suggestions shown with a complaint. */
    private static final int SUGGESTED = 20;

    /**
     * A complaint as the viewer sees it.
     *
     * @param row codes and times
     * @param duties what has to be done by when
     * @param line its time line; without content only facts of the hub's own
     * @param cut true if the time line is longer than shown
     * @param kin what belongs to it, and how often the same people came before
     * @param suggestions complaints that may be one with it
     * @param content the complaint with its content, null if the viewer does not see it
     */
    record Case(
            ComplaintRow row,
            List<ComplaintLists.DutyRow> duties,
            List<TimeLine.Entry> line,
            boolean cut,
            CaseLinks.Kin kin,
            List<CaseLinks.Suggestion> suggestions,
            ComplaintQueries.@Nullable History content) {}

    private final ComplaintLists lists;
    private final ComplaintSheet sheets;
    private final ComplaintQueries queries;
    private final TraceQueries traces;
    private final AccessRecord record;
    private final CaseLinks links;

    ComplaintDesk(
            ComplaintLists lists,
            ComplaintSheet sheets,
            ComplaintQueries queries,
            TraceQueries traces,
            AccessRecord record,
            CaseLinks links) {
        this.lists = lists;
        this.sheets = sheets;
        this.queries = queries;
        this.traces = traces;
        this.record = record;
        this.links = links;
    }

    /**
     * Decides about a complaint and another: {@code merge}, {@code take-apart} or {@code refuse}.
     * @throws ProblemException CO-101 without the right, AC-103 if one of them is not the viewer's, AC-104 without a reason
     */
    void decide(Viewer viewer, String action, String number, @Nullable String other, @Nullable String reason) {
        viewer.require(Right.OPERATE);
        String why = RequestParameters.needed(reason, "reason", MAX_REASON);
        String one = canonical(number);
        String two = action.equals("take-apart") ? "" : canonical(other);
        record.done(viewer.by(), action.equals("refuse") ? "link-refuse" : action, (one + " " + two).strip(), why);
        switch (action) {
            case "merge" -> links.merge(one, two, viewer.institutions(), viewer.by(), why);
            case "take-apart" -> links.takeApart(one, viewer.institutions(), viewer.by(), why);
            case "refuse" -> links.refuse(one, two, viewer.institutions(), viewer.by(), why);
            default -> throw new ProblemException(Problem.REQUEST_INVALID, "action");
        }
    }

    private static String canonical(@Nullable String number) {
        return RequestParameters.number(number, "number");
    }

    /**
     * One page, newest first. Words are content: a search by them shows what a complaint says.
     * @throws ProblemException CO-101 without the right, CO-104 for words without a reason
     */
    Page<ComplaintRow> search(Viewer viewer, ComplaintSearch search, @Nullable String reason) {
        return lists.search(checked(viewer, search, reason), viewer.institutions());
    }

    /**
     * All that a search finds as a workbook; that it was given is recorded.
     * @throws ProblemException as {@link #search}; RP-102 if there are more than 20,000
     */
    byte[] sheet(Viewer viewer, ComplaintSearch search, @Nullable String reason, Language language) {
        ComplaintSearch checked = checked(viewer, search, reason);
        record.done(viewer.by(), "complaint-list", "xlsx", reason);
        return sheets.xlsx(checked, viewer.institutions(), language);
    }

    private ComplaintSearch checked(Viewer viewer, ComplaintSearch search, @Nullable String reason) {
        viewer.require(Right.VIEW);
        ComplaintSearch checked = search.checked();
        if (checked.text() != null) {
            viewer.require(Right.CONTENT);
            if (reason == null) {
                throw new ProblemException(Problem.REASON_MISSING, "reason");
            }
            record.done(viewer.by(), "complaint-search", null, reason);
        }
        return checked;
    }

    /**
     * One complaint; with content if the viewer has the right and gave a reason, and then it is recorded first.
     * @throws ProblemException AC-103 if there is none of that number among the viewer's institutions
     */
    Case open(Viewer viewer, String number, @Nullable String reason) {
        viewer.require(Right.VIEW);
        String canonical = canonical(number);
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
                links.kin(row.id()),
                links.list(viewer.institutions(), canonical, null, SUGGESTED).items(),
                withContent ? queries.history(canonical).orElse(null) : null);
    }
}
