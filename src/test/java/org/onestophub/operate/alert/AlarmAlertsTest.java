package org.onestophub.operate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;

class AlarmAlertsTest {

    private static final Instant NOW = Instant.parse("2026-11-29T08:00:00Z");

    @Test
    void alarmsThatReachedNobodyAreTroubleWithItsCode() {
        AlertObservation observed = new AlarmAlerts(now -> 2).look(NOW).get(0);

        assertThat(observed.level()).isEqualTo(AlertObservation.Level.HOLDS);
        assertThat(observed.code()).isEqualTo(Problem.ALARM_NOT_DELIVERED.code());
    }

    @Test
    void noneIsNoTrouble() {
        assertThat(new AlarmAlerts(now -> 0).look(NOW).get(0).level()).isEqualTo(AlertObservation.Level.OVER);
    }
}
