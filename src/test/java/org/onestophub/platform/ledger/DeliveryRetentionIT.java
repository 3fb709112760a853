package org.onestophub.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.LedgerSlice;

/** What of the deliveries goes when its time is over, and what must not, on a real database. */
class DeliveryRetentionIT {

    private static final Instant NOW = Instant.parse("2030-03-15T00:00:00Z");
    private static final int OLD = 401;
    private static final int YOUNG = 399;
    private static final int FRESH = 10;

    private static LedgerSlice slice;
    private static int events;

    @BeforeAll
    static void start(@TempDir Path home) {
        slice = new LedgerSlice(home)
                .with(Clock.class, Clock.fixed(NOW, ZoneOffset.UTC))
                .with(
                        RetentionProperties.class,
                        new RetentionProperties(
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ZERO,
                                Duration.ofDays(400),
                                Duration.ofDays(90),
                                Duration.ofDays(1096)))
                .rooms(
                        "platform.store.HubHome",
                        "platform.blob.BlobTable",
                        "platform.blob.BlobStore",
                        "platform.ledger.PruneTable",
                        "platform.ledger.DeliveryPrunes",
                        "platform.ledger.Retention")
                .start();
    }

    @AfterAll
    static void stop() {
        slice.close();
    }

    @BeforeEach
    void empty() {
        slice.jdbc()
                .sql(
                        "truncate delivery, report_paper, shipment, shipment_item, delivery_attempt, feed_given, retention_run")
                .update();
    }

    @Test
    void endedDeliveriesGoWithShipmentItemsAndAttempts() {
        for (String state : List.of("sent", "resent", "discarded")) {
            item(shipment(OLD, "words"), state, OLD);
        }
        item(shipment(YOUNG, "words"), "sent", YOUNG);
        run();

        assertThat(states()).containsExactly("sent");
        assertThat(count("shipment")).isOne();
        assertThat(count("shipment_item")).isOne();
        assertThat(count("delivery_attempt")).isOne();
        assertThat(lastRun()).isEqualTo("3 1 0");
        run();
        assertThat(lastRun()).isEqualTo("0 0 0");
    }

    @Test
    void whatWaitsIsUnknownOrNeedsADecisionStaysAndSoDoesWhatItsFilterKeptBack() {
        for (String state : List.of("waiting", "attempt", "unknown", "dead", "filtered")) {
            item(shipment(OLD, "words"), state, OLD);
        }
        run();

        assertThat(states()).containsExactly("waiting", "attempt", "unknown", "dead", "filtered");
        assertThat(responses())
                .as("a person reads it to decide")
                .containsExactly("words", "words", "words", "words", "-");
    }

    @Test
    void shipmentGoesWithTheLastOfItsItems() {
        long shared = shipment(OLD, "words");
        item(shared, "sent", OLD);
        item(shared, "sent", YOUNG);
        long undecided = shipment(OLD, "words");
        item(undecided, "resent", OLD);
        item(undecided, "dead", OLD);
        run();

        assertThat(states()).containsExactly("sent", "dead");
        assertThat(count("shipment")).isEqualTo(2);
        assertThat(count("delivery_attempt")).isEqualTo(2);
        assertThat(responses()).containsExactly("-", "words");
    }

    @Test
    void splitShipmentStaysAsLongAsADeliveryThatWasInIt() {
        long split = shipment(OLD, "words");
        long first = item(split, "sent", OLD);
        long second = item(split, "sent", YOUNG);
        moved(first, shipment(OLD, null));
        moved(second, shipment(YOUNG, null));
        run();

        assertThat(states()).containsExactly("sent");
        assertThat(count("shipment")).isEqualTo(2);
        assertThat(count("shipment_item")).isEqualTo(2);
    }

    @Test
    void answersLoseTheirTextEarlierAndTheAttemptStays() {
        item(shipment(91, "words"), "sent", 91);
        item(shipment(FRESH, "words"), "sent", FRESH);
        run();

        assertThat(responses()).containsExactly("-", "words");
        assertThat(slice.jdbc()
                        .sql("select response_status from delivery_attempt")
                        .query(String.class)
                        .list())
                .containsExactly("200", "200");
        assertThat(lastRun()).isEqualTo("0 1 0");
    }

    @Test
    void recordsOfTheFeedGoAfterThreeYears() {
        for (int days : List.of(1097, 1095)) {
            slice.jdbc()
                    .sql(
                            "insert into feed_given (at, key_name, profile, kind, first_no, last_no, events) "
                                    + "values (cast(:now as timestamptz) - :days * interval '1 day', 'k', 'p', 'changes', 1, 1, 1)")
                    .param("now", NOW.toString())
                    .param("days", days)
                    .update();
        }
        run();

        assertThat(count("feed_given")).isOne();
        assertThat(lastRun()).isEqualTo("0 0 1");
    }

    private static void run() {
        slice.get(Retention.class).run();
    }

    private static long shipment(int daysAgo, String response) {
        long id = slice.jdbc()
                .sql("insert into shipment (destination, state, made_at, due_at, attempts) "
                        + "values ('oa', 'sent', now(), now(), 1) returning id")
                .query(Long.class)
                .single();
        slice.jdbc()
                .sql(
                        "insert into delivery_attempt (shipment_id, no, started_at, ended_at, outcome, response_status, response) "
                                + "values (:id, 1, now(), cast(:now as timestamptz) - :days * interval '1 day', 'sent', '200', :text)")
                .param("id", id)
                .param("now", NOW.toString())
                .param("days", daysAgo)
                .param("text", response)
                .update();
        return id;
    }

    private static long item(long shipment, String state, int daysAgo) {
        long id = slice.jdbc()
                .sql("insert into delivery (destination, event_id, complaint_id, state, shipment_id, created_at, "
                        + "ended_at) values ('oa', :event, 1, :state, :shipment, now(), "
                        + "cast(:now as timestamptz) - :days * interval '1 day') returning id")
                .param("event", ++events)
                .param("state", state)
                .param("shipment", shipment)
                .param("now", NOW.toString())
                .param("days", daysAgo)
                .query(Long.class)
                .single();
        place(shipment, id);
        return id;
    }

    private static void moved(long delivery, long shipment) {
        slice.jdbc()
                .sql("update delivery set shipment_id = :shipment where id = :id")
                .param("shipment", shipment)
                .param("id", delivery)
                .update();
        place(shipment, delivery);
    }

    private static void place(long shipment, long delivery) {
        slice.jdbc()
                .sql("insert into shipment_item values (:shipment, :delivery, :delivery)")
                .param("shipment", shipment)
                .param("delivery", delivery)
                .update();
    }

    private static List<String> states() {
        return slice.jdbc()
                .sql("select state from delivery order by id")
                .query(String.class)
                .list();
    }

    private static List<String> responses() {
        return slice.jdbc()
                .sql("select coalesce(response, '-') from delivery_attempt order by shipment_id")
                .query(String.class)
                .list();
    }

    private static long count(String table) {
        return slice.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    /** Deliveries, answers, records of the feed. */
    private static String lastRun() {
        return slice.jdbc()
                .sql("select concat_ws(' ', deliveries, responses, given) from retention_run order by id desc limit 1")
                .query(String.class)
                .single();
    }
}
