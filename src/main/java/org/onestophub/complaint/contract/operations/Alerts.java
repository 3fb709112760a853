package org.onestophub.complaint.contract.operations;

import java.util.List;

/** What operators must know of. */
public interface Alerts {

    /** Those that are not over, oldest first; 1000 at most. */
    List<Alert> open();

    /** Those that are over, last ended first. */
    List<Alert> recent(int limit);

    /**
     * Somebody takes it on; a second time changes nothing.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that number
     */
    void acknowledge(long id, String by);
}
