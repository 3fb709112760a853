package org.onestophub.intake.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound.SameKey;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.problem.Problem;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** What arrives twice is counted; what comes under a known key with other bytes is something else. */
class ReceiptWriterIT {

    private static final Mapping MAPPING = new Mapping(
            "hotline",
            Path.of("mappings/hotline"),
            "json",
            JsonNodeFactory.instance.objectNode(),
            "hotline.jslt",
            "complaint");

    private final DataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final ReceiptWriter writer = new ReceiptWriter(
            new ReceiptTable(
                    database,
                    Clock.systemUTC(),
                    new HubProperties(
                            Path.of("data"),
                            Path.of("."),
                            ZoneId.of("Asia/Shanghai"),
                            new HubProperties.Institution("", ""))),
            new WorkSignal(),
            new ReceiveProperties(DataSize.ofMegabytes(1), DataSize.ofKilobytes(64), 10, 10, 2, Duration.ofMinutes(2)),
            new WalkMeters(new SimpleMeterRegistry()));

    @BeforeEach
    void start() {
        writer.start();
    }

    @AfterEach
    void stop() {
        writer.stop();
    }

    @Test
    void theSameBytesAgainAreOneMoreArrivalOfTheSameReceipt() {
        Answer first = writer.write(receipt("a", SameKey.REFUSE, "k"));
        Answer again = writer.write(receipt("a", SameKey.REFUSE, "k"));

        assertThat(again.kind()).isEqualTo(Answer.Kind.REPEATED);
        assertThat(again.number()).isEqualTo(first.number());
        assertThat(arrivals("k")).isEqualTo(2);
    }

    @Test
    void otherBytesUnderAKnownKeyAreNoArrivalOfWhatIsThere() {
        Answer first = writer.write(receipt("a", SameKey.REFUSE, "k"));
        Answer other = writer.write(receipt("b", SameKey.REFUSE, "k"));

        assertThat(other.kind()).isEqualTo(Answer.Kind.REFUSED);
        assertThat(other.problem()).isEqualTo(Problem.KEY_REUSED);
        assertThat(other.number()).isNotEqualTo(first.number());
        assertThat(arrivals("k")).isEqualTo(1);
    }

    @Test
    void otherBytesUnderOneOfManyKeysAreKeptBesideWhatIsThere() {
        writer.write(receipt("a", SameKey.KEEP_BOTH, "place", "sha256:a"));
        Answer other = writer.write(receipt("b", SameKey.KEEP_BOTH, "place", "sha256:b"));

        assertThat(other.kind()).isEqualTo(Answer.Kind.KEPT);
        assertThat(jdbc.sql("select raw from receipt where id = ?")
                        .param(other.receiptId())
                        .query(byte[].class)
                        .single())
                .isEqualTo("b".getBytes(StandardCharsets.UTF_8));
        assertThat(arrivals("place")).isEqualTo(1);
        assertThat(arrivals("sha256:a")).isEqualTo(1);
    }

    private int arrivals(String key) {
        return jdbc.sql("select arrivals from receipt_key where key = ?")
                .param(key)
                .query(Integer.class)
                .single();
    }

    private static NewReceipt receipt(String text, SameKey sameKey, String... keys) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        return new NewReceipt(
                "hotline",
                MAPPING,
                List.of(keys),
                Digest.raw(raw),
                raw.length,
                raw,
                "{}",
                sameKey,
                NewReceipt.Refusal.NONE,
                "");
    }
}
