package org.onestophub.complaint.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;

/**
 * What reports count of each case. Every method works in the caller's transaction; the caller holds the locks of the rows of
 * these cases.
 */
public interface CaseFacts {

    /**
     * Writes the facts of these cases as they stand now: complaint, state, status events and duties. Called after any change of
     * these, once for all cases of a transaction. One statement; facts that were {@linkplain #freeze frozen} stay as they are.
     */
    void write(Collection<Long> complaintIds);

    /**
     * Writes the facts of cases that the transaction opened and that no status event is about. They are the same as
     * {@link #write} would derive, without reading anything back.
     */
    void writeOpened(Collection<Opened> cases);

    /**
     * A case that the transaction opened.
     *
     * @param complaint the canonical complaint as it was written
     * @param derived what was derived of it
     */
    record Opened(long id, JsonNode complaint, CaseStatuses.Derived derived) {}

    /** Keeps the facts of a case as they are from now on. Called before its content is erased; facts hold no personal data. */
    void freeze(long complaintId);
}
