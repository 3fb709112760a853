package org.onestophub.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.pipeline.read.calls.CdrTime;
import org.onestophub.pipeline.read.form.LocalTimes;
import org.onestophub.pipeline.read.hl7.Hl7Time;

/** Times as HL7 systems, telephone systems and spreadsheets write them. */
class WrittenTimesTest {

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

    @Test
    void textOf40CharactersIsTheLongestTime() {
        DateTimeFormatter padded = pattern("dd/MM/uuuu'" + "x".repeat(30) + "'");
        DateTimeFormatter longer = pattern("dd/MM/uuuu'" + "x".repeat(31) + "'");

        assertThat(new LocalTimes(ZONE).instant("18/09/2026" + "x".repeat(30), List.of(padded)))
                .isPresent();
        assertThat(new LocalTimes(ZONE).instant("18/09/2026" + "x".repeat(31), List.of(longer)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy-MM-dd HH:mm:ss, 2026-09-18 09:01:02, 2026-09-18T01:01:02Z",
        "yyyy-MM-dd HH:mm:ss, 2026-02-30 09:01:02, ''",
        "yyyy-MM-dd HH:mm:ss, 0, ''",
        "yyyy-MM-dd HH:mm:ss, '', ''",
        "epoch, 1, 1970-01-01T00:00:01Z",
        "epoch, 253402300799, 9999-12-31T23:59:59Z",
        "epoch, 253402300800, ''",
        "epoch, -1, ''",
        "epoch, 00, ''",
        "epoch, 1.5, ''"
    })
    void timeOfATelephoneSystemIsAnInstant(String format, String text, String instant) {
        assertThat(CdrTime.of(format, ZONE).instant(text).map(Instant::toString).orElse(""))
                .isEqualTo(instant);
    }

    private static DateTimeFormatter pattern(String text) {
        return DateTimeFormatter.ofPattern(text).withResolverStyle(ResolverStyle.STRICT);
    }
}
