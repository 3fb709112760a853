package org.onestophub.pipeline.record;

import java.util.List;
import org.apache.camel.Handler;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.complaint.walk.WalksFailed;
import org.springframework.stereotype.Component;

/** The RECORD room: walks become cases, events and the receipts' outcomes, a list of them in one transaction. */
@Component("record")
public class RecordStep {

    private final CaseBook book;
    private final DueCases due;
    private final LinkedCases links;

    RecordStep(CaseBook book, DueCases due, LinkedCases links) {
        this.book = book;
        this.due = due;
        this.links = links;
    }

    /**
     * Records the walks, as if they came one after another. Doing it again changes nothing.
     * @throws WalksFailed if some cannot be recorded; the others are. Of a list of one its fault is thrown as it is:
     *     {@link org.onestophub.problem.ProblemException} RE-301 if the database cannot do it now
     */
    @Handler
    public void record(List<Walk> walks) {
        List<WalksFailed.Failed> failed = book.record(walks);
        if (failed.isEmpty()) {
            return;
        }
        throw walks.size() == 1 ? failed.get(0).fault() : new WalksFailed(failed);
    }

    /** The cases with these ids, to be enriched again; those that are gone are left out. */
    public List<CaseFile> open(List<Long> complaintIds) {
        return book.open(complaintIds);
    }

    /** Derives the states and duties of these cases anew; what is new becomes events. */
    public void derive(List<Long> complaintIds) {
        due.derive(complaintIds);
    }

    /** Compares these cases with others of the same person: suggests pairs that may be one, and counts repeats. */
    public void compare(List<Long> complaintIds) {
        links.compare(complaintIds);
    }

    /** Holds the inputs of these status events if their case has still not come. */
    public void giveUp(List<Long> statusIds) {
        due.giveUp(statusIds);
    }

    /** Gives each case whose document changed a new revision, and ends the work. */
    public void amend(List<CaseFile> files) {
        if (!files.isEmpty()) {
            book.amend(files);
        }
    }
}
