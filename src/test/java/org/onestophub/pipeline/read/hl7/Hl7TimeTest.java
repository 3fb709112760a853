package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Hl7TimeTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({
        "20260918, 2026-09-17T16:00:00Z",
        "2026-9-18, 2026-09-17T16:00:00Z",
        "2026.09.18, 2026-09-17T16:00:00Z",
        "2026年9月18日, 2026-09-17T16:00:00Z",
        "2026091809, 2026-09-18T01:00:00Z",
        "202609180901, 2026-09-18T01:01:00Z",
        "20260918090102, 2026-09-18T01:01:02Z",
        "20260918090102.123, 2026-09-18T01:01:02Z",
        "2026-09-18T09:01:02Z, 2026-09-18T09:01:02Z",
        "2026-09-18 09:01:02+0900, 2026-09-18T00:01:02Z",
        "2026-09-18 09:01:02 -05:00, 2026-09-18T14:01:02Z",
        "18500101, 1849-12-31T15:54:17Z",
        "22001231, 2200-12-30T16:00:00Z",
        "18491231, ''",
        "22010101, ''",
        "20260230, ''",
        "2026091825, ''",
        "20260918+9900, ''",
        "2026-09-18 09:01:02.123456789       +0800, ''",
        "'', ''"
    })
    void timeOfHl7IsAnInstant(String text, String instant) {
        assertThat(Hl7Time.instant(text, ZONE).map(Instant::toString).orElse(""))
                .isEqualTo(instant);
    }

    @Test
    void dateOfHl7LeavesTheTimeOut() {
        assertThat(Hl7Time.date("20260918235959")).contains(LocalDate.of(2026, 9, 18));
        assertThat(Hl7Time.date("2026/1/2 25")).contains(LocalDate.of(2026, 1, 2));
        assertThat(Hl7Time.date("2026-13-01")).isEmpty();
        assertThat(Hl7Time.date("1849-01-01")).isEmpty();
    }
}
