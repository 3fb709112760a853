package org.onestophub.platform.node;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Hubs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the hubs. All times are those of the database, so that no two clocks are ever compared. */
@Component
class HubTable {

    /** Any number of ours; its holder is the only hub that enters or changes what all must agree on. */
    private static final long AGREEMENT_LOCK = 0x68756273L;

    private static final String ENTER = """
            insert into hub_node as n (hub, label, run, started_at, seen_at, alive_until)
            values (:hub, :label, :run, now(), now(), now() + :lease * interval '1 millisecond')
            on conflict (hub) do update set label = excluded.label, run = excluded.run,
              started_at = excluded.started_at, seen_at = excluded.seen_at, alive_until = excluded.alive_until,
              broker = null, blobs = null, blobs_proof = null
            where n.alive_until <= now() or n.run = excluded.run or :takeover""";

    private static final String BEAT = """
            update hub_node set seen_at = now(), alive_until = now() + :lease * interval '1 millisecond',
              broker = :broker, blobs = :blobs, blobs_proof = :proof
            where hub = :hub and run = :run""";

    private static final String HUBS = """
            select n.*, n.alive_until > now() as alive,
              array(select t.channel from poll_turn t where t.hub = n.hub order by 1) as polls
            from hub_node n order by n.label, n.hub""";

    private final JdbcClient jdbc;

    HubTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** This hub in this run. */
    record Self(String hub, String label, UUID run, Duration lease) {}

    /** What a hub says of itself with each beat; null where there is nothing to say yet. */
    record Claims(
            @Nullable String broker,
            @Nullable String blobs,
            @Nullable String proof) {}

    /** A sign of life: which run gave it, when, and how long it counts. */
    record Sign(UUID run, Instant seenAt, Duration lease) {}

    /** Until the end of the transaction no other hub makes claims. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", AGREEMENT_LOCK)
                .query(rs -> {});
    }

    /** False if a hub of this name lives; with {@code takeover} that is no obstacle. */
    boolean enter(Self self, boolean takeover) {
        return jdbc.sql(ENTER)
                        .param("hub", self.hub())
                        .param("label", self.label())
                        .param("run", self.run())
                        .param("lease", self.lease().toMillis())
                        .param("takeover", takeover)
                        .update()
                == 1;
    }

    /** The last sign of life of a hub of that name. */
    Optional<Sign> sign(String hub) {
        return jdbc.sql("select run, seen_at, extract(epoch from alive_until - seen_at) * 1000 as lease"
                        + " from hub_node where hub = :hub")
                .param("hub", hub)
                .query((row, index) -> new Sign(
                        row.getObject("run", UUID.class),
                        row.getTimestamp("seen_at").toInstant(),
                        Duration.ofMillis(row.getLong("lease"))))
                .optional();
    }

    /** False if the row is another run's, or gone. */
    boolean beat(Self self, Claims claims) {
        return jdbc.sql(BEAT)
                        .param("lease", self.lease().toMillis())
                        .param("broker", claims.broker())
                        .param("blobs", claims.blobs())
                        .param("proof", claims.proof())
                        .param("hub", self.hub())
                        .param("run", self.run())
                        .update()
                == 1;
    }

    /** This run is over. */
    void leave(Self self) {
        jdbc.sql("delete from hub_node where hub = :hub and run = :run")
                .param("hub", self.hub())
                .param("run", self.run())
                .update();
    }

    /** All hubs, with the last sign of each. */
    List<Hubs.Hub> hubs(String self) {
        return jdbc.sql(HUBS).query((row, index) -> hub(row, self)).list();
    }

    /** What the other hubs that live have claimed. */
    List<OtherHub> others(String self) {
        return jdbc.sql("select hub, label, broker, blobs, blobs_proof from hub_node"
                        + " where hub <> :hub and alive_until > now() order by hub")
                .param("hub", self)
                .query((row, index) -> new OtherHub(
                        row.getString("hub"),
                        row.getString("label"),
                        new Claims(row.getString("broker"), row.getString("blobs"), row.getString("blobs_proof"))))
                .list();
    }

    /** Forgets a hub and its turns; false if there is none of that name. */
    boolean remove(String hub) {
        jdbc.sql("delete from poll_turn where hub = :hub").param("hub", hub).update();
        return jdbc.sql("delete from hub_node where hub = :hub")
                        .param("hub", hub)
                        .update()
                == 1;
    }

    private static Hubs.Hub hub(ResultSet row, String self) throws SQLException {
        return new Hubs.Hub(
                row.getString("hub"),
                row.getString("label"),
                row.getString("hub").equals(self),
                row.getBoolean("alive"),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("seen_at")),
                row.getString("broker"),
                row.getString("blobs"),
                List.of((String[]) row.getArray("polls").getArray()));
    }

    private static Instant instant(Timestamp time) {
        return time.toInstant();
    }
}
