package org.onestophub.outlet.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.EventEnvelope;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.AlarmRecipients;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Puts deliveries together to shipments, and reads what is in one. Every method works in the caller's transaction. */
@Component
class ShipmentItems {

    /** All items of a shipment are in memory at once, in three forms. */
    private static final long MOST_CHARS = 32L * 1024 * 1024;

    /** If an item may go, so may every earlier one of its complaint that waits; they come before it in this list. */
    private static final String FREE = """
            select d.id, d.created_at from delivery d
            where d.destination = :destination and d.state = 'waiting' and d.shipment_id is null
              and not exists (
                select from delivery b where b.destination = d.destination and b.complaint_id = d.complaint_id
                  and b.id < d.id and b.state in ('waiting', 'attempt', 'unknown') and b.shipment_id is not null)
            order by d.id limit :batch""";

    private static final String LENGTHS = """
            select length(r.document::text)
                + coalesce((select length(s.document::text) from status_event s where s.id = e.status_id), 0)
              from delivery d join event e on e.id = d.event_id
              join revision_document r on r.complaint_id = e.complaint_id and r.revision = e.revision
            where d.id = any(:ids) order by d.id""";

    /** The texts of a status are not in the event. Destinations of the hub may get them until they are erased. */
    private static final String ITEMS = """
            select d.uid as delivery, e.uid, e.type, e.at, e.feed_no, c.number, r.document::text as document,
              (e.about || coalesce((select jsonb_build_object('words', jsonb_strip_nulls(jsonb_build_object(
                  'text', s.document -> 'text', 'explanation', s.document -> 'explanation',
                  'reason', s.document -> 'reason', 'result', s.document -> 'result')))
                from status_event s where s.id = e.status_id), '{}'))::text as about
            from delivery d join event e on e.id = d.event_id join complaint c on c.id = e.complaint_id
              join revision_document r on r.complaint_id = e.complaint_id and r.revision = e.revision
            where d.shipment_id = :shipment order by d.id""";

    private final JdbcClient jdbc;
    private final EventEnvelope envelope;
    private final AlarmRecipients recipients;
    private final PaperTable papers;

    ShipmentItems(JdbcClient jdbc, EventEnvelope envelope, AlarmRecipients recipients, PaperTable papers) {
        this.papers = papers;
        this.jdbc = jdbc;
        this.envelope = envelope;
        this.recipients = recipients;
    }

    private record Free(long id, Instant since) {}

    /** Makes a shipment of what waits longest, if that is enough or has waited long enough. Gives its id. */
    Optional<Long> compose(DeliverySettings settings, Instant now) {
        List<Free> free = jdbc.sql(FREE)
                .param("destination", settings.destination())
                .param("batch", settings.batch())
                .query((row, index) -> new Free(
                        row.getLong("id"), row.getTimestamp("created_at").toInstant()))
                .list();
        boolean isFull = free.size() == settings.batch();
        if (free.isEmpty()
                || !isFull && free.get(0).since().plus(settings.maxWait()).isAfter(now)) {
            return Optional.empty();
        }
        return Optional.of(pack(settings.destination(), within(free), now));
    }

    /** Fixes these deliveries, in their order, as a new shipment that is due at once. */
    long pack(String destination, List<Long> deliveries, Instant now) {
        long id = jdbc.sql("""
                        insert into shipment (destination, made_at, due_at) values (:destination, :now, :now)
                        returning id""")
                .param("destination", destination)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single();
        jdbc.sql("""
                        with packed as (
                          insert into shipment_item (shipment_id, place, delivery_id)
                          select :id, place, delivery from unnest(cast(:deliveries as bigint[]))
                            with ordinality as row(delivery, place))
                        update delivery set shipment_id = :id, state = 'waiting' where id = any(:deliveries)""")
                .param("id", id)
                .param("deliveries", deliveries.toArray(Long[]::new))
                .update();
        return id;
    }

    /** What is handed over. It has fewer items than it was made of if the ledger lost one. */
    Shipment shipment(long id, String destination, int attempt) {
        List<Shipment.Item> items = jdbc.sql(ITEMS)
                .param("shipment", id)
                .query((row, index) -> itemOf(row))
                .list();
        if (items.isEmpty()) {
            items = papers.item(id).map(List::of).orElse(items);
        }
        String uid = jdbc.sql("select uid from shipment where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        return new Shipment(uid, destination, attempt, items);
    }

    /** The first of them whose texts together are within bounds, at least one. */
    private List<Long> within(List<Free> free) {
        List<Long> ids = free.stream().map(Free::id).toList();
        if (ids.size() == 1) {
            return ids;
        }
        List<Long> lengths = jdbc.sql(LENGTHS)
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
        long chars = 0;
        int count = 0;
        for (long length : lengths) {
            chars += length;
            if (chars > MOST_CHARS) {
                break;
            }
            count++;
        }
        return ids.subList(0, Math.max(count, 1));
    }

    private Shipment.Item itemOf(ResultSet row) throws SQLException {
        String text = envelope.text(
                envelope.head(
                        row.getString("uid"),
                        row.getString("type"),
                        row.getString("number"),
                        row.getTimestamp("at").toInstant(),
                        row.getLong("feed_no")),
                row.getString("document"),
                row.getString("about"));
        return new Shipment.Item(row.getString("delivery"), withRecipients(eventOf(text)));
    }

    /** An alarm and a duty get {@code recipients}, an object with {@code mails} and {@code mobiles}. */
    private JsonNode withRecipients(JsonNode event) {
        if (event.path("alarm") instanceof ObjectNode alarm) {
            List<String> roles = new ArrayList<>();
            alarm.path("whom").forEach(role -> roles.add(role.asText()));
            addRecipients(alarm, alarm.path("institution").asText(), roles);
        }
        if (event.path("duty") instanceof ObjectNode duty) {
            addRecipients(
                    duty,
                    event.at("/data/institution/uscc").asText(),
                    List.of(duty.path("responsible").asText()));
        }
        return event;
    }

    private void addRecipients(ObjectNode about, String institution, List<String> roles) {
        AlarmRecipients.Reach reach = recipients.reach(institution, roles);
        ObjectNode shown = about.putObject("recipients");
        reach.mails().forEach(shown.putArray("mails")::add);
        reach.mobiles().forEach(shown.putArray("mobiles")::add);
    }

    private static JsonNode eventOf(String text) throws SQLException {
        try {
            return CanonicalJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SQLException("a jsonb column always parses");
        }
    }
}
