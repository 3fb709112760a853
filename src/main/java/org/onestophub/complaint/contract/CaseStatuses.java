package org.onestophub.complaint.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;

/**
 * Status events, the states of cases and their duties. Every method works in the caller's transaction. Who calls
 * {@link #note} or {@link #named} holds the locks of the case's names, so that no event and its case pass each other.
 */
public interface CaseStatuses {

    /**
     * Writes an event once. If it names a case of its institution, the state and the duties of the case are derived anew;
     * else it waits. Nothing is written for {@link Result#REFUSED}.
     *
     * @param event with the {@code institution}, {@code source} and {@code receivedAt} of the hub
     * @param receiptId the input it came with, null if none
     */
    Noted note(StatusEvent event, @Nullable Long receiptId, Instant now);

    /**
     * Derives the state and the duties of a case from its complaint and all its events. Called when either changed, when a
     * rule or a calendar changed, and at {@link Derived#nextAt}. Nothing happens to a case that is erased.
     */
    Derived derive(long complaintId, Instant now);

    /**
     * Gives a case the events that waited for one of its names, and derives it. Called when a case is opened or gets a name.
     */
    Derived named(long complaintId, Instant now);

    /** Takes away events, state and duties of a case whose content is erased. */
    void erase(long complaintId);

    /** Open cases with a provisional due date, lowest first: to be derived again once a calendar has a new year. */
    List<Long> provisional(long afterId, int most);

    /** What became of an event. */
    enum Result {
        /** It belongs to a case now. */
        ADDED,
        /** It was there already. */
        REPEATED,
        /** It waits for its case. */
        WAITING,
        /** It cannot be taken; the finding says why. */
        REFUSED
    }

    /**
     * What became of an event.
     *
     * @param complaintId its case, null if there is none yet
     * @param findings of the event as a whole, codes ST-106 to ST-109; those about its content are in the state of the case
     * @param derived null unless it was added
     */
    record Noted(
            Result result,
            @Nullable Long complaintId,
            List<Finding> findings,
            @Nullable Derived derived) {}

    /**
     * How a case stands.
     *
     * @param state code of list {@code case-state}
     * @param announcements what became of its duties since the last time
     * @param nextAt when it has to be derived again although nothing happens; null: never
     */
    record Derived(
            String state,
            List<Announcement> announcements,
            @Nullable Instant nextAt) {}

    /**
     * News of a duty.
     *
     * @param type {@code duty.due-soon}, {@code duty.overdue} or {@code duty.met}
     * @param rule id of the rule
     * @param key which duty of that rule
     * @param responsible code of list {@code duty-role}
     * @param dueAt null if it is not known
     */
    record Announcement(
            String type,
            String rule,
            String key,
            String responsible,
            @Nullable Instant dueAt) {}
}
