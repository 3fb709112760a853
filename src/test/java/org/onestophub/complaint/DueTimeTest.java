package org.onestophub.complaint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

class DueTimeTest {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Test
    void dayEndsAtTwentyFourAndTheNextDoesNotBegin() {
        ZonedDateTime end = ZonedDateTime.parse("2027-01-01T00:00+08:00[Asia/Shanghai]");

        assertThat(DueTime.text(end, MINUTES)).isEqualTo("2026-12-31 24:00");
        assertThat(DueTime.text(end, SECONDS)).isEqualTo("2026-12-31 24:00:00");
        assertThat(DueTime.text(end, DateTimeFormatter.ofPattern("HH:mm"))).isEqualTo("24:00");
        assertThat(DueTime.dayOf(end)).isEqualTo(LocalDate.of(2026, 12, 31));
    }

    @Test
    void anyOtherTimeStaysAsItIs() {
        ZonedDateTime due = ZonedDateTime.parse("2026-12-01T00:00:01+08:00[Asia/Shanghai]");

        assertThat(DueTime.text(due, SECONDS)).isEqualTo("2026-12-01 00:00:01");
        assertThat(DueTime.dayOf(due)).isEqualTo(LocalDate.of(2026, 12, 1));
    }
}
