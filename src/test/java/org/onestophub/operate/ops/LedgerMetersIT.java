package org.onestophub.operate.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

class LedgerMetersIT {

    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    private final JdbcClient jdbc = JdbcClient.create(TestPostgres.freshDatabase());
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LedgerMeters stock = new LedgerMeters(jdbc, Clock.fixed(NOW, ZoneOffset.UTC), meters);

    @Test
    void whatWaitsIsToldByLaneAndCountedToItsBound() {
        waiting("complaint", 3, Duration.ofSeconds(90));
        waiting("patient", 10_500, Duration.ofSeconds(5));
        waiting("context", 1, Duration.ofHours(-1));
        waiting("slow", 2, Duration.ofSeconds(300));

        stock.look();

        assertThat(gauge("hub.work.waiting", "complaint")).isEqualTo(3);
        assertThat(gauge("hub.work.oldest.seconds", "complaint")).isEqualTo(90);
        assertThat(gauge("hub.work.waiting", "patient")).isEqualTo(10_000);
        assertThat(gauge("hub.work.oldest.seconds", "patient")).isEqualTo(5);
        assertThat(gauge("hub.work.waiting", "context")).isEqualTo(1);
        assertThat(gauge("hub.work.oldest.seconds", "context")).as("due later").isZero();
        assertThat(gauge("hub.work.waiting", "slow")).isEqualTo(2);
        assertThat(gauge("hub.work.oldest.seconds", "slow")).isEqualTo(300);
        assertThat(gauge("hub.work.waiting", "bulk")).isZero();
        assertThat(gauge("hub.work.waiting", "pages")).isZero();
        assertThat(gauge("hub.work.oldest.seconds", "pages")).isZero();
    }

    @Test
    void ledgerThatCannotBeAskedMakesThemUnknown() {
        stock.look();
        jdbc.sql("alter table work rename to away").update();

        stock.look();

        assertThat(gauge("hub.work.waiting", "complaint")).isNaN();
    }

    private void waiting(String lane, int count, Duration due) {
        jdbc.sql(
                        "insert into work (lane, ref, due_at) select :lane, n, cast(:due as timestamptz) + n * interval '1 ms' from generate_series(0, :last) n")
                .param("lane", lane)
                .param("due", java.sql.Timestamp.from(NOW.minus(due)))
                .param("last", count - 1)
                .update();
    }

    private double gauge(String meter, String lane) {
        return meters.get(meter).tag("lane", lane).gauge().value();
    }
}
