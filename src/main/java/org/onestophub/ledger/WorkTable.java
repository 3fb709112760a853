package org.onestophub.ledger;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.ReceiptBytes;
import org.onestophub.complaint.Walk;
import org.onestophub.store.HubHome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Claims rows of the table {@code work}. */
@Component
class WorkTable {

    /** Lane whose work refers to complaints and not to receipts. */
    private static final String CONTEXT = "context";

    /** Lanes whose work is no walk yet, or never will be. */
    private static final Set<String> OF_RECEIPTS = Set.of("patient", "pages");

    /**
     * A claim need not be durable: if a crash takes it back, the work is there again. So it commits without waiting for
     * the disk; what the worker then records is written after it in the log, and never without it. The size of the batch
     * stands in the text: PostgreSQL plans a limit that it does not know anew at every claim, which costs more than the claim.
     */
    static final String CLAIM =
            """
            with unhurried as materialized (select set_config('synchronous_commit', 'off', true) as setting),
            next as materialized (
              select lane, ref from work
              where lane = :lane and due_at <= :now and (lease_until is null or lease_until < :now)
              order by due_at, id limit %d for update skip locked)
            update work set lease_until = :until, lease_by = :hub, attempts = attempts + 1
            from next where work.lane = next.lane and work.ref = next.ref and (select setting from unhurried) = 'off'
            returning work.ref""";

    private final JdbcClient jdbc;
    private final ReceiptBytes receipts;
    private final Clock clock;
    private final LedgerProperties properties;
    private final String hub;

    WorkTable(JdbcClient jdbc, ReceiptBytes receipts, Clock clock, LedgerProperties properties, HubHome home) {
        this.jdbc = jdbc;
        this.receipts = receipts;
        this.clock = clock;
        this.properties = properties;
        this.hub = home.name();
        // nobody else can hold a lease in this hub's name: its home is locked. What a killed hub held is free at once
        jdbc.sql("update work set lease_until = null where lease_by = :hub").param("hub", hub).update();
    }

    /**
     * The next work of the lane, what is due longest first: walks for {@code complaint}, receipts for {@code patient} and
     * {@code pages}, ids of complaints for {@code context}.
     */
    List<?> claim(String lane, int batch) {
        Instant now = clock.instant();
        List<Long> refs = jdbc.sql(CLAIM.formatted(batch))
                .param("until", Timestamp.from(now.plus(properties.lease())))
                .param("now", Timestamp.from(now))
                .param("hub", hub)
                .param("lane", lane)
                .query(Long.class)
                .list();
        if (refs.isEmpty() || CONTEXT.equals(lane)) {
            return refs;
        }
        return OF_RECEIPTS.contains(lane)
                ? receipts.receipts(refs)
                : receipts.receipts(refs).stream().map(Walk::of).toList();
    }
}
