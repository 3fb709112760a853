package org.onestophub.outlet.deliver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.contract.Delivery;
import org.onestophub.complaint.contract.operations.DeliveryAttempt;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deliveries as operators read them, with a time limit. */
@Component
class DestinationQueries {

    /** Longest time a question may take; then RC-301. */
    private static final int QUERY_SECONDS = 10;

    private static final int MOST_ATTEMPTS = 200;

    private static final String STATUS = """
            select t.*, s.*,
              (select min(due_at) from shipment where destination = t.name and state = 'waiting'
                and due_at > :now) as retry_at,
              (select count(*) from delivery where destination = t.name and state = 'sent' and ended_at >= :today) as today
            from destination t, lateral (
              select count(*) filter (where state = 'waiting') as waiting,
                min(created_at) filter (where state = 'waiting') as oldest,
                count(*) filter (where state = 'attempt') as attempt,
                count(*) filter (where state = 'unknown') as unknown,
                count(*) filter (where state = 'dead') as dead
              from (
                select state, created_at from delivery
                where destination = t.name and state in ('waiting', 'attempt', 'unknown', 'dead')
                union all
                select s.state, s.made_at from report_paper p join shipment s on s.id = p.shipment_id
                where p.destination = t.name and s.state in ('waiting', 'attempt', 'unknown', 'dead')) open) s
            where t.name = :name""";

    private static final String DELIVERY = """
            select d.*, c.number, e.uid as event_uid, e.type, e.at, s.uid as shipment_uid, s.attempts,
              case when s.state = 'waiting' then s.due_at end as due_at
            from delivery d join event e on e.id = d.event_id join complaint c on c.id = d.complaint_id and not c.discipline
              left join shipment s on s.id = d.shipment_id
            """;

    private static final String ATTEMPTS = """
            select a.*, s.uid, (select count(*) from shipment_item where shipment_id = s.id) as items
            from shipment_item i join shipment s on s.id = i.shipment_id join delivery_attempt a on a.shipment_id = s.id
            where i.delivery_id = :id order by a.started_at desc, s.id desc, a.no desc limit :limit""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final HubProperties hub;

    DestinationQueries(DataSource dataSource, Clock clock, HubProperties hub) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        template.setQueryTimeout(QUERY_SECONDS);
        this.jdbc = JdbcClient.create(template);
        this.clock = clock;
        this.hub = hub;
    }

    DestinationStatus status(String name, DestinationStates.Deployed deployed) {
        Instant now = clock.instant();
        Instant today =
                LocalDate.ofInstant(now, hub.zone()).atStartOfDay(hub.zone()).toInstant();
        return jdbc.sql(STATUS)
                .param("name", name)
                .param("now", Timestamp.from(now))
                .param("today", Timestamp.from(today))
                .query((row, index) -> statusOf(row, name, deployed))
                .single();
    }

    /** A page of deliveries; in any state, or of any complaint, where that is null. */
    List<Delivery> deliveries(
            String destination, @Nullable String state, @Nullable String complaint, long before, int limit) {
        return jdbc.sql(DELIVERY + """
                        where d.destination = :destination and d.id < :before
                          and (cast(:state as text) is null or d.state = :state)
                          and (cast(:complaint as text) is null
                            or d.complaint_id = (select id from complaint where number = :complaint))
                        order by d.id desc limit :limit""")
                .param("destination", destination)
                .param("before", before)
                .param("state", state, Types.VARCHAR)
                .param("complaint", complaint, Types.VARCHAR)
                .param("limit", limit)
                .query((row, index) -> deliveryOf(row))
                .list();
    }

    Optional<Delivery> delivery(long id) {
        return jdbc.sql(DELIVERY + "where d.id = :id")
                .param("id", id)
                .query((row, index) -> deliveryOf(row))
                .optional();
    }

    /** The last ones, oldest first. */
    List<DeliveryAttempt> attempts(long delivery) {
        List<DeliveryAttempt> newestFirst = jdbc.sql(ATTEMPTS)
                .param("id", delivery)
                .param("limit", MOST_ATTEMPTS)
                .query((row, index) -> attemptOf(row))
                .list();
        List<DeliveryAttempt> attempts = new java.util.ArrayList<>(newestFirst);
        java.util.Collections.reverse(attempts);
        return attempts;
    }

    private static DestinationStatus statusOf(ResultSet row, String name, DestinationStates.Deployed deployed)
            throws SQLException {
        boolean isPaused = deployed.state().equals("running") && row.getTimestamp("paused_at") != null;
        Instant openUntil = instant(row, "open_until");
        return new DestinationStatus(
                name,
                deployed.enabled(),
                isPaused ? "paused" : deployed.state(),
                isPaused ? row.getString("paused_by") : deployed.reason(),
                row.getString("breaker"),
                row.getInt("failures"),
                row.getLong("waiting"),
                instant(row, "oldest"),
                openUntil == null ? instant(row, "retry_at") : openUntil,
                row.getLong("attempt"),
                row.getLong("unknown"),
                row.getLong("dead"),
                row.getLong("today"),
                instant(row, "last_success_at"),
                instant(row, "last_error_at"),
                row.getString("last_error_code"));
    }

    private static Delivery deliveryOf(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("uid"),
                row.getString("destination"),
                row.getLong("complaint_id"),
                row.getString("number"),
                row.getString("event_uid"),
                row.getString("type"),
                row.getTimestamp("at").toInstant(),
                row.getInt("resend"),
                row.getString("state"),
                row.getString("shipment_uid"),
                row.getInt("attempts"),
                row.getString("code"),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "due_at"),
                instant(row, "ended_at"),
                row.getString("decided_by"),
                row.getString("reason"));
    }

    private static DeliveryAttempt attemptOf(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("payload_sha256");
        return new DeliveryAttempt(
                row.getString("uid"),
                row.getInt("items"),
                row.getInt("no"),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "ended_at"),
                row.getString("outcome"),
                row.getString("code"),
                row.getString("response_status"),
                row.getString("response"),
                digest == null ? null : HexFormat.of().formatHex(digest));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return DestinationTable.instant(row.getTimestamp(column));
    }
}
