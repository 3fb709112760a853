package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;

/** Erases the content of complaints permanently. */
public interface Erasures {

    /**
     * What was done.
     *
     * @param at when it was erased first, UTC
     * @param receipts inputs whose bytes were erased, then and since
     * @param shared receipts that also hold other complaints and so keep their bytes
     */
    record Erased(Instant at, int receipts, List<Long> shared) {}

    /**
     * Erases a complaint in one transaction. A second call erases what came since, without another event.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that number, RE-101 if an input of it
     *     waits or is being worked on, RE-301 if the database cannot do it now
     */
    Erased erase(String number, String reason, String by);
}
