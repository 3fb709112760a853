package org.onestophub.intake.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Answer.Kind;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Inbound.SameKey;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.EditedCopies;
import org.onestophub.complaint.contract.InputMeaning;
import org.onestophub.complaint.contract.ReceiptBytes;
import org.onestophub.problem.Problem;
import org.onestophub.support.Hospitals;
import org.onestophub.support.LedgerSlice;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

/** What RECEIVE answers is what the ledger holds. */
class ReceiveIT {

    private static final DataSize MAX_SIZE = DataSize.ofKilobytes(300);
    private static final DataSize INLINE = DataSize.ofKilobytes(64);

    @TempDir
    Path home;

    private LedgerSlice slice;
    private Intake intake;
    private final ExecutorService senders = Executors.newCachedThreadPool();

    @BeforeEach
    void start() {
        start(1_000, 2);
    }

    @AfterEach
    void stop() {
        senders.shutdownNow();
        slice.close();
    }

    @Test
    void inputIsKeptOnceAndItsRepeatsAreCounted() {
        Answer first = keep("k1", "words");
        Answer second = keep("k1", "words");
        Answer third = keep("k1", "words");

        assertThat(first.kind()).isEqualTo(Kind.KEPT);
        assertThat(first.number()).isNotEmpty();
        assertThat(List.of(second, third)).allSatisfy(answer -> {
            assertThat(answer.kind()).isEqualTo(Kind.REPEATED);
            assertThat(answer.number()).isEqualTo(first.number());
            assertThat(answer.receiptId()).isEqualTo(first.receiptId());
        });
        assertThat(count("receipt")).isOne();
        assertThat(count("work")).isOne();
        assertThat(slice.jdbc()
                        .sql("select arrivals from receipt_key")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void editedCopyIsOfTheInstitutionOfItsOriginalAndKeptOnce() {
        String code = Hospitals.code(3);
        Receipt original = receipt(
                keep(new Inbound(bytes("words"), List.of("k1"), Map.of(Receipt.INSTITUTION, code), SameKey.KEEP_BOTH)));

        long copy = slice.get(EditedCopies.class).keep(original, bytes("better words"));
        long again = slice.get(EditedCopies.class).keep(original, bytes("better words"));

        assertThat(again).isEqualTo(copy);
        Receipt kept = slice.get(ReceiptBytes.class).receipts(List.of(copy)).get(0);
        assertThat(kept.institution()).isEqualTo(code);
        assertThat(kept.sourceKey()).startsWith(code + "!edited:");
    }

    @Test
    void otherContentUnderKnownKeyIsKeptBesideTheFirst() {
        Answer first = keep("k1", "words");
        Answer other = keep("k1", "other words");

        assertThat(other.kind()).isEqualTo(Kind.KEPT);
        assertThat(other.number()).isNotEqualTo(first.number());
        assertThat(keep("k1", "other words").number()).isEqualTo(other.number());
        assertThat(keep("k1", "words").number()).isEqualTo(first.number());
        assertThat(count("receipt")).isEqualTo(2);
        assertThat(count("work")).isEqualTo(2);
    }

    @Test
    void otherContentUnderPromisedKeyIsRefusedAndItsBytesAreKept() {
        Inbound first = new Inbound(bytes("words"), List.of("k1"), Map.of(), SameKey.REFUSE);
        Inbound other = new Inbound(bytes("other words"), List.of("k1"), Map.of(), SameKey.REFUSE);
        Answer kept = keep(first);
        Answer refused = keep(other);
        Answer again = keep(other);

        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.problem()).isEqualTo(Problem.KEY_REUSED);
        assertThat(again).isEqualTo(refused);
        assertThat(keep(first)).isEqualTo(new Answer(Kind.REPEATED, kept.receiptId(), kept.number(), null, ""));
        assertThat(receipt(refused).content().bytes(100)).isEqualTo("other words".getBytes(StandardCharsets.UTF_8));
        assertThat(slice.jdbc()
                        .sql("select state || ' ' || outcome from receipt where id = :id")
                        .param("id", refused.receiptId())
                        .query(String.class)
                        .single())
                .isEqualTo("refused refused");
        assertThat(count("work")).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPEND", "REFUSE"})
    void inputThatSaysTheSameInOtherBytesIsRepeated(SameKey sameKey) {
        Answer first = keep(new Inbound(bytes("words"), List.of("k1"), Map.of(), sameKey));
        Answer written = keep(new Inbound(bytes("wor ds"), List.of("k1"), Map.of(), sameKey));
        Answer otherKey = keep(new Inbound(bytes("wor ds"), List.of("k2"), Map.of(), sameKey));

        assertThat(written).isEqualTo(new Answer(Kind.REPEATED, first.receiptId(), first.number(), null, ""));
        assertThat(otherKey.kind()).isEqualTo(Kind.KEPT);
        assertThat(count("receipt")).isEqualTo(2);
    }

    @Test
    void inputThatSaysSomethingElseUnderAKeyThatAppendsIsKeptAndKnownWhenItComesAgain() {
        Answer first = keep(new Inbound(bytes("words"), List.of("k1"), Map.of(), SameKey.APPEND));
        Answer other = keep(new Inbound(bytes("other"), List.of("k1"), Map.of(), SameKey.APPEND));
        Answer again = keep(new Inbound(bytes("o ther"), List.of("k1"), Map.of(), SameKey.APPEND));
        Answer unread = keep(new Inbound(bytes("?"), List.of("k1"), Map.of(), SameKey.APPEND));

        assertThat(other.kind()).isEqualTo(Kind.KEPT);
        assertThat(other.number()).isNotEqualTo(first.number());
        assertThat(again.number()).isEqualTo(other.number());
        assertThat(unread.kind()).isEqualTo(Kind.KEPT);
        assertThat(count("receipt")).isEqualTo(3);
    }

    @Test
    void mailThatComesAgainUnderNewUidIsRepeated() {
        Answer first = keep(mail("imap:box:7:1", "d1", "mail"));
        Answer moved = keep(mail("imap:box:8:40", "d1", "mail"));

        assertThat(moved.kind()).isEqualTo(Kind.REPEATED);
        assertThat(moved.number()).isEqualTo(first.number());
        assertThat(keep("imap:box:8:40", "mail").number()).isEqualTo(first.number());
        assertThat(count("receipt")).isOne();
    }

    @Test
    void uidThatNamesOtherMailAfterChangeOfUidvalidityIsKept() {
        keep(mail("imap:box:7:1", "d1", "mail"));

        assertThat(keep(mail("imap:box:7:1", "d2", "another mail")).kind()).isEqualTo(Kind.KEPT);
        assertThat(count("receipt")).isEqualTo(2);
    }

    @Test
    void sameInputInOneGroupIsKeptOnce() throws SQLException {
        List<CompletableFuture<Answer>> answers;
        try (Connection blocker = blockedWriters()) {
            answers = IntStream.range(0, 20)
                    .mapToObj(i -> sendLater(mail("imap:box:7:" + i % 4, "d1", "mail")))
                    .toList();
            await().until(() -> waiters() > 0);
            blocker.rollback();
        }
        List<Answer> all = answers.stream().map(CompletableFuture::join).toList();

        assertThat(all)
                .extracting(Answer::kind)
                .containsOnly(Kind.KEPT, Kind.REPEATED)
                .containsOnlyOnce(Kind.KEPT);
        assertThat(all).extracting(Answer::number).containsOnly(all.get(0).number());
        assertThat(count("receipt")).isOne();
    }

    @Test
    void sixtyFourSendersWithRepeatsStoreEachInputOnce() {
        int inputs = 150;
        List<CompletableFuture<Set<String>>> workers = new ArrayList<>();
        for (int sender = 0; sender < 64; sender++) {
            Random order = new Random(sender);
            workers.add(CompletableFuture.supplyAsync(
                    () -> {
                        Set<String> heard = new HashSet<>();
                        for (int i = 0; i < 30; i++) {
                            int which = order.nextInt(inputs);
                            Answer answer = keep("many-" + which, "words " + which);
                            assertThat(answer.kind()).isIn(Kind.KEPT, Kind.REPEATED);
                            heard.add(which + " " + answer.number());
                        }
                        return heard;
                    },
                    senders));
        }
        Set<String> heard = new HashSet<>();
        workers.forEach(worker -> heard.addAll(worker.join()));

        assertThat(heard).hasSize((int) count("receipt"));
        assertThat(count("work")).isEqualTo(heard.size());
        assertThat(slice.jdbc()
                        .sql("select sum(arrivals) from receipt_key")
                        .query(Long.class)
                        .single())
                .isEqualTo(64 * 30);
    }

    @Test
    void textTheDatabaseCannotHoldIsKept() {
        String poison = "a\0b\uD800c".repeat(10);
        Map<String, String> facts = Map.of("fileName", poison, "na\0me", "\uDC00", "long", "x".repeat(10_000));
        Answer first = keep(new Inbound(bytes(poison), List.of(poison), facts, SameKey.KEEP_BOTH));
        Answer longKey = keep("k".repeat(10_000), "words");
        Answer longer = keep("k".repeat(10_001), "words");

        assertThat(first.kind()).isEqualTo(Kind.KEPT);
        assertThat(keep(new Inbound(bytes(poison), List.of(poison), facts, SameKey.KEEP_BOTH))
                        .kind())
                .isEqualTo(Kind.REPEATED);
        assertThat(receipt(first).transport()).containsKey("name").hasSize(3);
        assertThat(longKey.kind()).isEqualTo(Kind.KEPT);
        assertThat(longer.number()).isNotEqualTo(longKey.number());
        assertThat(keep("k".repeat(10_000), "words").number()).isEqualTo(longKey.number());
    }

    @Test
    void largeContentGoesToTheDiskAndComesBackByteForByte() {
        byte[] large = new byte[200_000];
        new Random(1).nextBytes(large);
        Answer answer = keep(new Inbound(Content.of(large), List.of("large"), Map.of(), SameKey.KEEP_BOTH));

        assertThat(slice.jdbc()
                        .sql("select raw is null from receipt")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(receipt(answer).content().bytes(300_000)).isEqualTo(large);
        byte[] small = Arrays.copyOf(large, (int) INLINE.toBytes());
        Answer inline = keep(new Inbound(Content.of(small), List.of("small"), Map.of(), SameKey.KEEP_BOTH));
        assertThat(receipt(inline).content().bytes(300_000)).isEqualTo(small);
        assertThat(keep(new Inbound(Content.of(large), List.of("large"), Map.of(), SameKey.KEEP_BOTH))
                        .kind())
                .isEqualTo(Kind.REPEATED);
    }

    @Test
    void emptyInputIsKept() {
        assertThat(receipt(keep("nothing", "")).content().size()).isZero();
    }

    @Test
    void inputAboveTheSizeIsRefusedAndItsBytesAreKept() {
        byte[] huge = new byte[(int) MAX_SIZE.toBytes() + 1];
        Answer answer = keep(new Inbound(Content.of(huge), List.of("huge"), Map.of(), SameKey.KEEP_BOTH));

        assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
        assertThat(answer.problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(receipt(answer).content().bytes(1_000_000)).isEqualTo(huge);
        assertThat(count("work")).isZero();
    }

    @Test
    void everySenderHearsNotNowWhileTheDatabaseIsAwayAndIsServedWhenItIsBack() {
        Answer before = keep("before", "words");
        String database = databaseName();
        JdbcTemplate server = new JdbcTemplate(org.onestophub.support.TestPostgres.freshDatabase());
        server.execute("alter database " + database + " with allow_connections false");
        server.queryForList("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", database);
        List<Answer> away =
                IntStream.range(0, 16).mapToObj(i -> sendLater(inbound("away-" + i, "words"))).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
        server.execute("alter database " + database + " with allow_connections true");

        assertThat(away).allSatisfy(answer -> {
            assertThat(answer.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(answer.problem()).isEqualTo(Problem.STORE_UNAVAILABLE);
        });
        await().until(() -> keep("after", "words").kind() != Kind.UNAVAILABLE);
        assertThat(keep("before", "words").number()).isEqualTo(before.number());
        assertThat(keep("away-3", "words").kind()).isEqualTo(Kind.KEPT);
    }

    @Test
    void oneSenderTooManyHearsOverloaded() throws SQLException {
        slice.close();
        start(1, 1);
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        Answer overloaded;
        try (Connection blocker = blockedWriters()) {
            for (int i = 0; i < 6; i++) {
                waiting.add(sendLater(inbound("over-" + i, "words")));
            }
            overloaded = (Answer) CompletableFuture.anyOf(waiting.toArray(CompletableFuture[]::new))
                    .join();
            blocker.rollback();
        }
        assertThat(overloaded.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(overloaded.problem()).isEqualTo(Problem.OVERLOADED);
        List<Answer> all = waiting.stream().map(CompletableFuture::join).toList();
        long kept = all.stream().filter(answer -> answer.kind() == Kind.KEPT).count();
        assertThat(kept).isPositive();
        assertThat(count("receipt")).isEqualTo(kept);
    }

    /** Stands in for READ: blanks say nothing, and "?" cannot be read. */
    private static Optional<String> withoutBlanks(Mapping mapping, Content content) {
        String text = new String(content.bytes(1_000), StandardCharsets.UTF_8);
        return text.contains("?") ? Optional.empty() : Optional.of(text.replace(" ", ""));
    }

    private void start(int maxWaiting, int writers) {
        slice = new LedgerSlice(home)
                .with(
                        ReceiveProperties.class,
                        new ReceiveProperties(MAX_SIZE, INLINE, maxWaiting, 200, writers, Duration.ofSeconds(60)))
                .with(InputMeaning.class, ReceiveIT::withoutBlanks)
                .rooms(
                        "platform.store.HubHome",
                        "platform.blob.BlobTable",
                        "platform.blob.BlobStore",
                        "intake.receive.ReceiptTable",
                        "intake.receive.ReceiptWriter",
                        "intake.receive.StoredReceipts",
                        "intake.receive.Intake",
                        "intake.receive.KeptCopies")
                .start();
        intake = slice.get(Intake.class);
    }

    /** Holds every commit of receipts up until the transaction of the connection given back ends. */
    private Connection blockedWriters() throws SQLException {
        Connection connection = slice.get(DataSource.class).getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table receipt_key in exclusive mode");
        return connection;
    }

    private long waiters() {
        return slice.jdbc()
                .sql("select count(*) from pg_locks where not granted")
                .query(Long.class)
                .single();
    }

    private String databaseName() {
        return slice.jdbc().sql("select current_database()").query(String.class).single();
    }

    private CompletableFuture<Answer> sendLater(Inbound inbound) {
        return CompletableFuture.supplyAsync(() -> keep(inbound), senders);
    }

    private Answer keep(String key, String words) {
        return keep(inbound(key, words));
    }

    private Answer keep(Inbound inbound) {
        return intake.keep(inbound, "test", "email");
    }

    private Receipt receipt(Answer answer) {
        return slice.get(ReceiptBytes.class)
                .receipts(List.of(answer.receiptId()))
                .get(0);
    }

    private long count(String table) {
        return slice.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    private static Inbound inbound(String key, String words) {
        return new Inbound(bytes(words), List.of(key), Map.of(), SameKey.KEEP_BOTH);
    }

    private static Inbound mail(String key, String digest, String words) {
        return new Inbound(bytes(words), List.of(key, "sha256:" + digest), Map.of(), SameKey.KEEP_BOTH);
    }

    private static Content bytes(String words) {
        return Content.of(words.getBytes(StandardCharsets.UTF_8));
    }
}
