package org.onestophub.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.platform.blob.BlobStore;
import org.onestophub.support.LedgerSlice;

/** What goes when its time is over, and what must not, on a real database. */
class RetentionIT {

    private static final Instant NOW = Instant.parse("2030-03-15T00:00:00Z");
    private static final String OLD = "2026-01-10T00:00:00Z";
    private static final String YOUNG = "2028-01-10T00:00:00Z";

    @TempDir
    Path home;

    private LedgerSlice slice;

    @BeforeEach
    void start() {
        slice = start(Duration.ofDays(1096), Duration.ofDays(184));
        for (String month : List.of("2026_01", "2028_01", "2030_03")) {
            String first = month.replace('_', '-') + "-01";
            slice.jdbc()
                    .sql(
                            "create table receipt_%s partition of receipt for values from ('%sT00:00:00Z') to ('%sT00:00:00Z')"
                                    .formatted(
                                            month,
                                            first,
                                            java.time.LocalDate.parse(first).plusMonths(1)))
                    .update();
        }
    }

    @AfterEach
    void stop() {
        slice.close();
    }

    @Test
    void endedReceiptsGoWithTheirKeysAndTheEmptyMonthIsDropped() {
        receipt(1, OLD, "email", "done");
        receipt(2, OLD, "email", "refused");
        receipt(3, YOUNG, "email", "done");
        run();

        assertThat(ids()).containsExactly(3L);
        assertThat(slice.jdbc()
                        .sql("select receipt_id from receipt_key")
                        .query(Long.class)
                        .list())
                .containsExactly(3L);
        assertThat(months()).doesNotContain("receipt_2026_01").contains("receipt_2028_01");
        assertThat(lastRun()).isEqualTo("2 0 1 0 0 true");
    }

    @Test
    void whatWaitsOrBelongsToAnOpenComplaintStaysAndHoldsItsMonth() {
        receipt(1, OLD, "email", "kept");
        receipt(2, OLD, "email", "parked");
        receipt(3, OLD, "email", "done");
        slice.jdbc()
                .sql("insert into held (receipt_id, item, channel, room, code, held_at) "
                        + "values (3, 0, 'email', 'map', 'MP-201', now())")
                .update();
        receipt(4, OLD, "email", "done");
        item(4, complaint("A", false));
        receipt(5, OLD, "email", "done");
        item(5, complaint("B", true));
        receipt(6, OLD, "letter", "done");
        slice.jdbc()
                .sql("insert into work (lane, ref, due_at) values ('slow', 6, now())")
                .update();
        run();

        assertThat(ids()).containsExactly(1L, 2L, 3L, 4L, 6L);
        assertThat(months()).contains("receipt_2026_01");
        assertThat(lastRun()).isEqualTo("1 0 0 0 5 true");
        assertThat(slice.jdbc()
                        .sql("select count(*) from complaint")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whatSomebodyMustStillDecideAboutStaysHoweverQuietItsComplaint() {
        for (String state : List.of("dead", "unknown", "waiting", "sent", "filtered", "discarded")) {
            long complaint = complaint(state, true);
            long receipt = complaint;
            receipt(receipt, OLD, "email", "done");
            item(receipt, complaint);
            slice.jdbc()
                    .sql("insert into delivery (destination, event_id, complaint_id, state, created_at) "
                            + "values ('oa', :id, :id, :state, now())")
                    .param("id", complaint)
                    .param("state", state)
                    .update();
        }
        long rejected = complaint("rejected", true);
        receipt(rejected, OLD, "email", "done");
        item(rejected, rejected);
        slice.jdbc()
                .sql(
                        "with e as (insert into event (complaint_id, revision, type, at) values (:id, 1, 't', now()) returning id) "
                                + "insert into feed_reject (at, key_name, event_id, complaint_id, reason) select now(), 'd', id, :id, 'r' from e")
                .param("id", rejected)
                .update();
        run();
        assertThat(left()).containsExactly("dead", "unknown", "waiting", "rejected");

        slice.jdbc().sql("update delivery set state = 'discarded'").update();
        slice.jdbc().sql("update feed_reject set settled_at = now()").update();
        run();
        assertThat(left()).isEmpty();
    }

    private List<String> left() {
        return slice.jdbc()
                .sql("select c.number from receipt r join complaint c on c.id = r.id order by r.id")
                .query(String.class)
                .list();
    }

    @Test
    void bytesThatAKilledHubWasWritingAreGoneAfterTheNextStart() throws Exception {
        Path left = Files.writeString(home.resolve("blobs").resolve("tmp").resolve("in1.tmp"), "测试甲");
        slice.close();
        slice = start(Duration.ZERO, Duration.ZERO);

        assertThat(left).doesNotExist();
    }

    @Test
    void aPageStaysAsLongAsItsLetter() {
        receipt(1, OLD, "letter-pages", "done");
        receipt(2, YOUNG, "letter-pages", "done");
        slice.jdbc()
                .sql("insert into letter_page (receipt_id, series, kind, page, letter, became) "
                        + "values (1, 's', 'page', 1, 1, 2)")
                .update();
        run();

        assertThat(ids()).containsExactly(1L, 2L);
    }

    @Test
    void whatWasCorrectedStaysAsLongAsItsCopyAndThenGoesWithIt() {
        receipt(1, OLD, "email", "refused");
        receipt(2, OLD, "email", "done");
        long complaint = complaint("A", false);
        item(2, complaint);
        slice.jdbc()
                .sql("insert into receipt_edit values (2, 1, 1, now(), 'ops', 'r')")
                .update();
        run();
        assertThat(ids()).containsExactly(1L, 2L);

        slice.jdbc().sql("update complaint set closed_at = now()").update();
        run();
        assertThat(ids()).isEmpty();
        assertThat(slice.jdbc()
                        .sql("select count(*) from receipt_edit")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void patientMessagesGoEarlierButNotThoseThatWait() {
        receipt(1, YOUNG, "patient-adt", "done");
        receipt(2, YOUNG, "patient-adt", "parked");
        receipt(3, "2030-03-14T00:00:00Z", "patient-adt", "done");
        receipt(4, YOUNG, "email", "done");
        run();

        assertThat(ids()).containsExactly(2L, 3L, 4L);
        // the month before is empty and goes too
        assertThat(lastRun()).isEqualTo("0 1 1 0 0 true");
    }

    @Test
    void aBlobGoesWithTheLastReceiptThatNeedsIt() throws Exception {
        String shared = blob("shared");
        String own = blob("own");
        String fresh = blob("fresh");
        slice.jdbc()
                .sql("update blob set put_at = :now where sha256 = :digest")
                .param("now", Timestamp.from(NOW))
                .param("digest", HexFormat.of().parseHex(fresh))
                .update();
        withBlob(1, OLD, shared);
        withBlob(2, YOUNG, shared);
        withBlob(3, OLD, own);
        withBlob(4, OLD, fresh);
        run();

        assertThat(file(shared)).exists();
        assertThat(file(own)).doesNotExist();
        // somebody is just bringing it again; the next run looks once more
        assertThat(file(fresh)).exists();
        assertThat(slice.jdbc()
                        .sql("select encode(sha256, 'hex') from blob_unused")
                        .query(String.class)
                        .list())
                .containsExactly(fresh);
    }

    @Test
    void aRunThatDiedIsContinuedAndAnotherChangesNothing() throws Exception {
        String blob = blob("left");
        // dead after the receipt's commit, before the file went
        slice.jdbc()
                .sql("insert into blob_unused values (:digest)")
                .param("digest", HexFormat.of().parseHex(blob))
                .update();
        receipt(1, OLD, "email", "done");
        run();
        assertThat(file(blob)).doesNotExist();
        assertThat(lastRun()).isEqualTo("1 0 1 1 0 true");

        run();
        assertThat(lastRun()).isEqualTo("0 0 0 0 0 true");
    }

    @Test
    void aBlobPutAgainIsYoungAgain() throws Exception {
        String blob = blob("again");
        slice.get(BlobStore.class).put(Content.of("again".getBytes(StandardCharsets.UTF_8)));

        assertThat(slice.get(BlobStore.class).delete(blob, Instant.now().minus(Duration.ofMinutes(10))))
                .isFalse();
        assertThat(file(blob)).exists();
    }

    @Test
    void byDefaultComplaintsInputsAreKeptForEverAndLessThanThreeYearsIsNoSetting() {
        Validator validator = Validation.buildDefaultValidatorFactory().getValidator();

        assertThat(validator.validate(properties(0, 0, 0, 0, 0, 0))).isEmpty();
        assertThat(validator.validate(properties(1096, 1096, 1, 30, 1, 1096))).isEmpty();
        assertThat(validator.validate(properties(365, 365, -1, 29, -1, 1095))).hasSize(6);
        slice.close();
        slice = start(Duration.ZERO, Duration.ZERO);
        receipt(1, OLD, "email", "done");
        run();
        assertThat(ids()).containsExactly(1L);
        assertThat(slice.jdbc()
                        .sql("select count(*) from retention_run")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aComplaintThatIsQuietForYearsHoldsNothingBackAndOneThatChangedDoes() {
        receipt(1, OLD, "email", "done");
        receipt(2, OLD, "email", "done");
        receipt(3, OLD, "email", "done");
        long quiet = complaint("A", false);
        long changed = complaint("B", false);
        item(1, quiet);
        item(2, changed);
        item(3, quiet);
        item(3, 1, changed);
        slice.jdbc()
                .sql("update complaint set updated_at = timestamptz '2030-03-15T00:00:00Z' - interval '1827 days' "
                        + "where id = :id")
                .param("id", quiet)
                .update();
        slice.jdbc()
                .sql("update complaint set updated_at = timestamptz '2030-03-15T00:00:00Z' - interval '1825 days' "
                        + "where id = :id")
                .param("id", changed)
                .update();
        run();

        assertThat(ids()).containsExactly(2L, 3L);
    }

    @Test
    void blobOfWhatWasErasedGoesAlsoWhereEverythingIsKeptForEver() throws Exception {
        slice.close();
        slice = start(Duration.ZERO, Duration.ZERO);
        String erased = blob("erased");
        String shared = blob("shared");
        withBlob(1, YOUNG, shared);
        for (String blob : List.of(erased, shared)) {
            slice.jdbc()
                    .sql("insert into blob_unused values (:digest)")
                    .param("digest", HexFormat.of().parseHex(blob))
                    .update();
        }
        run();

        assertThat(file(erased)).doesNotExist();
        assertThat(file(shared)).exists();
        assertThat(ids()).containsExactly(1L);
    }

    private static RetentionProperties properties(
            int raw, int quiet, int adt, int deliveries, int responses, int given) {
        return new RetentionProperties(
                Duration.ofDays(raw),
                Duration.ofDays(quiet),
                Duration.ofDays(adt),
                Duration.ofDays(deliveries),
                Duration.ofDays(responses),
                Duration.ofDays(given));
    }

    private LedgerSlice start(Duration raw, Duration adt) {
        return new LedgerSlice(home)
                .with(Clock.class, Clock.fixed(NOW, ZoneOffset.UTC))
                .with(
                        RetentionProperties.class,
                        new RetentionProperties(
                                raw, Duration.ofDays(1826), adt, Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .with(Mappings.class, new TwoMappings())
                .rooms(
                        "platform.store.HubHome",
                        "platform.blob.BlobTable",
                        "platform.blob.BlobStore",
                        "platform.ledger.PruneTable",
                        "platform.ledger.DeliveryPrunes",
                        "platform.ledger.Retention")
                .start();
    }

    private void run() {
        slice.get(Retention.class).run();
    }

    private void receipt(long id, String at, String mapping, String state) {
        insert(id, at, mapping, state, "aa", "''");
    }

    private void withBlob(long id, String at, String sha256) {
        insert(id, at, "email", "done", sha256, "null");
    }

    private void insert(long id, String at, String mapping, String state, String sha256, String raw) {
        slice.jdbc()
                .sql("insert into receipt (id, received_at, channel, mapping, source_key, sha256, size_bytes, raw, "
                        + "transport, state) values (:id, :at, 'c', :mapping, 'k', :sha, 0, " + raw + ", '{}', :state)")
                .param("id", id)
                .param("at", Timestamp.from(Instant.parse(at)))
                .param("mapping", mapping)
                .param("sha", HexFormat.of().parseHex(sha256))
                .param("state", state)
                .update();
        slice.jdbc()
                .sql("insert into receipt_key (scope, key, receipt_id, sha256, last_at) "
                        + "values (:mapping, :key, :id, '', now())")
                .param("mapping", mapping)
                .param("key", "k" + id)
                .param("id", id)
                .update();
    }

    private long complaint(String number, boolean closed) {
        return slice.jdbc()
                .sql("insert into complaint (number, channel, revision, document, received_at, updated_at, "
                        + "closed_at) values (:number, 'email', 1, '{}', now(), now(), "
                        + (closed ? "now()" : "null") + ") returning id")
                .param("number", number)
                .query(Long.class)
                .single();
    }

    private void item(long receipt, long complaint) {
        item(receipt, 0, complaint);
    }

    private void item(long receipt, int item, long complaint) {
        slice.jdbc()
                .sql("insert into receipt_item (receipt_id, item, item_key, outcome, complaint_id, at) "
                        + "values (:receipt, :item, 'k', 'new-case', :complaint, now())")
                .param("receipt", receipt)
                .param("item", item)
                .param("complaint", complaint)
                .update();
    }

    private String blob(String text) {
        return slice.get(BlobStore.class)
                .put(Content.of(text.getBytes(StandardCharsets.UTF_8)))
                .sha256();
    }

    private Path file(String sha256) {
        return home.resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
    }

    private List<Long> ids() {
        return slice.jdbc()
                .sql("select id from receipt order by id")
                .query(Long.class)
                .list();
    }

    private List<String> months() {
        return slice.jdbc()
                .sql("select c.relname from pg_inherits h join pg_class c on c.oid = h.inhrelid "
                        + "where h.inhparent = 'receipt'::regclass")
                .query(String.class)
                .list();
    }

    /** receipts, patient messages, months, blobs, held back, finished. */
    private String lastRun() {
        return slice.jdbc()
                .sql("select concat_ws(' ', receipts, adt, months, blobs, held_back, finished_at is not null) "
                        + "from retention_run order by id desc limit 1")
                .query(String.class)
                .single()
                .replaceFirst("t$", "true");
    }

    private static final class TwoMappings implements Mappings {
        @Override
        public Mapping named(String name) {
            boolean isPatient = name.equals("patient-adt");
            return new Mapping(
                    name,
                    Path.of("."),
                    "json",
                    JsonNodeFactory.instance.objectNode(),
                    isPatient ? "" : "p.jslt",
                    isPatient ? "patient" : "complaint");
        }

        @Override
        public Collection<Mapping> all() {
            return List.of(named("patient-adt"), named("email"));
        }
    }
}
