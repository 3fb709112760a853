package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.contract.OutboundMappings;
import org.onestophub.pipeline.record.RecordStep;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Snapshots, and what both sides have after any number of deaths. */
class SnapshotIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir
    Path home;

    @Test
    void snapshotAndChangesAfterItsCursorAreExactlyAllAlsoWhereEventsHaveNoNumberYet() {
        try (FeedRig rig = new FeedRig(home)) {
            IntStream.range(0, 8).forEach(i -> record(rig, "k" + i));
            rig.number();
            revise(rig, 0, "again");
            record(rig, "new");
            Map<String, ObjectNode> states = new HashMap<>();
            String cursor;
            try (Snapshot snapshot = rig.cases.get(Snapshots.class).make(rig.view)) {
                List<ObjectNode> lines = FeedRig.linesOf(snapshot.file());
                cursor = snapshot.cursor();
                assertThat(lines.get(0).at("/snapshot/cursor").asText()).isEqualTo(cursor);
                assertThat(lines).hasSize(9);
                assertThat(snapshot.events()).isEqualTo(8);
                lines.subList(1, 9)
                        .forEach(event -> states.put(event.get("subject").asText(), event));
                assertThat(states.values())
                        .containsExactlyInAnyOrderElementsOf(rig.page(null, 500).events());
            }
            rig.number();
            List<ObjectNode> after = rig.page(cursor, 500).events();

            assertThat(after)
                    .extracting(event -> event.get("type").asText())
                    .containsExactly("complaint.updated", "complaint.created");
            after.forEach(event -> states.put(event.get("subject").asText(), event));
            assertThat(states.keySet()).isEqualTo(rig.truth().keySet());
        }
    }

    @Test
    void readersKilledAnywhereEndWithTheHubsState() {
        try (FeedRig rig = new FeedRig(home)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                Random chance = new Random(1);
                for (int i = 0; i < 50; i++) {
                    record(rig, "case " + i);
                    revise(rig, chance.nextInt(i + 1), "more " + i);
                }
            });
            CompletableFuture<Void> numbering = CompletableFuture.runAsync(() -> {
                while (!writing.isDone()) {
                    rig.number();
                }
                rig.number();
            });
            List<DistrictReader> readers = IntStream.range(0, 3)
                    .mapToObj(seed -> new DistrictReader(rig, seed))
                    .toList();
            await().atMost(SOON)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        boolean last = numbering.isDone();
                        readers.stream()
                                .filter(reader -> !reader.done)
                                .forEach(reader -> reader.done = reader.readOn() && last);
                        return readers.stream().allMatch(reader -> reader.done);
                    });
            numbering.join();

            Map<String, ObjectNode> hub = new HashMap<>();
            try (Snapshot snapshot = rig.cases.get(Snapshots.class).make(rig.view)) {
                List<ObjectNode> lines = FeedRig.linesOf(snapshot.file());
                lines.subList(1, lines.size())
                        .forEach(event -> hub.put(event.get("subject").asText(), event));
            }
            assertThat(hub.keySet()).isEqualTo(rig.truth().keySet()).hasSize(50);
            for (DistrictReader reader : readers) {
                assertThat(reader.deaths).isPositive();
                assertThat(reader.complaints).isEqualTo(hub);
                assertAgrees(rig, reader);
            }
        }
    }

    /** As of its own cursor the hub adds up a reader's complaints as the reader does itself. */
    private static void assertAgrees(FeedRig rig, DistrictReader reader) {
        String day = reader.complaints
                .values()
                .iterator()
                .next()
                .get("time")
                .asText()
                .substring(0, 10);
        Reconciliation.Day sums = rig.cases
                .get(Reconciliation.class)
                .of(LocalDate.parse(day), rig.feed().numberOf(reader.cursor, rig.view), rig.view);
        assertThat(sums.complaints().sha256()).isEqualTo(DistrictReader.digest(reader.complaints, day, "subject"));
        if (reader.events.size() == sums.events().count()) {
            assertThat(sums.events().sha256()).isEqualTo(DistrictReader.digest(reader.events, day, "id"));
        }
    }

    @Test
    void dayEndsAtMidnightOfTheHubsZoneAndIsAddedUpAsOfAPosition() {
        try (FeedRig rig = new FeedRig(home)) {
            IntStream.range(0, 4).forEach(i -> record(rig, "k" + i));
            revise(rig, 1, "more");
            rig.number();
            // 16:00 UTC is midnight in Shanghai
            at(rig, 1, "2026-11-20T15:59:59.999Z");
            at(rig, 2, "2026-11-20T16:00:00Z");
            at(rig, 3, "2026-11-21T15:59:59Z");
            at(rig, 4, "2026-11-21T16:00:00Z");
            at(rig, 5, "2026-11-21T15:00:00Z");
            Map<String, ObjectNode> events = new HashMap<>();
            rig.page(null, 10)
                    .events()
                    .forEach(event -> events.put(event.get("id").asText(), event));
            Reconciliation reconciliation = rig.cases.get(Reconciliation.class);

            Reconciliation.Day whole = reconciliation.of(LocalDate.parse("2026-11-21"), 5, rig.view);
            assertThat(whole.events().count()).isEqualTo(3);
            assertThat(whole.events().sha256()).isEqualTo(DistrictReader.digest(events, "2026-11-21", "id"));
            assertThat(whole.complaints().count()).isEqualTo(2);
            Reconciliation.Day earlier = reconciliation.of(LocalDate.parse("2026-11-21"), 4, rig.view);
            assertThat(earlier.events().count()).isEqualTo(2);
            assertThat(earlier.complaints().count()).isEqualTo(2);
            assertThat(earlier.cursor()).isNotEqualTo(whole.cursor());
            assertThat(reconciliation
                            .of(LocalDate.parse("2020-01-01"), 5, rig.view)
                            .events()
                            .sha256())
                    .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }
    }

    @Test
    void complaintsOfAHundredMegabytesPassThroughBoundedMemory() throws IOException, NoSuchAlgorithmException {
        List<Long> live = new ArrayList<>();
        int[] seen = {0};
        OutboundMappings shipped = FeedRig.shipped();
        OutboundMappings watched = new OutboundMappings() {
            @Override
            public boolean tellsOutcome(String mapping) {
                return false;
            }

            @Override
            public boolean tellsWarnings(String mapping) {
                return false;
            }

            @Override
            public boolean knows(String mapping) {
                return shipped.knows(mapping);
            }

            @Override
            public JsonNode shape(String mapping, JsonNode event) {
                if (++seen[0] % 2_000 == 1) {
                    System.gc();
                    live.add(Runtime.getRuntime().totalMemory()
                            - Runtime.getRuntime().freeMemory());
                }
                // without the abstract, whose masking takes nearly all of the time; it is of one complaint alone
                return shipped.shape("district-case-level", event);
            }
        };
        try (FeedRig rig = new FeedRig(home, FeedRig.BOUNDS, watched)) {
            fill(rig.cases.jdbc(), 7_000, 9_000);
            rig.number();
            try (Snapshot snapshot = rig.cases.get(Snapshots.class).make(rig.view)) {
                assertThat(snapshot.events()).isEqualTo(7_000);
                byte[] file = Files.readAllBytes(snapshot.file());
                assertThat(file).hasSize((int) snapshot.size());
                assertThat(MessageDigest.getInstance("SHA-256").digest(file)).isEqualTo(snapshot.sha256());
                assertThat(FeedRig.linesOf(snapshot.file())).hasSize(7_001);
            }
            // all documents together are 120 MB as Java's text
            assertThat(live).hasSize(4);
            assertThat(live.get(3) - live.get(0)).isLessThan(20_000_000);
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void snapshotBeyondItsBoundsIsGivenUpAndLeavesNothing() throws IOException {
        DistrictProperties small = new DistrictProperties(2, 5_000, DataSize.ofBytes(100), Duration.ofMinutes(5));
        try (FeedRig rig = new FeedRig(home, small, FeedRig.shipped())) {
            fill(rig.cases.jdbc(), 5_000, 10);
            rig.number();
            assertThatThrownBy(() -> rig.cases.get(Snapshots.class).make(rig.view))
                    .hasMessageContaining("DI-201");
            assertThat(left()).isEmpty();
            // the place is free again
            assertThatThrownBy(() -> rig.cases.get(Snapshots.class).make(rig.view))
                    .hasMessageContaining("DI-201");
        }
        DistrictProperties hasty = new DistrictProperties(2, 5_000, DataSize.ofMegabytes(1), Duration.ZERO);
        try (FeedRig rig = new FeedRig(home, hasty, FeedRig.shipped())) {
            assertThatThrownBy(() -> rig.cases.get(Snapshots.class).make(rig.view))
                    .hasMessageContaining("DI-201");
        }
    }

    @Test
    void oneSnapshotAKeyAndAsManyAsAdmitted() {
        try (FeedRig rig = new FeedRig(home)) {
            Snapshots snapshots = rig.cases.get(Snapshots.class);
            try (Snapshot first = snapshots.make(rig.view)) {
                assertThat(first.events()).isZero();
                assertThatThrownBy(() -> snapshots.make(rig.view)).hasMessageContaining("DI-301");
                assertThatThrownBy(() -> snapshots.make(rig.view("other"))).hasMessageContaining("DI-301");
            }
            snapshots.make(rig.view("other")).close();
        }
    }

    @Test
    void whatAKilledHubLeftIsClearedAway() throws IOException {
        Path folder = Files.createDirectories(home.resolve("district"));
        Files.writeString(folder.resolve("snapshot-left.ndjson.gz"), "half");

        new FeedRig(home).close();

        assertThat(left()).isEmpty();
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("district"))) {
            return files.toList();
        }
    }

    private static void record(FeedRig rig, String key) {
        rig.cases.record(rig.cases.receipt(), thing(key, document(key)));
    }

    /** The case that was opened as the {@code index}-th gets another revision. */
    private static void revise(FeedRig rig, int index, String facts) {
        long id = rig.cases
                .jdbc()
                .sql("select id from complaint order by id offset :index limit 1")
                .param("index", index)
                .query(Long.class)
                .single();
        RecordStep record = rig.cases.get(RecordStep.class);
        CaseFile file = record.open(List.of(id)).get(0);
        ObjectNode document = file.document().deepCopy();
        document.withObject("/matter").put("facts", facts);
        record.amend(List.of(file.with(document)));
    }

    private static void at(FeedRig rig, long number, String instant) {
        rig.cases
                .jdbc()
                .sql("update event set at = cast(:at as timestamptz) where feed_no = :number")
                .param("at", Instant.parse(instant).toString())
                .param("number", number)
                .update();
    }

    private static void fill(JdbcClient jdbc, int complaints, int chars) {
        jdbc.sql("""
                with c as (
                  insert into complaint (number, channel, revision, document, received_at, updated_at)
                  select '261122-' || lpad(n::text, 7, '0') || '-1', 'email', 1,
                    jsonb_build_object('number', n, 'receivedAt', '2026-11-22T01:00:00Z', 'zone', 'Asia/Shanghai',
                      'channel', 'email', 'matter', jsonb_build_object('facts', repeat('长', :chars))), now(), now()
                  from generate_series(1, :complaints) as n
                  returning id, document),
                r as (
                  insert into complaint_revision (complaint_id, revision, document, at)
                  select id, 1, document, now() from c)
                insert into event (complaint_id, revision, type, at) select id, 1, 'complaint.created', now() from c
                """).param("complaints", complaints).param("chars", chars).update();
    }
}
