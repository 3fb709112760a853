package org.onestophub.pipeline.record;

import org.apache.camel.Handler;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Walk;
import org.springframework.stereotype.Component;

/** The RECORD room: the walk becomes cases, events and the receipt's outcome, in one transaction. */
@Component("record")
public class RecordStep {

    private final CaseBook book;

    RecordStep(CaseBook book) {
        this.book = book;
    }

    /**
     * Records the walk. Doing it again changes nothing.
     * @throws org.onestophub.problem.ProblemException RE-301 if the database cannot do it now
     */
    @Handler
    public void record(Walk walk) {
        book.record(walk);
    }

    /** The case with that id, to be enriched again; null if it is gone. */
    public @Nullable CaseFile open(Long complaintId) {
        return book.open(complaintId);
    }

    /** Gives the case a new revision if its document changed, and ends the work. */
    public void amend(CaseFile file) {
        book.amend(file);
    }
}
