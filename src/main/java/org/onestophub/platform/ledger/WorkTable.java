package org.onestophub.platform.ledger;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.platform.store.ClockSetBack;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Claims rows of the table {@code work}; {@link WorkQueueTable} adds and ends them. */
@Component
class WorkTable implements ClockSetBack {

    /**
     * A claim need not be durable: if a crash takes it back, the work is there again. So it commits without waiting for
     * the disk; what the worker then records is written after it in the log, and never without it. The size of the batch
     * stands in the text: PostgreSQL plans a limit that it does not know anew at every claim, which costs more than the claim.
     */
    static final String CLAIM = """
            with unhurried as materialized (select set_config('synchronous_commit', 'off', true) as setting),
            next as materialized (
              select lane, ref from work
              where lane = :lane and due_at <= :now and (lease_until is null or lease_until < :now)
              order by due_at, id limit %d for update skip locked)
            update work set lease_until = :until, lease_by = :hub, attempts = attempts + 1
            from next where work.lane = next.lane and work.ref = next.ref and (select setting from unhurried) = 'off'
            returning work.ref, work.attempts""";

    /** The time at which it came is kept, so it waits there no longer than what came after it. */
    private static final String HAND_OVER = """
            update work set lane = :to, lease_until = null, attempts = 0
            where lane = :lane and ref = :ref and not exists (select from work o where o.lane = :to and o.ref = :ref)""";

    private final JdbcClient jdbc;
    private final ReceiptBytes receipts;
    private final Mappings mappings;
    private final Clock clock;
    private final LedgerProperties properties;
    private final String hub;

    WorkTable(
            JdbcClient jdbc,
            ReceiptBytes receipts,
            Mappings mappings,
            Clock clock,
            LedgerProperties properties,
            HubHome home) {
        this.jdbc = jdbc;
        this.receipts = receipts;
        this.mappings = mappings;
        this.clock = clock;
        this.properties = properties;
        this.hub = home.name();
        // nobody else can hold a lease in this hub's name: its home is locked. What a killed hub held is free at once
        jdbc.sql("update work set lease_until = null where lease_by = :hub")
                .param("hub", hub)
                .update();
    }

    /** The next work of a lane, what is due longest first: receipts, or ids for the lanes {@link Lane#OF_CASES}. */
    List<?> claim(String lane, int batch) {
        List<Long> refs = List.copyOf(lease(lane, batch).keySet());
        return refs.isEmpty() || Lane.OF_CASES.contains(lane) ? refs : receipts.receipts(refs);
    }

    /**
     * The next ids of one of the lanes {@link Lane#OF_CASES}, in lists that go on together. What was claimed before and has not
     * ended goes on alone: it might spoil a list.
     */
    List<List<Long>> claimCases(String lane, int batch) {
        List<Long> together = new ArrayList<>();
        List<List<Long>> lists = new ArrayList<>();
        lease(lane, batch).forEach((complaint, attempts) -> {
            if (attempts == 1) {
                together.add(complaint);
            } else {
                lists.add(List.of(complaint));
            }
        });
        if (!together.isEmpty()) {
            lists.add(0, List.copyOf(together));
        }
        return lists;
    }

    /**
     * The next walks of one of the lanes {@link Lane#WALKED}, what is due longest first. What was claimed before and has not
     * ended goes on alone.
     */
    ClaimedWalks claimWalks(String lane, int batch) {
        while (true) {
            Map<Long, Integer> attempts = lease(lane, batch);
            if (attempts.isEmpty()) {
                return new ClaimedWalks(List.of());
            }
            List<ClaimedWalks.Claimed> walks = receipts.receipts(attempts.keySet()).stream()
                    .filter(receipt -> !isHandedOver(receipt, lane))
                    .map(receipt ->
                            new ClaimedWalks.Claimed(Walk.of(receipt), attempts.getOrDefault(receipt.id(), 1) > 1))
                    .toList();
            if (!walks.isEmpty()) {
                return new ClaimedWalks(walks);
            }
        }
    }

    /** Gives back work that was claimed and not begun; that counts as no attempt. */
    void giveBack(String lane, List<Long> refs) {
        jdbc.sql("update work set lease_until = null, attempts = greatest(attempts - 1, 0)"
                        + " where lane = :lane and lease_by = :hub and ref = any(:refs::bigint[])")
                .param("lane", lane)
                .param("hub", hub)
                .param("refs", refs.toArray(Long[]::new))
                .update();
    }

    @Override
    public void clockSetBack(Instant now, Duration by) {
        jdbc.sql("""
                        update work set due_at = greatest(:now::timestamptz, due_at - :by::interval)
                        where due_at > :now""")
                .param("now", Timestamp.from(now))
                .param("by", by.toString())
                .update();
        jdbc.sql("""
                        update work set lease_until = lease_until - :by::interval
                        where lease_by = :hub and lease_until > :now""")
                .param("now", Timestamp.from(now))
                .param("by", by.toString())
                .param("hub", hub)
                .update();
    }

    /** How often each was claimed by now, by its ref. */
    private Map<Long, Integer> lease(String lane, int batch) {
        Instant now = clock.instant();
        Map<Long, Integer> attempts = new LinkedHashMap<>();
        jdbc.sql(CLAIM.formatted(batch))
                .param("until", Timestamp.from(now.plus(properties.lease())))
                .param("now", Timestamp.from(now))
                .param("hub", hub)
                .param("lane", lane)
                .query(row -> {
                    attempts.put(row.getLong(1), row.getInt(2));
                });
        return attempts;
    }

    /**
     * True if the receipt waits for a lane of its own from now on: it came when its mapping named none yet, and would hold up
     * what is walked in a moment. Nothing is handed back, so two hubs with different files never throw it to and fro.
     */
    private boolean isHandedOver(Receipt receipt, String lane) {
        if (!lane.equals(Lane.COMPLAINT.word())) {
            return false;
        }
        String own = ownLaneOf(receipt);
        if (own.equals(lane) || !Lane.WALKED.contains(own)) {
            return false;
        }
        return jdbc.sql(HAND_OVER)
                        .param("to", own)
                        .param("lane", lane)
                        .param("ref", receipt.id())
                        .update()
                > 0;
    }

    private String ownLaneOf(Receipt receipt) {
        try {
            return Lane.walkedFrom(mappings.named(receipt.mapping()).lane());
        } catch (ProblemException e) {
            // its mapping is gone; READ meets the same and the receipt is held for it
            return Lane.COMPLAINT.word();
        }
    }
}
