package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordsTest {

    private final Words words =
            new Words(Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), null, Instant.parse("2026-11-30T08:00:00Z"));

    @Test
    void whatIsDueByTheEndOfADayIsDueOnThatDay() {
        assertThat(words.until(Instant.parse("2026-11-30T16:00:00Z"))).isEqualTo("24:00");
        assertThat(words.until(Instant.parse("2026-12-07T16:00:00Z"))).isEqualTo("12-07 24:00");
        assertThat(words.until(Instant.parse("2026-12-31T16:00:00Z"))).isEqualTo("12-31 24:00");
        assertThat(words.until(Instant.parse("2027-01-07T16:00:00Z"))).isEqualTo("2027-01-07 24:00:00");
        assertThat(words.until(Instant.parse("2026-11-30T09:30:00Z"))).isEqualTo("17:30");
        assertThat(words.fact("duty", new TimeLine.Fact("dueAt", "2026-12-07T16:00:00Z")))
                .isEqualTo("2026-12-07 24:00:00");
        assertThat(words.fact("duty", new TimeLine.Fact("metAt", "2026-12-07T16:00:00Z")))
                .isEqualTo("2026-12-08 00:00:00");
    }

    @Test
    void sizesOnTheTimeLineHaveAUnit() {
        assertThat(words.fact("arrived", new TimeLine.Fact("sizeBytes", "203"))).isEqualTo("203 B");
        assertThat(words.fact("arrived", new TimeLine.Fact("sizeBytes", "2048")))
                .isEqualTo("2.0 KB");
    }

    @Test
    void amountsAreSaidInTheUnitOfTheirCondition() {
        assertThat(words.amount(90, "seconds")).isEqualTo("1 min");
        assertThat(words.amount(172_800, "seconds")).isEqualTo("2 d");
        assertThat(words.amount(1, "days")).isEqualTo("24 h");
        assertThat(words.amount(14, "days")).isEqualTo("14 d");
        assertThat(words.amount(2_147_483_648L, "bytes")).isEqualTo("2.0 GB");
        assertThat(words.amount(12, "count")).isEqualTo("12");
    }
}
