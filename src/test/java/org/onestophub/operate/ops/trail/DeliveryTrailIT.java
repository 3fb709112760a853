package org.onestophub.operate.ops.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.operations.TraceEntry;
import org.onestophub.support.LedgerSlice;

/** What the trace of a complaint says of destinations, on a real database. */
class DeliveryTrailIT {

    private static final long OURS = 7;
    private static final long OTHER = 8;
    private static LedgerSlice slice;

    @BeforeAll
    static void start(@TempDir Path home) {
        slice = new LedgerSlice(home)
                .rooms("operate.ops.query.LedgerQueries", "operate.ops.trail.DeliveryTrail")
                .start();
    }

    @AfterAll
    static void stop() {
        slice.close();
    }

    @BeforeEach
    void empty() {
        slice.jdbc()
                .sql("truncate delivery, report_paper, shipment, shipment_item, delivery_attempt restart identity")
                .update();
    }

    @Test
    void everyDeliveryIsDueOnceAndEveryAttemptAtItsShipmentIsTold() {
        long shipment = shipment();
        delivery(OURS, "oa", "dead", shipment, "DL-101", null);
        delivery(OTHER, "oa", "sent", shipment, null, null);
        delivery(OURS, "crm", "waiting", null, null, null);
        attempt(shipment, 1, "2026-11-22T00:00:01Z", "failed", "DL-303");
        attempt(shipment, 2, "2026-11-22T00:00:05Z", "refused", "DL-101");

        List<TraceEntry> due = entries("due", 10);
        assertThat(due)
                .extracting(entry -> entry.details().path("destination").asText() + " "
                        + entry.details().path("state").asText())
                .containsExactly("crm waiting", "oa dead");
        assertThat(due.get(1).details().path("endedAt").asText()).isEqualTo("2026-11-22T00:00:09Z");
        assertThat(due.get(0).details().path("endedAt").isNull()).isTrue();
        List<TraceEntry> attempted = entries("attempted", 10);
        assertThat(attempted)
                .extracting(entry ->
                        entry.at() + " " + entry.details().path("attempt").asInt() + " "
                                + entry.details().path("outcome").asText() + " "
                                + entry.details().path("code").asText())
                .containsExactly("2026-11-22T00:00:05Z 2 refused DL-101", "2026-11-22T00:00:01Z 1 failed DL-303");
        assertThat(attempted)
                .allMatch(entry -> entry.details().path("deliveryId").asLong() == 1);
    }

    @Test
    void whoDecidedAndWhyIsToldAndTheTextOfAnAnswerIsNot() {
        long shipment = shipment();
        delivery(OURS, "oa", "discarded", shipment, "DL-101", "entered by hand");
        attempt(shipment, 1, "2026-11-22T00:00:01Z", "refused", "DL-101");

        assertThat(entries("due", 10)).singleElement().satisfies(entry -> {
            assertThat(entry.by()).isEqualTo("ops-a");
            assertThat(entry.details().path("reason").asText()).isEqualTo("entered by hand");
        });
        assertThat(trail(10)).noneMatch(entry -> entry.details().toString().contains("words of the answer"));
    }

    @Test
    void ofALongTrailTheNewestIsTold() {
        long shipment = shipment();
        for (int i = 0; i < 5; i++) {
            delivery(OURS, "oa", "sent", shipment, null, null);
            attempt(shipment, i + 1, "2026-11-22T00:00:0" + i + "Z", "failed", "DL-303");
        }

        assertThat(entries("due", 3))
                .extracting(entry -> entry.details().path("deliveryId").asLong())
                .containsExactly(5L, 4L, 3L);
        assertThat(entries("attempted", 3))
                .extracting(entry -> entry.details().path("attempt").asInt())
                .containsOnly(5);
        assertThat(trail(10)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void aComplaintNobodyWasToldOfHasNoTrail() {
        delivery(OTHER, "oa", "waiting", null, null, null);

        assertThat(trail(10)).isEmpty();
    }

    private static List<TraceEntry> entries(String kind, int max) {
        return trail(max).stream().filter(entry -> entry.kind().equals(kind)).toList();
    }

    private static List<TraceEntry> trail(int max) {
        return slice.get(DeliveryTrail.class).entries(OURS, List.of(), max);
    }

    private static long shipment() {
        return slice.jdbc()
                .sql("insert into shipment (destination, made_at, due_at) values ('oa', now(), now()) returning id")
                .query(Long.class)
                .single();
    }

    private static void delivery(
            long complaint, String destination, String state, Long shipment, String code, String reason) {
        long id = slice.jdbc()
                .sql("""
                        insert into delivery (destination, event_id, complaint_id, state, shipment_id, code, created_at, ended_at,
                          decided_by, reason)
                        values (:destination, (select count(*) from delivery), :complaint, :state, :shipment, :code,
                          timestamptz '2026-11-22T00:00:00Z',
                          case when :state <> 'waiting' then timestamptz '2026-11-22T00:00:09Z' end,
                          case when cast(:reason as text) is not null then 'ops-a' end, :reason)
                        returning id""")
                .param("destination", destination)
                .param("complaint", complaint)
                .param("state", state)
                .param("shipment", shipment)
                .param("code", code)
                .param("reason", reason)
                .query(Long.class)
                .single();
        if (shipment != null) {
            slice.jdbc()
                    .sql("insert into shipment_item values (:shipment, :id, :id)")
                    .param("shipment", shipment)
                    .param("id", id)
                    .update();
        }
    }

    private static void attempt(long shipment, int no, String at, String outcome, String code) {
        slice.jdbc()
                .sql("""
                        insert into delivery_attempt (shipment_id, no, started_at, ended_at, outcome, code, response_status,
                          response)
                        values (:shipment, :no, :at, :at, :outcome, :code, '400', 'words of the answer')""")
                .param("shipment", shipment)
                .param("no", no)
                .param("at", java.sql.Timestamp.from(Instant.parse(at)))
                .param("outcome", outcome)
                .param("code", code)
                .update();
    }
}
