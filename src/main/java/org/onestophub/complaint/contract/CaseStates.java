package org.onestophub.complaint.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How cases stand, for those who asked or sent. Nothing here says who complained, or what about. */
public interface CaseStates {

    /**
     * The state of the case with that number.
     *
     * @param number a receipt number, or the number that the asker's own system gave the case
     * @param system the system whose number it is
     * @throws org.onestophub.problem.ProblemException AC-103 if the asker has no such case, ST-108 if there are several
     */
    CaseState state(String number, String system, Asker asker);

    /** The duties that are open, and due before a time or overdue; soonest first, behind the cursor; of any institution if none is given. */
    List<OpenDuty> due(Instant before, List<String> institutions, @Nullable Cursor after, int limit);

    /**
     * Who asks.
     *
     * @param institution whose cases may be seen; empty if the hub has none
     * @param account the sender whose own cases alone may be seen; null: all of the institution
     */
    record Asker(String institution, @Nullable String account) {}

    /** Where a page of duties ended. */
    record Cursor(Instant due, long complaintId, String rule, String key) {}

    /**
     * A word of a code list.
     *
     * @param code its code
     * @param zh its Chinese name
     * @param en its English name
     */
    record Word(String code, String zh, String en) {}

    /**
     * How a case stands.
     *
     * @param number the hub's number of it
     * @param receivedAt when the hospital received it, UTC
     * @param state word of list {@code case-state}
     * @param marks what lasts, such as {@code forum} or {@code seal}
     * @param events what happened and counts, in order; types of list {@code status-type}
     * @param duties open ones, soonest first
     */
    record CaseState(
            String number,
            Instant receivedAt,
            Word state,
            List<String> marks,
            List<Happened> events,
            List<CaseDuty> duties) {}

    /** Something that happened, and when, UTC. */
    record Happened(Word type, Instant at) {}

    /**
     * An open duty of a case.
     *
     * @param rule id of its rule
     * @param name of the rule; its id where no file has the rule any more
     * @param responsible word of list {@code duty-role}
     * @param due before when, UTC; absent while a pause lasts
     * @param dueDay the last day of it in the hospital's zone
     * @param provisional true if the calendar of that year is not loaded
     * @param overdue true if it was not met in time
     */
    record CaseDuty(
            String rule,
            Word name,
            Word responsible,
            @Nullable Instant due,
            @Nullable LocalDate dueDay,
            boolean provisional,
            boolean overdue) {}

    /**
     * An open duty, for operators.
     *
     * @param complaintId the case
     * @param complaint its number
     * @param rule id of its rule
     * @param name of the rule; its id where no file has the rule any more
     * @param key which duty of that rule
     * @param basis where the rule comes from: its kind and its text
     * @param responsible code of list {@code duty-role}
     * @param start from when it counts, UTC
     * @param due before when, UTC
     * @param dueDay the last day of it in the hospital's zone
     * @param provisional true if the calendar of that year is not loaded
     * @param overdue true if it was not met in time
     */
    record OpenDuty(
            long complaintId,
            String complaint,
            String rule,
            Word name,
            String key,
            String basis,
            String responsible,
            Instant start,
            Instant due,
            LocalDate dueDay,
            boolean provisional,
            boolean overdue) {}
}
