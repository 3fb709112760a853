package org.onestophub.intake.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound.SameKey;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.util.unit.DataSize;

class ReceiptWriterTest {

    /** A thread each: senders wait. */
    private static final Executor SENDERS = task -> new Thread(task, "sender").start();

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-18T01:02:03Z"), ZONE);

    @Test
    void oneSenderMoreThanMayWaitIsSentAwayAtOnce() throws InterruptedException {
        StuckDatabase database = new StuckDatabase();
        ReceiptWriter writer = writerOn(database);
        writer.start();

        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> writer.write(receipt("1")), SENDERS);
        database.reached.await();
        List<CompletableFuture<Answer>> two = List.of(
                CompletableFuture.supplyAsync(() -> writer.write(receipt("2")), SENDERS),
                CompletableFuture.supplyAsync(() -> writer.write(receipt("3")), SENDERS));

        // the first is with the database, and of the other two only one finds a place to wait
        Object soonest = CompletableFuture.anyOf(two.get(0), two.get(1)).join();
        assertThat(((Answer) soonest).problem()).isEqualTo(Problem.OVERLOADED);
        assertThat(first).isNotDone();

        database.released.countDown();
        assertThat(first.join().problem()).isEqualTo(Problem.STORE_UNAVAILABLE);
        assertThat(two)
                .extracting(answer -> answer.join().problem())
                .containsExactlyInAnyOrder(Problem.OVERLOADED, Problem.STORE_UNAVAILABLE);
        writer.stop();
    }

    @Test
    void senderIsNotKeptWaitingForOneWhoNeverComes() throws InterruptedException {
        StuckDatabase database = new StuckDatabase();
        database.released.countDown();
        WorkSignal signal = new WorkSignal();
        ReceiptWriter writer = writerOn(database, signal);
        writer.start();
        CountDownLatch judged = new CountDownLatch(1);
        CountDownLatch onItsWay = new CountDownLatch(1);
        CompletableFuture<Boolean> other = CompletableFuture.supplyAsync(
                () -> signal.serve(() -> {
                    onItsWay.countDown();
                    return judgedWhen(judged);
                }),
                SENDERS);
        onItsWay.await();

        assertThat(writer.write(receipt("1")).problem()).isEqualTo(Problem.STORE_UNAVAILABLE);

        assertThat(database.reached.getCount()).isZero();
        assertThat(other).isNotDone();
        judged.countDown();
        writer.stop();
    }

    private static boolean judgedWhen(CountDownLatch judged) {
        try {
            judged.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void writerThatDoesNotRunTakesNothing() {
        Answer answer = writerOn(new StuckDatabase()).write(receipt("1"));

        assertThat(answer.kind()).isEqualTo(Answer.Kind.UNAVAILABLE);
        assertThat(answer.problem()).isEqualTo(Problem.STORE_UNAVAILABLE);
    }

    private static ReceiptWriter writerOn(StuckDatabase database) {
        return writerOn(database, new WorkSignal());
    }

    private static ReceiptWriter writerOn(StuckDatabase database, WorkSignal signal) {
        HubProperties hub =
                new HubProperties(Path.of("data"), Path.of("."), ZONE, new HubProperties.Institution("", ""));
        ReceiveProperties one = new ReceiveProperties(
                DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), 1, 1, 1, Duration.ofMinutes(1));
        return new ReceiptWriter(
                new ReceiptTable(database, CLOCK, hub), signal, one, new WalkMeters(new SimpleMeterRegistry()));
    }

    private static NewReceipt receipt(String key) {
        Mapping mapping = new Mapping(
                "email",
                Path.of("mappings/email"),
                "mime",
                JsonNodeFactory.instance.objectNode(),
                "email.jslt",
                "complaint");
        return new NewReceipt(
                "email",
                mapping,
                List.of(key),
                new byte[32],
                1,
                new byte[] {1},
                "{}",
                SameKey.KEEP_BOTH,
                NewReceipt.Refusal.NONE,
                "");
    }

    /** A database that neither gives a connection nor refuses one until it is let go. */
    private static final class StuckDatabase extends AbstractDataSource {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public Connection getConnection() throws SQLException {
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new SQLException("no connection", "08001");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
