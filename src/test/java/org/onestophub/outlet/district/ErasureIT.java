package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.support.CaseRig.broken;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.intake.receive.Intake;
import org.onestophub.problem.Problem;

/** A complaint whose content is taken away: what is left of it in the ledger, and what its readers hear. */
class ErasureIT {

    private static final String NAME = "测试卡娜丽";
    private static final String BIRD = "zqcanary";
    private static final String REASON = "request 17, granted";

    @TempDir
    static Path home;

    private static FeedRig rig;
    private static Erasures erasures;

    @BeforeAll
    static void open() {
        rig = new FeedRig(home);
        erasures = rig.cases.get(Erasures.class);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void empty() {
        rig.cases.empty();
        rig.cases
                .jdbc()
                .sql(
                        "truncate feed_given, blob_unused, receipt_edit, letter_page, delivery, report_paper, shipment, shipment_item,"
                                + " delivery_attempt")
                .update();
    }

    @Test
    void nothingOfItIsLeftInTheDatabase() throws IOException {
        String number = canaryEverywhere();
        assertThat(tablesWithACanary())
                .contains(
                        "complaint",
                        "complaint_alias",
                        "complaint_revision",
                        "delivery_attempt",
                        "feed_reject",
                        "held",
                        "receipt",
                        "receipt_edit",
                        "receipt_item",
                        "receipt_key",
                        "search_due");
        List<String> digests = digests();

        Erasures.Erased erased = erasures.erase(number, REASON, "boss");

        assertThat(tablesWithACanary()).isEmpty();
        assertThat(erased.receipts()).isEqualTo(3);
        assertThat(erased.shared()).isEmpty();
        assertThat(digests()).as("receipts keep digest, size, time and outcome").isEqualTo(digests);
        assertThat(rig.cases.count("blob_unused")).isEqualTo(1);
        assertThat(rig.cases
                        .jdbc()
                        .sql("select reason || ' ' || key_name from erasure")
                        .query(String.class)
                        .single())
                .isEqualTo(REASON + " boss");
    }

    @Test
    void whatIsLeftIsAComplaintThatEveryMappingCanShape() throws IOException {
        String number = canaryEverywhere();
        rig.cases
                .jdbc()
                .sql("update complaint set document = jsonb_set(document, '{arrivals}', cast(:arrivals as jsonb))")
                .param("arrivals", everything().get("arrivals").toString())
                .update();
        erasures.erase(number, REASON, "boss");
        ObjectNode left = (ObjectNode) FeedRig.JSON.readTree(rig.cases
                .jdbc()
                .sql("select document::text from complaint")
                .query(String.class)
                .single());

        assertThat(left.get("number").asText()).isEqualTo(number);
        assertThat(left.at("/arrivals/0/sha256").asText()).hasSize(64);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(FeedRig.JSON.readTree(Files.readString(Path.of("mappings/complaint.schema.json"))))
                        .validate(left))
                .isEmpty();
        ObjectNode event = FeedRig.JSON
                .createObjectNode()
                .put("id", "1")
                .put("type", "complaint.erased")
                .put("subject", number)
                .put("time", "2026-11-22T01:00:00Z")
                .put("sequence", "1");
        event.set("data", left);
        for (String mapping : List.of(
                "oa-webhook",
                "report-file",
                "office-mail",
                "case-table",
                "his-hl7",
                "partner-queue",
                "district-case-level")) {
            assertThat(FeedRig.shipped().shape(mapping, event)).as(mapping).isNotEmpty();
        }
    }

    @Test
    void readersHearOfItAndFindNoContentAnyMore() {
        String number = record(rig.cases.receipt(), "gone");
        record(rig.cases.receipt(), "stays");
        rig.number();
        List<ObjectNode> before = rig.page(null, 10).events();
        erasures.erase(number, REASON, "boss");
        rig.number();

        List<ObjectNode> events = rig.page(null, 10).events();

        assertThat(events)
                .extracting(event -> event.get("type").asText())
                .containsExactly("complaint.created", "complaint.created", "complaint.erased");
        assertThat(events.get(0).get("data").isNull()).isTrue();
        assertThat(events.get(0).has(FeedEvents.PROBLEM)).isFalse();
        assertThat(events.get(0).get("id")).isEqualTo(before.get(0).get("id"));
        assertThat(events.get(1)).isEqualTo(before.get(1));
        assertThat(events.get(2).get("subject").asText()).isEqualTo(number);
        assertThat(events.get(2).get("data").isNull()).isTrue();
        assertThat(rig.feed().latest(rig.view, EventReference.of(number))).contains(events.get(2));
        try (Snapshot snapshot = rig.cases.get(Snapshots.class).make(rig.view)) {
            List<ObjectNode> lines = FeedRig.linesOf(snapshot.file());
            assertThat(lines.subList(1, lines.size())).containsExactlyInAnyOrder(events.get(1), events.get(2));
        }
        assertSumsAreComputable(events);
    }

    private static void assertSumsAreComputable(List<ObjectNode> read) {
        Map<String, ObjectNode> events = new HashMap<>();
        Map<String, ObjectNode> complaints = new HashMap<>();
        read.forEach(event -> events.put(event.get("id").asText(), event));
        read.forEach(event -> complaints.put(event.get("subject").asText(), event));
        String day = read.get(0).get("time").asText().substring(0, 10);
        Reconciliation.Day sums = rig.cases.get(Reconciliation.class).of(LocalDate.parse(day), 3, rig.view);
        assertThat(sums.events().sha256()).isEqualTo(DistrictReader.digest(events, day, "id"));
        assertThat(sums.complaints().sha256()).isEqualTo(DistrictReader.digest(complaints, day, "subject"));
    }

    @Test
    void whatComesInLaterIsAComplaintOfItsOwn() {
        String number = record(rig.cases.receipt(), "same");
        erasures.erase(number, REASON, "boss");
        rig.cases.record(rig.cases.receipt(), thing("same", document("same, said again")));

        assertThat(rig.cases.numbers()).hasSize(2);
        assertThat(rig.cases
                        .jdbc()
                        .sql("select document #>> '{matter,facts}' is null from complaint where number = :number")
                        .param("number", number)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void inputThatHoldsOthersTooKeepsItsBytesAndIsNamed() {
        Receipt file = rig.cases.receipt();
        rig.cases.record(file, thing("one", document("one")), thing("two", document("two")));

        Erasures.Erased erased = erasures.erase(rig.cases.numbers().get(0), REASON, "boss");

        assertThat(erased.receipts()).isZero();
        assertThat(erased.shared()).containsExactly(file.id());
        assertThat(rig.cases
                        .jdbc()
                        .sql("select length(raw) from receipt")
                        .query(Integer.class)
                        .single())
                .isPositive();
        assertThat(rig.cases
                        .jdbc()
                        .sql("select view is null from receipt_item order by item")
                        .query(Boolean.class)
                        .list())
                .containsExactly(true, false);
        assertThat(rig.cases
                        .jdbc()
                        .sql("select document #>> '{matter,facts}' from complaint order by id desc limit 1")
                        .query(String.class)
                        .single())
                .isEqualTo("two");
    }

    @Test
    void nothingIsErasedWhileAnInputOfItWaits() {
        Receipt file = rig.cases.receipt();
        rig.cases.record(file, thing("one", document("one")), broken("two"));
        String number = rig.cases.numbers().get(0);

        assertThatThrownBy(() -> erasures.erase(number, REASON, "boss"))
                .hasMessageContaining(Problem.INPUT_OPEN.code());
        assertThat(rig.cases.events()).containsExactly("complaint.created 1");
        assertThatThrownBy(() -> erasures.erase("261122-0000001-0", REASON, "boss"))
                .hasMessageContaining(Problem.NOT_FOUND.code());
    }

    @Test
    void secondTimeChangesNothing() {
        String number = record(rig.cases.receipt(), "gone");
        Erasures.Erased first = erasures.erase(number, REASON, "boss");

        assertThat(erasures.erase(number, "other words", "other")).isEqualTo(first);
        assertThat(rig.cases.events()).containsExactly("complaint.created 1", "complaint.erased 2");
        assertThat(rig.cases.count("complaint_revision")).isEqualTo(2);
    }

    private static String record(Receipt receipt, String key) {
        rig.cases.record(receipt, thing(key, document(key)));
        return rig.cases.numbers().get(rig.cases.numbers().size() - 1);
    }

    /** A case of two arrivals, one of them large and one an edited copy, with the canary wherever words can stand. */
    private static String canaryEverywhere() throws IOException {
        ObjectNode whole = everything();
        whole.withObject("/complainant").put("name", NAME);
        whole.withObject("/matter").put("facts", NAME + BIRD);
        Receipt original = arrived("original");
        Receipt first = arrived("first");
        Receipt second = arrived("large" + "x".repeat(70_000));
        rig.cases.record(first, thing(BIRD, whole.deepCopy()));
        whole.withObject("/matter").put("facts", "again " + NAME);
        rig.cases.record(second, thing(BIRD, whole));
        String number = rig.cases.numbers().get(0);
        rig.number();
        rig.page(null, 10);
        sing("update receipt set state = 'done', outcome = 'parked' where id = " + original.id());
        sing("delete from work");
        sing("insert into held (receipt_id, channel, room, code, held_at, released_at, release, reason) values ("
                + original.id() + ", 'test', 'map', 'MP-201', now(), now(), 'edited', :song)");
        sing("insert into receipt_edit (receipt_id, edited_from, held_id, at, edited_by, reason) values (" + first.id()
                + ", " + original.id() + ", 1, now(), 'boss', :song)");
        sing("insert into feed_reject (at, key_name, event_id, complaint_id, reason, settled_at, settlement)"
                + " select now(), 'district', id, complaint_id, :song, now(), :song from event");
        sing("insert into letter_page (receipt_id, series, kind, page, became) values (" + second.id()
                + ", :song, 'page', 1, " + second.id() + ")");
        sing("""
                with s as (insert into shipment (destination, made_at, due_at) values ('oa', now(), now()) returning id),
                d as (insert into delivery (destination, event_id, complaint_id, shipment_id, created_at, reason)
                  select 'oa', e.id, e.complaint_id, s.id, now(), :song from s, event e order by e.id limit 1 returning id),
                i as (insert into shipment_item (shipment_id, place, delivery_id) select s.id, 0, d.id from s, d)
                insert into delivery_attempt (shipment_id, no, started_at, response) select id, 1, now(), :song from s
                """);
        return number;
    }

    private static ObjectNode everything() throws IOException {
        return (ObjectNode) FeedRig.JSON
                .readTree(Path.of("mappings/district-case-level/samples/everything.json")
                        .toFile())
                .get("data");
    }

    private static Receipt arrived(String text) {
        Content bytes = Content.of((text + " " + NAME + BIRD).getBytes(StandardCharsets.UTF_8));
        long id = rig.cases
                .get(Intake.class)
                .keep(
                        new Inbound(
                                bytes,
                                List.of(text.substring(0, 5) + BIRD),
                                Map.of("file", NAME + ".eml"),
                                Inbound.SameKey.KEEP_BOTH),
                        "test",
                        "email")
                .receiptId();
        return rig.cases.get(ReceiptBytes.class).receipts(List.of(id)).get(0);
    }

    private static void sing(String sql) {
        var statement = rig.cases.jdbc().sql(sql);
        (sql.contains(":song") ? statement.param("song", NAME + BIRD) : statement).update();
    }

    private static List<String> digests() {
        return rig.cases
                .jdbc()
                .sql("select encode(sha256, 'hex') || size_bytes || received_at || state || outcome from receipt"
                        + " order by id")
                .query(String.class)
                .list();
    }

    /** Every table of the schema, every column of it, also the bytes. */
    private static List<String> tablesWithACanary() {
        List<String> tables = rig.cases
                .jdbc()
                .sql("select relname from pg_class where relkind in ('r', 'p')"
                        + " and relnamespace = 'public'::regnamespace and not relispartition order by relname")
                .query(String.class)
                .list();
        return tables.stream()
                .filter(table -> List.of(NAME, BIRD, hex(NAME), hex(BIRD)).stream()
                        .anyMatch(song -> rig.cases
                                .jdbc()
                                .sql("select exists (select from \"" + table + "\" t where t::text like :song)")
                                .param("song", "%" + song + "%")
                                .query(Boolean.class)
                                .single()))
                .toList();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
