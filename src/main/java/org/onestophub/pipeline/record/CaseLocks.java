package org.onestophub.pipeline.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.onestophub.complaint.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps two lists that share a name, such as the number of an order, from looking for its case at the same time: the
 * second would not see the case that the first is about to open. The locks lie in the database, so they hold over every
 * worker and every hub. Source: decisions 0046 and 0070.
 */
@Component
class CaseLocks {

    /** Any numbers of ours: first half of the key of PostgreSQL's advisory locks. */
    private static final int ALL = 0x0C_A5E;

    private static final int NAMES = ALL + 2;

    /**
     * Locks of one list. The lock table of PostgreSQL holds some 6,400 by default for all hubs together; a list with more
     * names takes the one lock of all names instead.
     */
    static final int MOST = 800;

    private final JdbcClient jdbc;

    CaseLocks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Holds these names until the transaction ends. Call it once, before the transaction looks for any case: everybody takes
     * the locks in ascending order, so nobody waits in a circle.
     *
     * @param isAlone true to hold all names there are
     */
    void take(Collection<String> names, boolean isAlone) {
        Integer[] slots =
                names.stream().map(CaseLocks::slotOf).distinct().sorted().toArray(Integer[]::new);
        if (isAlone || slots.length > MOST) {
            jdbc.sql("select count(pg_advisory_xact_lock(:space, 0)::text)")
                    .param("space", ALL)
                    .query(Long.class)
                    .single();
            return;
        }
        jdbc.sql("select count(pg_advisory_xact_lock_shared(:all, 0)::text)"
                        + " + (select count(pg_advisory_xact_lock(:names, slot)::text)"
                        + " from unnest(cast(:slots as int[])) as slot)")
                .param("all", ALL)
                .param("names", NAMES)
                .param("slots", slots)
                .query(Long.class)
                .single();
    }

    /**
     * One of all 32-bit numbers: two lists of 200 have some 600 names each, and would meet in each transaction if there were
     * less than a million. Two names with one number cost a short wait, nothing else.
     */
    private static int slotOf(String name) {
        return ByteBuffer.wrap(Digest.raw(name.getBytes(StandardCharsets.UTF_8)))
                .getInt();
    }
}
