package org.onestophub.outlet.deliver;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import org.onestophub.complaint.contract.operations.DroppedQueue;
import org.onestophub.outlet.deliver.broker.Broker;
import org.onestophub.outlet.deliver.broker.BrokerProperties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes queues of destinations that are gone: such a queue fills for ever, and a disk it fills stops all others. The
 * ledger is written first and commits after the broker; a crash in between leaves deliveries that the same call ends.
 */
@Component
class QueueDrops {

    private static final String IS_UNDER_WAY = """
            select exists (select from shipment where destination = :name and state = 'attempt' and lease_until >= :now)""";

    /** Dead and unknown ones too: without the destination nobody can decide about them. Their code stays. */
    private static final String DISCARD = """
            with ended as (
              update shipment set state = 'dead', lease_until = null, lease_by = null
              where destination = :name and state in ('waiting', 'attempt', 'unknown'))
            update delivery set state = 'discarded', reason = :reason, decided_by = :by, ended_at = :now
            where destination = :name and state in ('waiting', 'attempt', 'unknown', 'dead')""";

    private final Broker broker;
    private final BrokerProperties properties;
    private final DestinationStates states;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    QueueDrops(
            Broker broker,
            BrokerProperties properties,
            DestinationStates states,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
        this.broker = broker;
        this.properties = properties;
        this.states = states;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    DroppedQueue drop(String name, String reason, String by) {
        if (states.feeds(name) || properties.destinations().containsKey(name)) {
            throw new ProblemException(Problem.QUEUE_IN_USE, "name");
        }
        return transaction.execute(status -> dropLocked(name, reason, by, clock.instant()));
    }

    private DroppedQueue dropLocked(String name, String reason, String by, Instant now) {
        jdbc.sql("select name from destination where name = :name for update")
                .param("name", name)
                .query(String.class)
                .optional();
        boolean isUnderWay = jdbc.sql(IS_UNDER_WAY)
                .param("name", name)
                .param("now", Timestamp.from(now))
                .query(Boolean.class)
                .single();
        if (isUnderWay) {
            throw new ProblemException(Problem.QUEUE_IN_USE, "name");
        }
        int deliveries = jdbc.sql(DISCARD)
                .param("name", name)
                .param("reason", reason)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update();
        OptionalLong messages = broker.remove(name);
        if (messages.isEmpty() && deliveries == 0) {
            throw new ProblemException(Problem.NOT_FOUND, "name");
        }
        DroppedQueue dropped = new DroppedQueue(name, messages.orElse(0), deliveries);
        keep(dropped, reason, by, now);
        return dropped;
    }

    private void keep(DroppedQueue dropped, String reason, String by, Instant now) {
        jdbc.sql("""
                        insert into queue_drop (at, destination, dropped_by, reason, messages, deliveries)
                        values (:now, :name, :by, :reason, :messages, :deliveries)""")
                .param("now", Timestamp.from(now))
                .param("name", dropped.destination())
                .param("by", by)
                .param("reason", reason)
                .param("messages", dropped.messages())
                .param("deliveries", dropped.deliveries())
                .update();
    }
}
