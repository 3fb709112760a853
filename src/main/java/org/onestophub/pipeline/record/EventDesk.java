package org.onestophub.pipeline.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.StatusEvent;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.operations.CaseEvents;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.pipeline.record.CaseLinkTable.Numbered;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Status events that are made in the hub. */
@Component
class EventDesk implements CaseEvents {

    private static final String SOURCE = "onestop-hub";

    private final CaseLinkTable table;
    private final CaseLocks locks;
    private final CaseStatuses statuses;
    private final CaseLoop loop;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final Clock clock;

    EventDesk(
            CaseLinkTable table,
            CaseLocks locks,
            CaseStatuses statuses,
            CaseLoop loop,
            TransactionTemplate transaction,
            WorkSignal signal,
            Clock clock) {
        this.table = table;
        this.locks = locks;
        this.statuses = statuses;
        this.loop = loop;
        this.transaction = transaction;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public void say(String complaint, String type, String by) {
        done(() -> {
            lock(complaint, complaint);
            Numbered one = seen(complaint, List.of(), true);
            note(event(one.number(), type, one.institution(), by, ""), one.id());
        });
    }

    /** Keeps others from deciding about these two numbers until the transaction ends. */
    void lock(String one, String other) {
        locks.take(List.of("receipt-number|" + one, "receipt-number|" + other), false);
    }

    /** The case of that number; AC-103 if none of these institutions has it, or it is on the discipline route. */
    Numbered seen(String number, List<String> institutions) {
        return seen(number, institutions, false);
    }

    /** @param onRoute true: also one on the discipline route */
    private Numbered seen(String number, List<String> institutions, boolean onRoute) {
        return table.numbered(List.of(number), onRoute).stream()
                .filter(one -> institutions.isEmpty() || institutions.contains(one.institution()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "complaint"));
    }

    /** An event of now; {@code reason} empty: none is given. */
    ObjectNode event(String number, String type, String institution, String by, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ObjectNode event = CanonicalJson.MAPPER
                .createObjectNode()
                .put("schemaVersion", "1")
                .put("source", SOURCE)
                .put("eventId", type + "-" + number + "-" + now.toEpochMilli())
                .put("type", type)
                .put("occurredAt", now.toString())
                .put("receivedAt", now.toString());
        if (!reason.isEmpty()) {
            event.put("explanation", reason);
        }
        if (!institution.isEmpty()) {
            event.putObject("institution").put("uscc", institution);
        }
        event.putObject("by").put("name", by);
        event.putArray("complaint").addObject().put("kind", "receipt-number").put("value", number);
        return event;
    }

    /** Adds the event to its case, and derives what follows. */
    void note(ObjectNode event, long id) {
        Instant now = clock.instant();
        try {
            statuses.noteAll(
                    List.of(new CaseStatuses.Said(CanonicalJson.MAPPER.treeToValue(event, StatusEvent.class), null, 0)),
                    now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event of the hub's own is in canonical form");
        }
        loop.derive(Set.of(id), now);
    }

    /** Does it in one transaction; RE-301 if the database cannot. */
    void done(Runnable action) {
        try {
            transaction.executeWithoutResult(status -> action.run());
            signal.wake("relay");
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.RECORD_UNAVAILABLE);
        }
    }
}
