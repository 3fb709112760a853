package org.onestophub.outlet.deliver;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.AlarmRecipients;
import org.onestophub.outlet.deliver.broker.Broker;
import org.onestophub.outlet.deliver.broker.BrokerProperties;
import org.onestophub.outlet.deliver.broker.TestBrokers;
import org.onestophub.platform.store.HubHome;
import org.onestophub.support.HandClock;
import org.onestophub.support.LedgerSlice;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Delivery on a real database, with a clock moved by hand; without broker and Camel. */
final class DeliveryRig implements AutoCloseable {

    final HandClock clock = new HandClock("2026-11-02T00:00:00Z");
    private final LedgerSlice slice;
    private ShipmentClaims claims;
    private long feed;

    DeliveryRig(Path home) throws Exception {
        BrokerProperties broker = new BrokerProperties("", "", "", "", -1, false, Map.of());
        slice = new LedgerSlice(home)
                .with(Clock.class, clock)
                .with(AlarmRecipients.class, (institution, roles) -> new AlarmRecipients.Reach(List.of(), List.of()))
                .with(RandomGenerator.class, new Random(1))
                .rooms(
                        "platform.store.HubHome",
                        "outlet.deliver.DestinationTable",
                        "outlet.deliver.DeliveryTable",
                        "outlet.deliver.PaperTable",
                        "outlet.deliver.ShipmentItems",
                        "outlet.deliver.ShipmentClaims",
                        "outlet.deliver.ShipmentEnds",
                        "outlet.deliver.Resends",
                        "outlet.deliver.QueueDrops",
                        "outlet.deliver.DestinationQueries",
                        "outlet.deliver.DestinationOperations",
                        "outlet.deliver.DestinationStates")
                // a broker that is never asked
                .with(BrokerProperties.class, broker)
                .with(Broker.class, TestBrokers.of(broker, null))
                .start();
        claims = slice.get(ShipmentClaims.class);
    }

    @Override
    public void close() {
        slice.close();
    }

    /** Forgets everything. */
    void empty() {
        jdbc().sql(
                        "truncate event, complaint, feed_reject, erasure, complaint_revision, complaint_alias,"
                                + " complaint_claim, duty, case_status, complaint_fact, destination, delivery, shipment, shipment_item, delivery_attempt cascade")
                .update();
        feed = 0;
    }

    <T> T get(Class<T> type) {
        return slice.get(type);
    }

    JdbcClient jdbc() {
        return slice.jdbc();
    }

    /** What a kill and a new start of the hub come to, as far as delivery is concerned. */
    void killAndStart() {
        claims = new ShipmentClaims(
                jdbc(),
                get(TransactionTemplate.class),
                clock,
                get(DestinationTable.class),
                get(ShipmentItems.class),
                get(HubHome.class));
    }

    /** A destination that has a route. */
    void deployed(String... names) {
        for (String name : names) {
            get(DestinationStates.class).set(name, true, "running", "");
        }
    }

    /** Records an event of a complaint, numbered for the feed. */
    UUID event(String complaint) {
        return event(complaint, "{\"channel\":\"email\",\"matter\":{\"facts\":\"words\"}}");
    }

    UUID event(String complaint, String document) {
        Timestamp now = Timestamp.from(clock.instant());
        long id = jdbc().sql("""
            insert into complaint (number, channel, revision, document, received_at, updated_at)
            values (:number, 'email', 0, '{}', :now, :now)
            on conflict (number) do update set revision = complaint.revision returning id\
            """)
                .param("number", complaint)
                .param("now", now)
                .query(Long.class)
                .single();
        int revision = jdbc().sql("update complaint set revision = revision + 1 where id = :id returning revision")
                .param("id", id)
                .query(Integer.class)
                .single();
        return jdbc().sql("""
            with r as (insert into complaint_revision (complaint_id, revision, document, at)
              values (:id, :revision, cast(:document as jsonb), :now))
            insert into event (complaint_id, revision, type, at, feed_no, batch_no, relayed_at)
            values (:id, :revision, :type, :now, :feed, :feed, :now) returning uid\
            """)
                .param("id", id)
                .param("revision", revision)
                .param("document", document)
                .param("type", revision == 1 ? "complaint.created" : "complaint.updated")
                .param("now", now)
                .param("feed", ++feed)
                .query(UUID.class)
                .single();
    }

    /** An event that the destination must get. */
    UUID delivered(DeliverySettings settings, String complaint) {
        UUID event = event(complaint);
        get(DeliveryTable.class).write(settings.destination(), List.of(event), settings.filter());
        return event;
    }

    Optional<ShipmentClaims.Claimed> claim(DeliverySettings settings) {
        return claims.claim(settings);
    }

    void end(ShipmentClaims.Claimed claimed, AttemptEnd ending, DeliverySettings settings) {
        get(ShipmentEnds.class).end(claimed, ending, settings);
    }

    ShippingWorker shipping(DeliverySettings settings, Function<Shipment, AttemptEnd> sink) {
        return new ShippingWorker(claims, get(ShipmentEnds.class), settings, sink, () -> false);
    }

    /** "complaint revision state" of all deliveries of a destination, in their order. */
    List<String> deliveries(String destination) {
        return jdbc().sql("""
            select c.number || ' ' || e.revision || ' ' || d.state from delivery d
              join event e on e.id = d.event_id join complaint c on c.id = d.complaint_id
            where d.destination = :destination order by d.id\
            """)
                .param("destination", destination)
                .query(String.class)
                .list();
    }

    long idOf(String destination, int place) {
        return jdbc().sql("select id from delivery where destination = :destination order by id limit 1 offset :place")
                .param("destination", destination)
                .param("place", place)
                .query(Long.class)
                .single();
    }

    /** "complaint revision" of what is in a shipment. */
    static List<String> itemsOf(ShipmentClaims.Claimed claimed) {
        return itemsOf(claimed.shipment());
    }

    static List<String> itemsOf(Shipment shipment) {
        return shipment.items().stream()
                .map(item -> item.event().path("subject").asText() + " "
                        + item.event().path("sequence").asText())
                .toList();
    }

    static Settings settings(String destination) {
        return new Settings(destination);
    }

    /** Settings with the defaults, changed one by one. */
    static final class Settings {
        private final String destination;
        private int batch = 1;
        private boolean idempotent;
        private int maxAttempts;
        private int breakerFailures = 5;
        private int ratePerMinute;
        private EventFilter filter = EventFilter.ALL;

        private Settings(String destination) {
            this.destination = destination;
        }

        Settings batch(int items) {
            batch = items;
            return this;
        }

        Settings idempotent() {
            idempotent = true;
            return this;
        }

        Settings maxAttempts(int attempts) {
            maxAttempts = attempts;
            return this;
        }

        Settings breakerFailures(int failures) {
            breakerFailures = failures;
            return this;
        }

        Settings ratePerMinute(int rate) {
            ratePerMinute = rate;
            return this;
        }

        Settings filter(EventFilter events) {
            filter = events;
            return this;
        }

        DeliverySettings made() {
            return new DeliverySettings(
                    destination,
                    batch,
                    Duration.ofSeconds(10),
                    1,
                    idempotent,
                    maxAttempts,
                    Duration.ofHours(72),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(15),
                    breakerFailures,
                    Duration.ofSeconds(30),
                    ratePerMinute,
                    Duration.ofMinutes(2),
                    filter);
        }
    }
}
