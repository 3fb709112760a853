package org.onestophub.complaint.contract.operations;

import java.util.List;

/** The conditions that operators must know about. */
public interface Alerts {

    /** Those that are not over, oldest first; 1000 at most. */
    List<Alert> open();

    /** Those that are over, last ended first. */
    List<Alert> recent(int limit);

    /**
     * Notes that somebody deals with it; a second call changes nothing.
     * @throws org.onestophub.problem.ProblemException AC-103 if there is none of that number
     */
    void acknowledge(long id, String by);
}
