package org.onestophub.complaint.contract.operations;

import org.onestophub.complaint.contract.rights.Viewer;

/** What people of the hub say has happened to a complaint: a status event, as if a system had sent it. */
public interface CaseEvents {

    /**
     * Adds an event of now.
     *
     * @param complaint number of the complaint
     * @param type code of list {@code status-type}; one that needs no other fields
     * @param by who says so
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such complaint that the person may see, RE-301 if the
     *     database cannot do it now
     */
    void say(String complaint, String type, Viewer by);
}
