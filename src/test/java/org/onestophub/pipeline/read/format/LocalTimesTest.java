package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalTimesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static DateTimeFormatter pattern(String text) {
        return DateTimeFormatter.ofPattern(text).withResolverStyle(ResolverStyle.STRICT);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-18T09:01:02, 2026-09-18T01:01:02Z",
        "2026-09-18T09:01:02.999+09:00, 2026-09-18T00:01:02Z",
        "18/09/2026 09:01:02, 2026-09-18T01:01:02Z",
        "18/09/2026, 2026-09-17T16:00:00Z",
        " 18/09/2026 , 2026-09-17T16:00:00Z",
        "46283, 2026-09-17T16:00:00Z",
        "46283.5, 2026-09-18T04:00:00Z",
        "46283.500005, 2026-09-18T04:00:00Z",
        "46283.999999, 2026-09-18T16:00:00Z",
        "19999, ''",
        "80000, ''",
        "31/02/2026, ''",
        "2026-02-31T00:00:00, ''",
        "18T09, ''",
        "'', ''"
    })
    void timeOfASenderIsAnInstantOfWholeSeconds(String text, String instant) {
        List<DateTimeFormatter> patterns = List.of(pattern("dd/MM/uuuu HH:mm:ss"), pattern("dd/MM/uuuu"));

        assertThat(new LocalTimes(ZONE)
                        .instant(text, patterns)
                        .map(Instant::toString)
                        .orElse(""))
                .isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "18/09/2026, 2026-09-18T15:59:59Z",
        "18/09/2026 00:00:00, 2026-09-17T16:00:00Z",
        "46283, 2026-09-18T15:59:59Z",
        "46283.0, 2026-09-18T15:59:59Z",
        "46283.5, 2026-09-18T04:00:00Z",
        "2026-09-18T09:01:02, 2026-09-18T01:01:02Z",
        "29/02/2026, ''"
    })
    void dayByWhichSomethingEndsIsTheWholeDay(String text, String instant) {
        List<DateTimeFormatter> patterns = List.of(pattern("dd/MM/uuuu HH:mm:ss"), pattern("dd/MM/uuuu"));

        assertThat(new LocalTimes(ZONE)
                        .instant(text, patterns, true)
                        .map(Instant::toString)
                        .orElse(""))
                .isEqualTo(instant);
    }

    @Test
    void textOf40CharactersIsTheLongestTime() {
        DateTimeFormatter padded = pattern("dd/MM/uuuu'" + "x".repeat(30) + "'");
        DateTimeFormatter longer = pattern("dd/MM/uuuu'" + "x".repeat(31) + "'");

        assertThat(new LocalTimes(ZONE).instant("18/09/2026" + "x".repeat(30), List.of(padded)))
                .isPresent();
        assertThat(new LocalTimes(ZONE).instant("18/09/2026" + "x".repeat(31), List.of(longer)))
                .isEmpty();
    }
}
