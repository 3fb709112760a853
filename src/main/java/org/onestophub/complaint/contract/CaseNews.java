package org.onestophub.complaint.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Announces something that is about a case and leaves it as it is. */
public interface CaseNews {

    /**
     * Adds an event to the outbox, in the caller's transaction; a number that no case has is left out.
     *
     * @param number of the case
     * @param type one of {@link org.onestophub.complaint.EventTypes}
     * @param about an object with one field, named for what it is about; without personal data
     */
    void announce(String number, String type, ObjectNode about);
}
