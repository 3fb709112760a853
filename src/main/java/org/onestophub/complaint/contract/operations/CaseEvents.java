package org.onestophub.complaint.contract.operations;

/** What is said by hand has happened to a complaint: a status event, as if a system had sent it. */
public interface CaseEvents {

    /**
     * Adds an event of now. The caller has made sure that who says it may know of the complaint.
     *
     * @param complaint number of the complaint
     * @param type code of list {@code status-type}; one that needs no other fields
     * @param by who says so, as records show it
     * @throws org.onestophub.problem.ProblemException AC-103 if there is no such complaint, RE-301 if the database cannot do it now
     */
    void say(String complaint, String type, String by);
}
