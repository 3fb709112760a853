package org.onestophub.pipeline.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.GivenWalks;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.platform.ledger.WorkQueueForTests;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How a walk ends that met a problem. */
class QuarantineStepIT {

    private static final Instant NOW = Instant.parse("2026-09-18T01:02:03Z");
    private static final long ID = 7;

    private JdbcClient jdbc;
    private QuarantineStep quarantine;

    @BeforeEach
    void keepOneReceipt() {
        DataSource database = TestPostgres.freshDatabase();
        jdbc = JdbcClient.create(database);
        WalkMeters meters = new WalkMeters(new SimpleMeterRegistry());
        // parking asks for no mapping
        HeldItems held = new HeldItems(
                new HeldTable(jdbc),
                WorkQueueForTests.in(jdbc),
                jdbc,
                TestPostgres.transactionsOn(database),
                null,
                new WorkSignal(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                meters);
        quarantine = new QuarantineStep(held, meters);
        jdbc.sql(
                        "insert into receipt (id, received_at, channel, mapping, source_key, sha256, size_bytes, raw, transport) "
                                + "values (7, '2026-09-18T01:02:03Z', 'email', 'email', 'k', '', 0, '', '{}')")
                .update();
        jdbc.sql("insert into work (lane, ref, due_at, lease_until, attempts) "
                        + "values ('complaint', 7, '2026-09-18T01:02:03Z', '2026-09-18T01:12:03Z', 1)")
                .update();
    }

    @Test
    void faultOfTheDatumIsHeldWithItsCodeAndField() {
        quarantine.hold(failed(new ProblemException(Problem.CORRUPT, "body")));

        assertThat(held())
                .containsEntry("code", "RD-103")
                .containsEntry("room", "read")
                .containsEntry("field", "body");
        assertThat(state()).isEqualTo("parked");
        assertThat(waiting()).isZero();
    }

    @Test
    void faultOfTheOutsideIsTriedAgainHoweverOften() {
        jdbc.sql("update work set attempts = 40").update();

        quarantine.hold(failed(new ProblemException(Problem.RECORD_UNAVAILABLE)));

        assertThat(state()).isEqualTo("kept");
        assertThat(jdbc.sql("select due_at > '2026-09-18T01:02:03Z' and lease_until is null from work")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void faultNobodyForesawIsTriedAgainAndHeldAtTheThirdTime() {
        quarantine.hold(failed(new IllegalStateException("测试甲")));
        assertThat(state()).isEqualTo("kept");

        jdbc.sql("update work set attempts = 3").update();
        quarantine.hold(failed(new IllegalStateException("测试甲")));

        assertThat(state()).isEqualTo("parked");
        assertThat(held()).containsEntry("code", Problem.READ_FAULT.code());
        assertThat(held().toString()).doesNotContain("测试甲");
    }

    @Test
    void listThatFailsAsAWholeIsTriedAgain() {
        Exchange exchange = failed(new NoSuchElementException());
        exchange.getMessage().setBody((GivenWalks) () -> List.of(walk()));

        quarantine.hold(exchange);

        assertThat(state()).isEqualTo("kept");
        assertThat(jdbc.sql("select lease_until is null from work")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"map, MP-901", "check, CK-901", "enrich, EN-901", "record, RE-901"})
    void faultNobodyForesawHasTheCodeOfItsRoom(String room, String code) {
        jdbc.sql("update work set attempts = 3").update();
        List<String> rooms = List.of("read", "map", "check", "enrich", "record");
        Walk walk = walk();
        for (String done : rooms.subList(0, rooms.indexOf(room))) {
            walk = walk.in(done, same -> same);
        }

        quarantine.hold(failed(walk, new IllegalStateException("a fault")));

        assertThat(held()).containsEntry("code", code).containsEntry("room", room);
    }

    @Test
    void faultNobodyForesawWhileALetterIsBroughtTogetherIsHeldToo() {
        jdbc.sql("update work set lane = 'pages', attempts = 3").update();
        Exchange exchange = failed(new IllegalStateException("a fault"));
        exchange.getMessage().setBody(walk().receipt());

        quarantine.hold(exchange);

        assertThat(held()).containsEntry("code", "RC-901").containsEntry("room", "receive");
        assertThat(waiting()).isZero();
    }

    private static Exchange failed(Exception fault) {
        return failed(walk(), fault);
    }

    private static Exchange failed(Walk walk, Exception fault) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(walk);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, fault);
        return exchange;
    }

    private static Walk walk() {
        return Walk.of(new Receipt(ID, "", "email", "email", "k", "", NOW, Map.of(), Content.of(new byte[0])));
    }

    private Map<String, Object> held() {
        return jdbc.sql("select code, room, field from held where released_at is null")
                .query()
                .singleRow();
    }

    private String state() {
        return jdbc.sql("select state from receipt where id = 7")
                .query(String.class)
                .single();
    }

    private long waiting() {
        return jdbc.sql("select count(*) from work").query(Long.class).single();
    }
}
