package org.onestophub.outlet.deliver;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Shipment;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Chooses the next shipment of a destination and writes down its attempt, all in one transaction that is committed before
 * anything is handed over. The destination's row is locked meanwhile, so workers choose one after another.
 */
@Component
class ShipmentClaims {

    /** A worker ends its attempt at the time-out by itself; a lease runs out later, when its hub is gone. */
    private static final Duration LEASE_BEYOND_TIMEOUT = Duration.ofMinutes(1);

    /** Asked without a lock, so that a destination that must wait costs no more than a look. */
    private static final String IS_WORK = """
            select exists (
                select from destination where name = :destination and paused_at is null
                  and (open_until is null or open_until <= :now) and (next_slot_at is null or next_slot_at <= :now))
              and (exists (
                select from delivery where destination = :destination and state = 'waiting' and shipment_id is null)
              or exists (
                select from shipment where destination = :destination and state in ('waiting', 'attempt', 'unknown')
                  and (state = 'waiting' and due_at <= :now or state = 'attempt' and lease_until < :now
                    or state = 'unknown' and :idempotent)))""";

    /** An earlier event of the same complaint that is not settled keeps the later one back. */
    private static final String OLDEST_DUE = """
            select s.id from shipment s
            where s.destination = :destination and s.state = 'waiting' and s.due_at <= :now
              and not exists (
                select from delivery d join delivery b on b.destination = d.destination
                  and b.complaint_id = d.complaint_id and b.id < d.id
                  and b.state in ('waiting', 'attempt', 'unknown') and b.shipment_id is distinct from s.id
                where d.shipment_id = s.id)
            order by s.id limit 1""";

    private static final String START = """
            update shipment set state = 'attempt', attempts = attempts + 1, lease_until = :until, lease_by = :hub,
              tried_since = coalesce(tried_since, :now)
            where id = :id returning attempts""";

    /** Open attempts that no hub works on any more: their outcome is not known. */
    private static final String LOSE = """
            with lost as (
              update shipment set state = 'unknown', lease_until = null, lease_by = null
              where state = 'attempt' and (lease_by = :hub or lease_until < :now and destination = :destination)
              returning id, attempts),
            noted as (
              update delivery_attempt a set ended_at = :now, outcome = 'unknown', code = :code
              from lost where a.shipment_id = lost.id and a.no = lost.attempts)
            update delivery d set state = 'unknown', code = :code from lost where d.shipment_id = lost.id""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final DestinationTable destinations;
    private final ShipmentItems items;
    private final String hub;

    ShipmentClaims(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            DestinationTable destinations,
            ShipmentItems items,
            HubHome home) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.destinations = destinations;
        this.items = items;
        this.hub = home.name();
        // nobody else can hold a lease in this hub's name: its home is locked. What a killed hub was handing over is
        // open
        lose(hub, "");
    }

    /** A shipment whose attempt is written down; {@code items} is how many it was made of. */
    record Claimed(long id, int items, Shipment shipment) {}

    /** The next shipment, if one is due and the destination may be tried. */
    Optional<Claimed> claim(DeliverySettings settings) {
        boolean isWork = jdbc.sql(IS_WORK)
                .param("destination", settings.destination())
                .param("now", Timestamp.from(clock.instant()))
                .param("idempotent", settings.idempotent())
                .query(Boolean.class)
                .single();
        return isWork ? transaction.execute(status -> claimLocked(settings)) : Optional.empty();
    }

    private Optional<Claimed> claimLocked(DeliverySettings settings) {
        String destination = settings.destination();
        Instant now = clock.instant();
        DestinationTable.Gate gate = destinations.lock(destination);
        lose("", destination);
        if (settings.idempotent()) {
            sendAgain(destination, now);
        }
        if (gate.isPaused() || !gate.breaker().admits(now, isBusy(destination)) || isBefore(now, gate.nextSlotAt())) {
            return Optional.empty();
        }
        Optional<Long> next = oldestDue(destination, now).or(() -> items.compose(settings, now));
        next.ifPresent(id -> keepGate(settings, gate, now));
        return next.map(id -> start(id, settings, now));
    }

    private void keepGate(DeliverySettings settings, DestinationTable.Gate gate, Instant now) {
        CircuitBreaker tried = gate.breaker().tried();
        if (!tried.equals(gate.breaker())) {
            destinations.keep(settings.destination(), tried);
        }
        if (settings.ratePerMinute() > 0) {
            destinations.keepSlot(
                    settings.destination(), now.plus(Duration.ofMinutes(1).dividedBy(settings.ratePerMinute())));
        }
    }

    private Claimed start(long id, DeliverySettings settings, Instant now) {
        int attempt = jdbc.sql(START)
                .param("until", Timestamp.from(now.plus(settings.timeout()).plus(LEASE_BEYOND_TIMEOUT)))
                .param("hub", hub)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .query(Integer.class)
                .single();
        jdbc.sql("insert into delivery_attempt (shipment_id, no, started_at) values (:id, :no, :now)")
                .param("id", id)
                .param("no", attempt)
                .param("now", Timestamp.from(now))
                .update();
        int count = jdbc.sql("update delivery set state = 'attempt' where shipment_id = :id")
                .param("id", id)
                .update();
        Shipment shipment = items.shipment(id, settings.destination(), attempt);
        // a form of a report is no delivery
        return new Claimed(id, count == 0 ? shipment.items().size() : count, shipment);
    }

    private Optional<Long> oldestDue(String destination, Instant now) {
        return jdbc.sql(OLDEST_DUE)
                .param("destination", destination)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    /** A destination that recognises repetitions needs no person to decide. */
    private void sendAgain(String destination, Instant now) {
        List<Long> again = jdbc.sql("""
                        update shipment set state = 'waiting', due_at = :now
                        where destination = :destination and state = 'unknown' returning id""")
                .param("now", Timestamp.from(now))
                .param("destination", destination)
                .query(Long.class)
                .list();
        if (!again.isEmpty()) {
            jdbc.sql("update delivery set state = 'waiting' where shipment_id = any(:ids)")
                    .param("ids", again.toArray(Long[]::new))
                    .update();
        }
    }

    private void lose(String heldBy, String destination) {
        jdbc.sql(LOSE)
                .param("hub", heldBy)
                .param("destination", destination)
                .param("now", Timestamp.from(clock.instant()))
                .param("code", Problem.OUTCOME_UNKNOWN.code())
                .update();
    }

    private boolean isBusy(String destination) {
        return jdbc.sql("select exists (select from shipment where destination = :destination and state = 'attempt')")
                .param("destination", destination)
                .query(Boolean.class)
                .single();
    }

    private static boolean isBefore(Instant now, @Nullable Instant slot) {
        return slot != null && now.isBefore(slot);
    }
}
