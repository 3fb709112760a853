package org.onestophub.pipeline.record;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Walk;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps two walks that share a name, such as the number of an order, from looking for its case at the same time: the
 * second would not see the case that the first is about to open. The locks lie in the database, so they hold over every
 * worker and every hub. Source: decision 0046.
 */
@Component
class CaseLocks {

    /** Any numbers of ours: first half of the key of PostgreSQL's advisory locks. */
    private static final int NAMES = 0x0C_A5E;

    private static final int ITEMS = NAMES + 1;

    /**
     * Names share this many locks, so a file of a million orders does not exhaust the lock table, which holds some 6,400
     * by default. Two names in one lock cost a short wait, nothing else.
     */
    static final int SLOTS = 1024;

    private final JdbcClient jdbc;

    CaseLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds all names of a walk until the transaction ends. Call it once, before the transaction looks for any case:
     * everybody takes the locks in ascending order, so nobody waits in a circle.
     */
    void take(Walk walk) {
        take(NAMES, CaseFinder.sharedNames(walk));
        if (walk.candidates().size() > 1) {
            // one thing alone is guarded by its unique key; walks of several would wait for each other's things
            String mapping = walk.receipt().mapping() + "|";
            take(
                    ITEMS,
                    walk.candidates().stream()
                            .map(candidate -> mapping + candidate.key())
                            .toList());
        }
    }

    private void take(int space, Collection<String> names) {
        Integer[] slots =
                names.stream().map(CaseLocks::slotOf).distinct().sorted().toArray(Integer[]::new);
        if (slots.length > 0) {
            jdbc.sql("select count(pg_advisory_xact_lock(:space, slot)::text)"
                            + " from unnest(cast(:slots as int[])) as slot")
                    .param("space", space)
                    .param("slots", slots)
                    .query(Long.class)
                    .single();
        }
    }

    private static int slotOf(String name) {
        byte[] digest = Digest.raw(name.getBytes(StandardCharsets.UTF_8));
        return ((digest[0] & 0xFF) << 8 | digest[1] & 0xFF) % SLOTS;
    }
}
