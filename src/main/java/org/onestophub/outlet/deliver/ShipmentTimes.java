package org.onestophub.outlet.deliver;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.onestophub.platform.store.ClockSetBack;
import org.onestophub.platform.store.HubHome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The times for which shipments and destinations wait, when the clock is set back. */
@Component
class ShipmentTimes implements ClockSetBack {

    private final JdbcClient jdbc;
    private final String hub;

    ShipmentTimes(JdbcClient jdbc, HubHome home) {
        this.jdbc = jdbc;
        this.hub = home.name();
    }

    @Override
    public void clockSetBack(Instant now, Duration by) {
        change("""
                update shipment set due_at = greatest(:now::timestamptz, due_at - :by::interval)
                where state = 'waiting' and due_at > :now""", now, by);
        jdbc.sql("""
                        update shipment set lease_until = lease_until - :by::interval
                        where lease_by = :hub and lease_until > :now""")
                .param("by", by.toString())
                .param("hub", hub)
                .param("now", Timestamp.from(now))
                .update();
        change("""
                update destination set open_until = greatest(:now::timestamptz, open_until - :by::interval)
                where open_until > :now""", now, by);
        change("""
                update destination set next_slot_at = greatest(:now::timestamptz, next_slot_at - :by::interval)
                where next_slot_at > :now""", now, by);
    }

    private void change(String sql, Instant now, Duration by) {
        jdbc.sql(sql)
                .param("now", Timestamp.from(now))
                .param("by", by.toString())
                .update();
    }
}
