package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;

/** Takes the content of a complaint away for good. */
public interface Erasures {

    /**
     * What was done.
     *
     * @param at when, UTC; of the first time if it is asked for again
     * @param receipts inputs whose bytes were taken away, then and since
     * @param shared receipts that also hold other complaints and so keep their bytes
     */
    record Erased(Instant at, int receipts, List<Long> shared) {}

    /**
     * Erases a complaint in one transaction; again takes away what came since, and tells nobody.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that number, RE-101 if an input of it
     *     waits or is being worked on, RE-301 if the database does not take it now
     */
    Erased erase(String number, String reason, String by);
}
