package org.onestophub.outlet.deliver;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down how an attempt ended, and what becomes of its shipment. One transaction. */
@Component
class ShipmentEnds {

    private static final HubLog LOG = HubLog.of("deliver");

    /** Nothing if somebody decided otherwise meanwhile: the lease ran out, or the hub that held it started anew. */
    private static final String END = """
        update shipment set state = :state, due_at = :due, failures = :failures, lease_until = null, lease_by = null
        where id = :id and state = 'attempt' and attempts = :no\
        """;

    /** What was answered about a complaint that was erased meanwhile is not kept; the erasure holds the shipment's row. */
    private static final String NOTE = """
        update delivery_attempt set ended_at = :now, outcome = :outcome, code = :code, response_status = :status,
          response = case when exists (select from shipment_item i join delivery d on d.id = i.delivery_id
              join complaint c on c.id = d.complaint_id where i.shipment_id = :id and c.erased_at is not null)
            then null else cast(:response as text) end, payload_sha256 = :sha256
        where shipment_id = :id and no = :no\
        """;

    /** As if it had never been shipped, but for attempts before: then a mapping was exchanged, and what happened stays. */
    private static final String SKIP = """
        with current as (delete from delivery_attempt where shipment_id = :id and no = :no),
        items as (delete from shipment_item where shipment_id = :id and :no = 1),
        filtered as (
          update delivery set state = 'filtered', reason = :reason, code = null, ended_at = :now,
            shipment_id = case when :no = 1 then null else shipment_id end
          where shipment_id = :id),
        closed as (
          update shipment set state = 'dead', lease_until = null, lease_by = null where id = :id and :no > 1)
        delete from shipment where id = :id and :no = 1\
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final DestinationTable destinations;
    private final ShipmentItems items;
    private final RandomGenerator random;

    ShipmentEnds(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            DestinationTable destinations,
            ShipmentItems items,
            RandomGenerator random) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.destinations = destinations;
        this.items = items;
        this.random = random;
    }

    /** Writes down that the attempt at {@code claimed} ended with {@code ending}. */
    void end(ShipmentClaims.Claimed claimed, AttemptEnd ending, DeliverySettings settings) {
        Optional<AttemptVerdict> verdict = transaction.execute(status -> endLocked(claimed, ending, settings));
        if (verdict.isEmpty() || ending.problem() == null) {
            return;
        }
        LOG.warn(
                verdict.get() == AttemptVerdict.RETRY ? "not-delivered" : "given-up",
                LogKey.DESTINATION,
                settings.destination(),
                LogKey.CODE,
                ending.problem().code(),
                LogKey.ATTEMPT,
                claimed.shipment().attempt());
    }

    /** Empty if somebody decided otherwise meanwhile. */
    private Optional<AttemptVerdict> endLocked(
            ShipmentClaims.Claimed claimed, AttemptEnd ending, DeliverySettings settings) {
        Instant now = clock.instant();
        DestinationTable.Gate gate = destinations.lock(settings.destination());
        CircuitBreaker breaker = gate.breaker();
        Optional<Tries> tries = triesOf(claimed.id());
        if (tries.isEmpty()) {
            return Optional.empty();
        }
        if (ending.isSkipped()) {
            skip(claimed, ending.skipped(), now);
            return Optional.empty();
        }
        int failures = ending.problem() == null ? 0 : tries.get().failures() + 1;
        int faults = ending.digit() == 9 ? faultsOf(claimed.id()) + 1 : 0;
        AttemptVerdict verdict = AttemptVerdict.of(
                ending,
                settings,
                claimed.items(),
                failures,
                faults,
                Duration.between(tries.get().since(), now));
        Instant asked = now.plus(ending.retryAfter());
        Instant due = verdict == AttemptVerdict.RETRY
                ? later(asked, now.plus(settings.pause().drawn(failures, random)))
                : now;
        int ended = jdbc.sql(END)
                .param("state", verdict.state())
                .param("due", Timestamp.from(due))
                .param("failures", failures)
                .param("id", claimed.id())
                .param("no", claimed.shipment().attempt())
                .update();
        if (ended == 0) {
            return Optional.empty();
        }
        note(claimed, ending, now);
        settle(claimed, ending, verdict, settings.destination(), now);
        judge(settings, breaker, ending, now);
        if (asked.isAfter(now)) {
            // for all shipments: it is the destination that asks, not the one that it was given
            destinations.keepSlot(settings.destination(), later(asked, gate.nextSlotAt()));
        }
        return Optional.of(verdict);
    }

    private void skip(ShipmentClaims.Claimed claimed, String reason, Instant now) {
        boolean isOurs = jdbc.sql("select count(*) from shipment where id = :id and attempts = :no")
                        .param("id", claimed.id())
                        .param("no", claimed.shipment().attempt())
                        .query(Integer.class)
                        .single()
                > 0;
        if (isOurs) {
            jdbc.sql(SKIP)
                    .param("id", claimed.id())
                    .param("no", claimed.shipment().attempt())
                    .param("reason", reason)
                    .param("now", Timestamp.from(now))
                    .update();
        }
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }

    private record Tries(int failures, Instant since) {}

    private Optional<Tries> triesOf(long shipment) {
        return jdbc.sql("select failures, tried_since from shipment where id = :id and state = 'attempt'")
                .param("id", shipment)
                .query((row, index) ->
                        new Tries(row.getInt(1), row.getTimestamp(2).toInstant()))
                .optional();
    }

    private int faultsOf(long shipment) {
        return jdbc.sql("select count(*) from delivery_attempt where shipment_id = :id and code = :code")
                .param("id", shipment)
                .param("code", Problem.DELIVER_FAULT.code())
                .query(Integer.class)
                .single();
    }

    private void note(ShipmentClaims.Claimed claimed, AttemptEnd ending, Instant now) {
        jdbc.sql(NOTE)
                .param("now", Timestamp.from(now))
                .param("outcome", outcomeOf(ending))
                .param(
                        "code",
                        ending.problem() == null ? null : ending.problem().code(),
                        Types.VARCHAR)
                .param("status", ending.status())
                .param("response", ending.response())
                .param("sha256", ending.payloadSha256(), Types.BINARY)
                .param("id", claimed.id())
                .param("no", claimed.shipment().attempt())
                .update();
    }

    private static String outcomeOf(AttemptEnd ending) {
        if (ending.problem() == Problem.OUTCOME_UNKNOWN) {
            return "unknown";
        }
        return switch (ending.digit()) {
            case 0 -> "sent";
            case 1, 2 -> "refused";
            default -> "failed";
        };
    }

    private void settle(
            ShipmentClaims.Claimed claimed,
            AttemptEnd ending,
            AttemptVerdict verdict,
            String destination,
            Instant now) {
        if (verdict == AttemptVerdict.SPLIT) {
            split(claimed.id(), destination, now);
            return;
        }
        boolean isOver = verdict == AttemptVerdict.SENT || verdict == AttemptVerdict.DEAD;
        jdbc.sql("update delivery set state = :state, code = :code, ended_at = :ended where shipment_id = :id")
                .param("state", verdict.state())
                .param(
                        "code",
                        ending.problem() == null ? null : ending.problem().code(),
                        Types.VARCHAR)
                .param("ended", isOver ? Timestamp.from(now) : null, Types.TIMESTAMP)
                .param("id", claimed.id())
                .update();
    }

    private void split(long shipment, String destination, Instant now) {
        List<Long> deliveries = jdbc.sql("select id from delivery where shipment_id = :id order by id")
                .param("id", shipment)
                .query(Long.class)
                .list();
        deliveries.forEach(delivery -> items.pack(destination, List.of(delivery), now));
    }

    private void judge(DeliverySettings settings, CircuitBreaker breaker, AttemptEnd ending, Instant now) {
        String name = settings.destination();
        String code = ending.problem() == null ? "" : ending.problem().code();
        destinations.note(name, now, code);
        if (ending.isAnswer()) {
            if (!breaker.equals(CircuitBreaker.NEW)) {
                destinations.keep(name, breaker.reached());
            }
        } else if (ending.isFailureOfDestination()) {
            CircuitBreaker after = breaker.failed(now, settings);
            destinations.keep(name, after);
            if (after.state() == CircuitBreaker.State.OPEN && breaker.state() == CircuitBreaker.State.CLOSED) {
                LOG.error("breaker-opened", LogKey.DESTINATION, name, LogKey.CODE, code);
            }
        }
    }
}
