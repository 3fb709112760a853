package org.onestophub.outlet.deliver;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.contract.operations.DecisionOrder;
import org.onestophub.complaint.contract.operations.ResendOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a person decides about deliveries. What happened stays: to send again makes a new row. Every method works in a
 * transaction of the caller's, who has locked the destination.
 */
@Component
class Resends {

    /**
     * The new row takes over a dead delivery; one that is still on its way is not sent a second time. Of an erased complaint
     * only the event of its erasure can be sent again: earlier events have no content any more.
     */
    private static final String MAKE = """
            with wanted as (%s),
            made as (
              insert into delivery (destination, event_id, complaint_id, resend, created_at, decided_by)
              select :destination, w.event_id, w.complaint_id,
                coalesce((select max(resend) + 1 from delivery where destination = :destination
                  and event_id = w.event_id), 0), :now, :by
              from wanted w
              where not exists (select from delivery where destination = :destination and event_id = w.event_id
                and state in ('waiting', 'attempt', 'unknown'))
                and not exists (select from event x join complaint c on c.id = x.complaint_id
                  where x.id = w.event_id and (c.discipline or x.type <> '%s' and c.erased_at is not null))
              order by w.feed_no
              returning id, event_id),
            taken as (
              update delivery d set state = 'resent' from made
              where d.destination = :destination and d.event_id = made.event_id and d.state = 'dead')
            select id from made""";

    private static final String ONE = """
            select e.id as event_id, e.complaint_id, e.feed_no from delivery d join event e on e.id = d.event_id
            where d.id = :delivery""";

    /** States and duties go again only where they went before: most destinations did not ask for them. */
    private static final String MANY = """
            select e.id as event_id, e.complaint_id, e.feed_no from event e
            where e.feed_no is not null
              and (cast(:from as timestamptz) is null or e.at >= :from)
              and (cast(:to as timestamptz) is null or e.at < :to)
              and (e.about is null or exists (
                select from delivery d where d.event_id = e.id and d.destination = :destination and d.state <> 'filtered'))
              and (:numbered or not exists (
                select from delivery d where d.event_id = e.id and d.destination = :destination and d.state = 'filtered'))
              and (not :numbered or e.complaint_id in (select id from complaint where number = any(:numbers)))
              and (cast(:code as text) is null or exists (
                select from delivery d where d.event_id = e.id and d.destination = :source and d.state = 'dead'
                  and d.code = :code))
            order by e.feed_no limit :limit""";

    private static final String OF_DELIVERY = "select shipment_id from delivery where id = :delivery";

    private static final String OF_DESTINATION = """
            select u.id from shipment u
            where u.destination = :destination and u.state = 'unknown'
              and (not :numbered or exists (
                select from delivery d join complaint c on c.id = d.complaint_id
                where d.shipment_id = u.id and c.number = any(:numbers) and not c.discipline))
              and exists (
                select from delivery_attempt a where a.shipment_id = u.id and a.no = u.attempts
                  and (cast(:from as timestamptz) is null or a.started_at >= :from)
                  and (cast(:to as timestamptz) is null or a.started_at < :to))
            order by u.id limit :limit""";

    private static final String SETTLE = """
            with decided as (
              update shipment s set state = :state, due_at = :now, failures = 0, tried_since = null
              where s.state = 'unknown' and s.id in (%s)
              returning s.id)
            update delivery d set state = :state, decided_by = :by, ended_at = :ended
            from decided where d.shipment_id = decided.id""";

    private final JdbcClient jdbc;

    Resends(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Id of the new delivery; empty if its event is on its way to that destination already. */
    Optional<Long> one(long delivery, String destination, String by, Instant now) {
        return jdbc.sql(MAKE.formatted(ONE, EventTypes.ERASED))
                .param("delivery", delivery)
                .param("destination", destination)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    /** How many were made. */
    int many(ResendOrder order, String destination, String by, Instant now) {
        List<String> numbers = order.complaints() == null ? List.of() : order.complaints();
        return jdbc.sql(MAKE.formatted(MANY, EventTypes.ERASED))
                .param("destination", destination)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .param("from", DestinationTable.timestamp(order.from()), Types.TIMESTAMP)
                .param("to", DestinationTable.timestamp(order.to()), Types.TIMESTAMP)
                .param("numbered", !numbers.isEmpty())
                .param("numbers", numbers.toArray(String[]::new))
                .param("code", order.code(), Types.VARCHAR)
                .param("source", order.source() == null ? destination : order.source())
                .param("limit", order.limit())
                .query(Long.class)
                .list()
                .size();
    }

    /** Settles an unknown shipment: the destination has it, or it is due again under the same id. Gives how many items. */
    int decide(long delivery, boolean arrived, String by, Instant now) {
        return settle(OF_DELIVERY, arrived, by, now).param("delivery", delivery).update();
    }

    /** The same for many of a destination. */
    int decideAll(String destination, DecisionOrder order, String by, Instant now) {
        List<String> numbers = order.complaints() == null ? List.of() : order.complaints();
        return settle(OF_DESTINATION, order.arrived(), by, now)
                .param("destination", destination)
                .param("numbered", !numbers.isEmpty())
                .param("numbers", numbers.toArray(String[]::new))
                .param("from", DestinationTable.timestamp(order.from()), Types.TIMESTAMP)
                .param("to", DestinationTable.timestamp(order.to()), Types.TIMESTAMP)
                .param("limit", order.limit())
                .update();
    }

    private JdbcClient.StatementSpec settle(String chosen, boolean arrived, String by, Instant now) {
        return jdbc.sql(SETTLE.formatted(chosen))
                .param("state", arrived ? "sent" : "waiting")
                .param("now", Timestamp.from(now))
                .param("ended", arrived ? Timestamp.from(now) : null, Types.TIMESTAMP)
                .param("by", by);
    }

    /** Ends a dead delivery for good; false if it is not dead. */
    boolean discard(long delivery, String reason, String by, Instant now) {
        return jdbc.sql("""
                                update delivery set state = 'discarded', reason = :reason, decided_by = :by,
                                  ended_at = :now where id = :id and state = 'dead'""")
                        .param("reason", reason)
                        .param("by", by)
                        .param("now", Timestamp.from(now))
                        .param("id", delivery)
                        .update()
                > 0;
    }
}
