package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

class AppliedTableIT {

    private static final Instant APPLIED = Instant.parse("2026-11-22T01:00:00Z");

    private final JdbcClient jdbc = JdbcClient.create(TestPostgres.freshDatabase());
    private final AppliedTable table = new AppliedTable(jdbc, Clock.systemUTC(), "this hub");

    @Test
    void deliveryThatOurMappingSpoiltSinceIsSeenAndWhatTheDestinationDidIsNot() {
        failed("oa", "DL-201", APPLIED.plusSeconds(1));
        failed("crm", "DL-302", APPLIED.plusSeconds(1));
        failed("his", "DL-201", APPLIED.minusSeconds(1));

        assertThat(table.undeliveredSince(RouteFileName.of("out-oa"), APPLIED)).isEqualTo("DL-201");
        assertThat(table.undeliveredSince(RouteFileName.of("out-crm"), APPLIED)).isEmpty();
        assertThat(table.undeliveredSince(RouteFileName.of("out-his"), APPLIED)).isEmpty();
    }

    private void failed(String destination, String code, Instant at) {
        jdbc.sql("insert into destination (name, last_error_at, last_error_code) values (:name, :at, :code)")
                .param("name", destination)
                .param("at", java.sql.Timestamp.from(at))
                .param("code", code)
                .update();
    }
}
