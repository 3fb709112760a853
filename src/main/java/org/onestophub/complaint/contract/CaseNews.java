package org.onestophub.complaint.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** Announces something that is about a case and leaves it as it is. */
public interface CaseNews {

    /**
     * Adds an event to the outbox, in the caller's transaction. It belongs to the newest of these cases: every system that hears of the
     * event gets that case with it. So none of the discipline route has it, and if there is no other case there is no event.
     *
     * @param numbers of the cases that it is about
     * @param type one of {@link org.onestophub.complaint.EventTypes}
     * @param about an object with one field, named for what it is about; without personal data
     */
    void announce(Collection<String> numbers, String type, ObjectNode about);
}
