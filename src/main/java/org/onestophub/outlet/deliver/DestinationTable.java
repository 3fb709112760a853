package org.onestophub.outlet.deliver;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The row of a destination. A change of its shipments locks the row first, so there are no deadlocks. */
@Component
class DestinationTable {

    private final JdbcClient jdbc;

    DestinationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What decides whether a shipment may be handed over. */
    record Gate(
            boolean isPaused,
            CircuitBreaker breaker,
            @Nullable Instant nextSlotAt) {}

    /** Makes the row if there is none. */
    void ensure(String name) {
        jdbc.sql("insert into destination (name) values (:name) on conflict (name) do nothing")
                .param("name", name)
                .update();
    }

    /** Whether its route takes forms of reports. */
    void keepPapers(String name, boolean takes) {
        jdbc.sql("update destination set takes_papers = :takes where name = :name and takes_papers <> :takes")
                .param("takes", takes)
                .param("name", name)
                .update();
    }

    /** The destination, locked until the transaction ends. */
    Gate lock(String name) {
        return jdbc.sql("select * from destination where name = :name for update")
                .param("name", name)
                .query((row, index) -> new Gate(
                        row.getTimestamp("paused_at") != null,
                        new CircuitBreaker(
                                CircuitBreaker.State.of(row.getString("breaker")),
                                row.getInt("failures"),
                                row.getInt("openings"),
                                instant(row.getTimestamp("open_until"))),
                        instant(row.getTimestamp("next_slot_at"))))
                .single();
    }

    /** Keeps the breaker. */
    void keep(String name, CircuitBreaker breaker) {
        jdbc.sql("""
                        update destination set breaker = :state, failures = :failures, openings = :openings,
                          open_until = :until where name = :name""")
                .param("state", breaker.state().word())
                .param("failures", breaker.failures())
                .param("openings", breaker.openings())
                .param("until", timestamp(breaker.openUntil()), Types.TIMESTAMP)
                .param("name", name)
                .update();
    }

    /** No shipment sets out before {@code at}: the rate limit, or a pause that the destination asked for. */
    void keepSlot(String name, Instant at) {
        jdbc.sql("update destination set next_slot_at = :at where name = :name")
                .param("at", timestamp(at), Types.TIMESTAMP)
                .param("name", name)
                .update();
    }

    /** Notes how the last attempt went; {@code code} is empty if it went well. */
    void note(String name, Instant now, String code) {
        jdbc.sql(
                        code.isEmpty()
                                ? "update destination set last_success_at = :now where name = :name"
                                : "update destination set last_error_at = :now, last_error_code = :code where name = :name")
                .params(
                        code.isEmpty()
                                ? java.util.Map.of("now", Timestamp.from(now), "name", name)
                                : java.util.Map.of("now", Timestamp.from(now), "name", name, "code", code))
                .update();
    }

    /** Nothing is handed over until it is resumed. True if it was not paused before. */
    boolean pause(String name, String by, Instant now) {
        return jdbc.sql(
                                "update destination set paused_at = :now, paused_by = :by where name = :name and paused_at is null")
                        .param("now", timestamp(now))
                        .param("by", by)
                        .param("name", name)
                        .update()
                > 0;
    }

    /** Takes the pause away. */
    void resume(String name) {
        jdbc.sql("update destination set paused_at = null, paused_by = null where name = :name")
                .param("name", name)
                .update();
    }

    /** Exactly these have a route now. */
    void keepFed(Collection<String> names) {
        jdbc.sql("update destination set fed = name = any(:names) where fed <> (name = any(:names))")
                .param("names", names.toArray(String[]::new))
                .update();
    }

    /** Those that had a route when the hub last looked. */
    List<String> fed() {
        return jdbc.sql("select name from destination where fed")
                .query(String.class)
                .list();
    }

    static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
