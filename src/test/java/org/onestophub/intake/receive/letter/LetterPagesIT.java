package org.onestophub.intake.receive.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.intake.receive.Intake;
import org.onestophub.intake.receive.ReceiveProperties;
import org.onestophub.pipeline.quarantine.QuarantineStep;
import org.onestophub.platform.ledger.LedgerComponent;
import org.onestophub.platform.ledger.LedgerProperties;
import org.onestophub.problem.Problem;
import org.onestophub.support.Hospitals;
import org.onestophub.support.LedgerSlice;
import org.springframework.util.unit.DataSize;

/** Files of one letter on a real database: they become one input, however the hub dies in between. */
class LetterPagesIT {

    @TempDir
    Path home;

    private final SetClock clock = new SetClock();
    private LedgerSlice slice;
    private LetterPagesStep gather;

    @BeforeEach
    void start() {
        slice = new LedgerSlice(home)
                .with(Clock.class, clock)
                .with(Mappings.class, new ShippedRule())
                .with(
                        ReceiveProperties.class,
                        new ReceiveProperties(
                                DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), 100, 100, 1, Duration.ofSeconds(60)))
                .rooms(
                        "platform.store.HubHome",
                        "platform.blob.BlobTable",
                        "platform.blob.BlobStore",
                        "intake.receive.ReceiptTable",
                        "intake.receive.ReceiptWriter",
                        "intake.receive.StoredReceipts",
                        "intake.receive.Intake",
                        "intake.receive.letter.LetterTable",
                        "intake.receive.letter.FilesHeardSince",
                        "intake.receive.letter.LetterPagesStep",
                        "platform.ledger.WorkTable",
                        "platform.ledger.WorkQueueTable",
                        "platform.ledger.LedgerComponent",
                        "pipeline.quarantine.HeldItems",
                        "pipeline.quarantine.HeldTable",
                        "pipeline.quarantine.QuarantineStep")
                .with(LedgerProperties.class, new LedgerProperties(Duration.ofMinutes(10), 1, 1))
                .start();
        gather = slice.get(LetterPagesStep.class);
    }

    @AfterEach
    void stop() {
        slice.close();
    }

    @Test
    void bundleThatAKilledHubWasMakingIsGoneAfterTheNextStart() throws IOException {
        Path spool = home.resolve("spool");
        Path left = Files.writeString(spool.resolve("letter1.tmp"), "测试甲");
        Path others = Files.writeString(
                Files.createDirectories(spool.resolve("letter-mail")).resolve("letter.tmp"), "x");
        stop();
        start();

        assertThat(left).doesNotExist();
        assertThat(others).exists();
    }

    @Test
    void pagesBecomeOneInputInTheOrderOfTheirNumbers() throws IOException {
        long two = keep("SMFP26_0002.TIF", "second");
        long one = keep("SMFP26_0001.TIF", "first");
        gather(two, one);
        assertThat(lanes()).containsExactly("pages " + two, "pages " + one);

        clock.pass(60);
        gather(two);

        long letter = newest();
        assertThat(outcomes(one, two))
                .containsExactly("done counted {\"letter-page\": 1}", "done counted {\"letter-page\": 1}");
        assertThat(lanes()).containsExactly("pages " + letter);
        Receipt bundle = slice.get(ReceiptBytes.class).receipt(letter).orElseThrow();
        assertThat(entries(bundle)).containsExactly("page-0001.tif first", "page-0002.tif second");
        assertThat(bundle.transport())
                .containsEntry("fileName", "SMFP26.zip")
                .containsEntry("letterOf", one + "," + two);
        assertThat(bundle.number()).isNotEmpty();

        gather(letter);
        assertThat(lanes()).containsExactly("slow " + letter);
    }

    @Test
    void aFileThatIsNoPageAndAPageAloneGoOnAsTheyAre() {
        long report = keep("report.docx", "other");
        long alone = keep("scan_0001.jpg", "only page");
        gather(report, alone);
        clock.pass(60);
        gather(alone);

        assertThat(lanes()).containsExactly("slow " + report, "slow " + alone);
        assertThat(receipts()).isEqualTo(2);
    }

    @Test
    void aSidecarIsPartOfItsLetterAndOneForNobodyIsAProblemEachTime() throws IOException {
        long scan = keep("letter-0007.pdf", "scan");
        long about = keep("letter-0007.pdf.index.xml", "<root/>");
        gather(scan, about);
        assertThat(entries(slice.get(ReceiptBytes.class).receipt(newest()).orElseThrow()))
                .containsExactly("page-0000.pdf scan", "about-0001.xml <root/>");

        long nobodys = keep("letter-0008.pdf.index.xml", "<root></root>");
        gather(nobodys);
        clock.pass(60);
        assertThatThrownBy(() -> gather(nobodys)).hasMessageContaining(Problem.SIDECAR_ALONE.code());
        // the next letter of that name is not described by the sidecar of another
        assertThat(slice.jdbc()
                        .sql("select count(*) from letter_page where receipt_id = :id")
                        .param("id", nobodys)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> gather(nobodys)).hasMessageContaining(Problem.SIDECAR_ALONE.code());
    }

    @Test
    void aDoneFileForNobodyIsCounted() {
        long done = keep("scan.done", "");
        gather(done);
        clock.pass(60);
        gather(done);

        assertThat(outcomes(done)).containsExactly("done counted {\"letter-done\": 1}");
        assertThat(lanes()).isEmpty();
    }

    @Test
    void aDeviceThatBeginsAnewBeginsAnotherLetter() {
        List<Long> files = List.of(
                keep("s_0001.jpg", "a1"), keep("s_0002.jpg", "a2"), keep("s_0001.jpg", "b1"), keep("s_0002.jpg", "b2"));
        files.forEach(this::gather);
        assertThat(receipts()).isEqualTo(5);
        clock.pass(60);
        gather(files.get(3));

        assertThat(receipts()).isEqualTo(6);
        assertThat(slice.jdbc()
                        .sql("select count(distinct became) from letter_page")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aHubThatDiesAfterAClosedLetterBundlesTheSameFilesAndNoLaterOne() throws IOException {
        long one = keep("s_0001.jpg", "1");
        long two = keep("s_0002.jpg", "2");
        gather(one, two);
        LetterTable letters = slice.get(LetterTable.class);
        letters.close(List.of(one, two));
        // dead here; the next page came before the hub looked again
        long three = keep("s_0003.jpg", "3");
        gather(three, one, two);

        assertThat(entries(slice.get(ReceiptBytes.class).receipt(newest()).orElseThrow()))
                .containsExactly("page-0001.jpg 1", "page-0002.jpg 2");
        clock.pass(60);
        gather(three);
        assertThat(lanes()).hasSize(2).contains("slow " + three);
    }

    @Test
    void aHubThatDiesBeforeTheFilesEndedKeepsNoSecondBundle() {
        long one = keep("s_0001.jpg", "1");
        long two = keep("s_0002.jpg", "2");
        gather(one, two);
        clock.pass(60);
        gather(one);
        List<String> lanes = lanes();
        // dead between the bundle's commit and the end of its files
        slice.jdbc()
                .sql("update receipt set state = 'kept', outcome = null, counted = null where id in (:ids)")
                .param("ids", List.of(one, two))
                .update();
        slice.jdbc().sql("update letter_page set became = null").update();
        slice.jdbc()
                .sql("insert into work (lane, ref, due_at) select 'pages', unnest(array[" + one + "," + two
                        + "]), now()")
                .update();
        gather(two, one);

        assertThat(receipts()).isEqualTo(3);
        assertThat(lanes()).isEqualTo(lanes);
        assertThat(outcomes(one, two)).allMatch(outcome -> outcome.startsWith("done counted"));
    }

    @Test
    void theFlowBringsALetterTogetherAndParksASidecarForNobodyUntilItsLetterIsThere() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("ledger", slice.get(LedgerComponent.class));
            camel.getRegistry().bind("letterPages", gather);
            camel.getRegistry().bind("quarantine", slice.get(QuarantineStep.class));
            for (String file : List.of("shared-errors", "flow-pages")) {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/" + file + ".yaml"));
            }
            camel.start();
            keep("letter-0007.pdf", "scan");
            keep("letter-0007.pdf.index.xml", "<root/>");
            await().until(() -> lanes().size() == 1 && lanes().get(0).startsWith("slow "));

            long nobodys = keep("letter-0008.pdf.index.xml", "<root></root>");
            await().until(() -> slice.jdbc()
                            .sql("select count(*) from work where ref = :id and due_at > :now")
                            .param("id", nobodys)
                            .param("now", Timestamp.from(clock.instant()))
                            .query(Long.class)
                            .single()
                    == 1);
            clock.pass(60);
            await().until(() -> slice.jdbc()
                    .sql("select code from held where receipt_id = :id")
                    .param("id", nobodys)
                    .query(String.class)
                    .list()
                    .equals(List.of("RD-112")));

            long late = keep("letter-0008.pdf", "late scan");
            slice.get(Quarantine.class)
                    .replay(
                            slice.jdbc()
                                    .sql("select id from held")
                                    .query(Long.class)
                                    .single(),
                            "test");
            await().until(() -> lanes().size() == 2 && lanes().stream().allMatch(lane -> lane.startsWith("slow ")));
            assertThat(outcomes(nobodys, late)).allMatch(outcome -> outcome.startsWith("done counted"));
        }
    }

    @Test
    void aLetterLargerThanAnInputMayBeIsHeldFileByFileWithoutABundle() {
        long one = keep("s_0001.jpg", "x".repeat(600_000));
        long two = keep("s_0002.jpg", "y".repeat(600_000));
        // closed when the bound was larger
        slice.jdbc()
                .sql("insert into letter_page (receipt_id, series, kind, page, letter) "
                        + "values (:one, 's', 'page', 1, :one), (:two, 's', 'page', 2, :one)")
                .param("one", one)
                .param("two", two)
                .update();

        for (long file : List.of(one, two)) {
            assertThatThrownBy(() -> gather(file)).hasMessageContaining(Problem.TOO_LARGE.code());
        }
        assertThat(receipts()).as("nobody would hear of a refused bundle").isEqualTo(2);
    }

    @Test
    void aLetterWhoseBundleWasRefusedIsHeldAndTheFileAfterItIsNot() {
        long one = keep("s_0001.jpg", "1");
        long two = keep("s_0002.jpg", "2");
        gather(one, two);
        clock.pass(60);
        gather(one);
        slice.jdbc()
                .sql("update receipt set state = 'refused', outcome = 'refused', code = 'RC-102' where id = :id")
                .param("id", newest())
                .update();
        slice.jdbc()
                .sql("update receipt set state = 'kept', outcome = null, counted = null where id in (:ids)")
                .param("ids", List.of(one, two))
                .update();
        slice.jdbc().sql("update letter_page set letter = null, became = null").update();

        long again = keep("s_0001.jpg", "of the next letter");
        gather(again);
        for (long file : List.of(one, two)) {
            assertThatThrownBy(() -> gather(file)).hasMessageContaining(Problem.TOO_LARGE.code());
        }
        clock.pass(60);
        gather(again);
        assertThat(lanes()).contains("slow " + again);
    }

    @Test
    void theNumbersOfAllReceiptsOfALetterAreWholeHoweverManyItHas() {
        slice.jdbc()
                .sql("select setval('receipt_id_seq', 1000000000)")
                .query(Long.class)
                .single();
        List<Long> files = new ArrayList<>();
        for (int i = 1; i <= 150; i++) {
            files.add(keep("s_%04d.jpg".formatted(i), "page " + i));
        }
        files.forEach(this::gather);
        clock.pass(60);
        gather(files.get(0));

        String[] ids = slice.get(ReceiptBytes.class)
                .receipt(newest())
                .orElseThrow()
                .transport()
                .get("letterOf")
                .split(",");
        assertThat(List.of(ids).subList(0, ids.length - 1))
                .isEqualTo(files.subList(0, ids.length - 1).stream()
                        .map(String::valueOf)
                        .toList());
        assertThat(ids[ids.length - 1]).isEqualTo("+" + (files.size() - ids.length + 1));
    }

    @Test
    void pagesOfTwoInstitutionsAreTwoLettersEachOfItsOwn() {
        String code = Hospitals.code(3);
        long[] files = {
            keep("s_0001.jpg", "own 1"), keep("s_0002.jpg", "own 2"),
            keep("s_0001.jpg", "other 1", code), keep("s_0002.jpg", "other 2", code)
        };
        gather(files);
        clock.pass(60);
        gather(files);

        List<Long> made = slice.jdbc()
                .sql("select id from receipt where transport ->> 'letterOf' is not null")
                .query(Long.class)
                .list();
        List<Receipt> letters = slice.get(ReceiptBytes.class).receipts(made);
        assertThat(letters)
                .extracting(letter -> letter.institution() + letter.transport().get("letterOf"))
                .containsExactlyInAnyOrder(files[0] + "," + files[1], code + files[2] + "," + files[3]);
    }

    private long keep(String name, String bytes) {
        return keep(name, bytes, "");
    }

    private long keep(String name, String bytes, String institution) {
        clock.pass(0);
        Map<String, String> facts = new HashMap<>(Map.of("fileName", name, "account", "file:letters"));
        if (!institution.isEmpty()) {
            facts.put(Receipt.INSTITUTION, institution);
        }
        Inbound file = new Inbound(
                Content.of(bytes.getBytes(StandardCharsets.UTF_8)),
                List.of("sha256:" + name + bytes),
                facts,
                Inbound.SameKey.KEEP_BOTH);
        return slice.get(Intake.class)
                .keep(file, "letter-folder", "letter-pages")
                .receiptId();
    }

    /** As the lane does: only what is due, in the order of arrival. */
    private void gather(long... ids) {
        for (long id : ids) {
            slice.get(ReceiptBytes.class).receipt(id).ifPresent(gather::gather);
        }
    }

    private List<String> lanes() {
        return slice.jdbc()
                .sql("select lane || ' ' || ref from work order by ref")
                .query(String.class)
                .list();
    }

    private List<String> outcomes(Long... ids) {
        return slice.jdbc()
                .sql("select state || ' ' || outcome || ' ' || counted from receipt where id in (:ids) order by id")
                .param("ids", List.of(ids))
                .query(String.class)
                .list();
    }

    private long receipts() {
        return slice.jdbc()
                .sql("select count(*) from receipt")
                .query(Long.class)
                .single();
    }

    private long newest() {
        return slice.jdbc().sql("select max(id) from receipt").query(Long.class).single();
    }

    private static List<String> entries(Receipt bundle) throws IOException {
        List<String> entries = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(bundle.content().bytes(1_000_000)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(entry.getName() + " " + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private static final class ShippedRule implements Mappings {
        @Override
        public Mapping named(String name) {
            return new Mapping(name, Path.of("."), name, OpenLetterTest.shipped(), name + ".jslt", "pages");
        }

        @Override
        public Collection<Mapping> all() {
            return List.of();
        }
    }

    private static final class SetClock extends Clock {
        private volatile Instant now = Instant.parse("2026-09-18T01:00:00Z");

        void pass(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
