package org.onestophub.complaint.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;

/**
 * Status events, the states of cases and their duties. Every method works in the caller's transaction. Who calls
 * {@link #noteAll} or {@link #named} holds the locks of the case's names, so that no event and its case pass each other.
 */
public interface CaseStatuses {

    /**
     * Writes events once, in their order. One that names a case of its institution belongs to it; another waits. Nothing is
     * written for {@link Result#REFUSED}. Derive the cases afterwards.
     */
    List<Noted> noteAll(List<Said> said, Instant now);

    /**
     * What {@link #noteAll} would make of an event now, without writing anything, as its sender is told: of a case of the
     * discipline route as if it were not there. The case and other events may come meanwhile, so it is no promise.
     */
    Noted look(StatusEvent event);

    /**
     * Derives the states and the duties of cases from their complaints and all their events. Called when either changed, when
     * a rule or a calendar changed, and at {@link Derived#nextAt}. Cases that are erased are left out.
     */
    Map<Long, Derived> deriveAll(Collection<Long> complaintIds, Instant now);

    /**
     * {@link #deriveAll} for cases whose complaints the caller has just written: they are not read back.
     *
     * @param cases one for each id
     */
    Map<Long, Derived> deriveWritten(Collection<Written> cases, Instant now);

    /** {@link #deriveAll} for one case; empty if it is erased. */
    default Optional<Derived> derive(long complaintId, Instant now) {
        return Optional.ofNullable(deriveAll(List.of(complaintId), now).get(complaintId));
    }

    /**
     * Gives cases the events that waited for one of their names. Called when a case is opened, gets a name or is merged;
     * derive them afterwards.
     */
    List<Found> named(Collection<Long> complaintIds);

    /**
     * Takes back events that still wait, so that they may be noted again.
     * @return those that did wait
     */
    List<Found> giveUp(Collection<Long> statusIds);

    /**
     * Before a case is erased: what was passed to it by merged cases counts for those again, and the case is derived without it.
     *
     * @return false if nothing was passed to it
     */
    boolean takeBack(long complaintId, Instant now);

    /** Takes away events, state and duties of a case whose content is erased. */
    void erase(long complaintId);

    /**
     * Notes by which rules and calendar duties are computed now.
     * @return true if they are others than before: then the cases of {@link #open} have to be derived again
     */
    boolean adoptRules(Instant now);

    /** Cases with an open duty, lowest ids first. */
    List<Long> open(long afterId, int most);

    /** Cases of earlier versions that were never derived, lowest ids first; none after {@link #allDerived}. */
    List<Long> neverDerived(long afterId, Instant since, int most);

    /** Notes that every case is derived from now on. */
    void allDerived();

    /**
     * An event to be noted.
     *
     * @param event with the {@code institution}, {@code source} and {@code receivedAt} of the hub
     * @param receiptId the input it came with, null if none
     * @param item number of the thing in its input
     */
    record Said(StatusEvent event, @Nullable Long receiptId, int item) {}

    /** What became of an event. */
    enum Result {
        /** It belongs to a case now. */
        ADDED,
        /** It was there already. */
        REPEATED,
        /** It was there already, and its case was erased since: what came again is erased, too. */
        ERASED,
        /** It waits for its case. */
        WAITING,
        /** It cannot be taken; the finding says why. */
        REFUSED
    }

    /**
     * What became of an event.
     *
     * @param complaintId its case, null if there is none yet
     * @param statusId the event in the ledger, null if it is not written
     * @param findings of the event as a whole, codes ST-106 to ST-109; those about its content are in the state of the case
     */
    record Noted(
            Result result,
            @Nullable Long complaintId,
            @Nullable Long statusId,
            List<Finding> findings) {}

    /**
     * An event that waited.
     *
     * @param statusId the event in the ledger
     * @param complaintId its case, null if none was found
     * @param receiptId the input it came with, null if none
     * @param item number of the thing in its input
     */
    record Found(
            long statusId,
            @Nullable Long complaintId,
            @Nullable Long receiptId,
            int item) {}

    /**
     * A case that the caller's transaction wrote.
     *
     * @param complaint the canonical complaint as it was written
     * @param isBare true if the transaction opened the case and no status event belongs to it: then nothing was derived of it
     *     before, and nothing has to be asked about it
     */
    record Written(long id, JsonNode complaint, boolean isBare) {}

    /**
     * How a case stands.
     *
     * @param state code of list {@code case-state}
     * @param news what is new since the last time, in order; each becomes an event
     * @param nextAt when it has to be derived again although nothing happens; null: never
     * @param duties each of its duties: several of one rule are possible
     * @param merge what changed of where it is merged into; null: nothing
     * @param identity the last check of the complainant's identity; null: no event speaks of one
     * @param disciplineRoute the route that was named last, see {@link org.onestophub.complaint.DisciplineRoute}; null: no event names one
     * @param classified what events say that the case is about; empty if none does, or if the complaint says all of it
     */
    record Derived(
            String state,
            List<News> news,
            @Nullable Instant nextAt,
            List<DutyEnd> duties,
            @Nullable Merge merge,
            @Nullable Identity identity,
            @Nullable String disciplineRoute,
            List<Classified> classified) {}

    /**
     * A check of the complainant's identity.
     *
     * @param at when it was made
     * @param verified how the complainant was verified: {@code method}, {@code by}, {@code at}; null: the check failed
     */
    record Identity(Instant at, @Nullable ObjectNode verified) {}

    /**
     * A part of what a case is about, as it was said last.
     *
     * @param field of the complaint's {@code matter}: {@code type}, {@code categories}, {@code departments}, {@code staff} or
     *     {@code severity}
     * @param receiptId the input that says it; null if none
     */
    record Classified(
            String field, JsonNode value, @Nullable Long receiptId) {}

    /**
     * Into which case another was merged.
     *
     * @param into that case, one step of a chain; null: it stands for itself again
     */
    record Merge(@Nullable Long into) {}

    /**
     * How a duty ended, or that it did not.
     *
     * @param rule id of its rule
     * @param isMissed true if the due date passed before it was done or became void
     * @param isMet true if it was done
     * @param isVoid true if it need not be done any more
     */
    record DutyEnd(String rule, boolean isMissed, boolean isMet, boolean isVoid) {}

    /**
     * What is to be announced of a case.
     *
     * @param type {@code complaint.status}, {@code duty.due-soon}, {@code duty.overdue}, {@code duty.met} or {@code case.alarm}
     * @param about an object with one field, {@code status}, {@code duty} or {@code alarm}; without personal data
     * @param statusId the status event in the ledger, null for a duty and an alarm
     */
    record News(String type, ObjectNode about, @Nullable Long statusId) {}
}
