package org.onestophub.loop.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.HubProperties;
import org.onestophub.problem.Problem;
import org.springframework.mock.env.MockEnvironment;

class ChannelExpectationTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final WorkingHours HOURS = new WorkingHours(
            CalendarFile.read(Path.of("mappings/calendars/cn-mainland.csv")).calendar(),
            ZONE,
            LocalTime.of(8, 0),
            LocalTime.of(18, 0));

    @ParameterizedTest
    @CsvSource({
        // within a day, over a night, over a weekend
        "2026-11-18T09:00, 4h, 2026-11-18T13:00",
        "2026-11-18T16:00, 4h, 2026-11-19T10:00",
        "2026-11-20T16:00, 4h, 2026-11-23T10:00",
        // from a night, from a Saturday, and to the very end of a day
        "2026-11-18T03:00, 4h, 2026-11-18T12:00",
        "2026-11-21T12:00, 4h, 2026-11-23T12:00",
        "2026-11-18T09:00, 9h, 2026-11-18T18:00",
        // Spring Festival 2026: Saturday the 14th is worked, then nobody until Tuesday the 24th
        "2026-02-13T17:00, 2h, 2026-02-14T09:00",
        "2026-02-14T17:00, 2h, 2026-02-24T09:00",
        // year end: Friday the 2nd is a holiday, Sunday the 4th is worked
        "2025-12-31T17:00, 2h, 2026-01-04T09:00",
        // several days
        "2026-09-30T08:00, 25h, 2026-10-09T13:00"
    })
    void workingHoursAreCountedByTheCalendar(LocalDateTime last, String every, LocalDateTime expected) {
        ChannelExpectation expectation = new ChannelExpectation(Duration.parse("PT" + every), null, false);

        assertThat(expectation.after(at(last), HOURS)).contains(at(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-18T09:00, 2026-11-19T09:30", "2026-11-18T23:59, 2026-11-19T09:30",
                "2026-11-19T00:00, 2026-11-20T09:30",
        "2026-11-20T09:00, 2026-11-23T09:30", "2026-02-13T09:00, 2026-02-14T09:30",
                "2026-02-14T09:00, 2026-02-24T09:30",
        "2025-12-31T09:00, 2026-01-04T09:30", "2026-02-18T09:00, 2026-02-24T09:30"
    })
    void eachWorkingDayHasItsTime(LocalDateTime last, LocalDateTime expected) {
        ChannelExpectation expectation = new ChannelExpectation(null, LocalTime.of(9, 30), false);

        assertThat(expectation.after(at(last), HOURS)).contains(at(expected));
    }

    @Test
    void roundTheClockNeedsNoCalendar() {
        Instant last = at(LocalDateTime.parse("2026-02-14T17:00"));

        assertThat(new ChannelExpectation(Duration.ofHours(2), null, true).after(last, HOURS))
                .contains(last.plus(Duration.ofHours(2)));
    }

    @Test
    void theEarlierOfTwoBoundsHoldsAndWithoutBoundsNothingIsExpected() {
        Instant last = at(LocalDateTime.parse("2026-11-18T10:00"));
        LocalTime by = LocalTime.of(9, 30);

        assertThat(new ChannelExpectation(Duration.ofHours(2), by, false).after(last, HOURS))
                .contains(at(LocalDateTime.parse("2026-11-18T12:00")));
        assertThat(new ChannelExpectation(Duration.ofHours(20), by, false).after(last, HOURS))
                .contains(at(LocalDateTime.parse("2026-11-19T09:30")));
        assertThat(ChannelExpectation.NONE.after(last, HOURS)).isEmpty();
    }

    @Test
    void expectationsComeFromTheSettingsOfTheChannel() {
        Duties duties = duties(new MockEnvironment()
                .withProperty("hub.channels.letter-sftp.expected-by", "09:30")
                .withProperty("hub.channels.patient-adt.expected-every", "10m")
                .withProperty("hub.channels.patient-adt.expected-hours", "always"));
        Instant last = at(LocalDateTime.parse("2026-11-18T10:00"));

        assertThat(duties.faults()).isEmpty();
        assertThat(duties.expectedBy("letter-sftp", last)).contains(at(LocalDateTime.parse("2026-11-19T09:30")));
        assertThat(duties.expectedBy("patient-adt", last)).contains(last.plusSeconds(600));
        assertThat(duties.expectedBy("email", last)).isEmpty();
        assertThat(duties.isCalendarKnown(last)).isTrue();
        // midnight in Shanghai, still the year before in UTC
        assertThat(duties.isCalendarKnown(Instant.parse("2026-12-31T16:00:00Z")))
                .isFalse();
    }

    @Test
    void expectationNobodyCanKeepIsAFaultOfTheStart() {
        Duties duties = duties(new MockEnvironment()
                .withProperty("hub.channels.email.expected-every", "often")
                .withProperty("hub.channels.desk.expected-every", "-1h")
                .withProperty("hub.channels.hotline.expected-by", "25:00")
                .withProperty("hub.channels.letter-ftp.expected-hours", "some"));

        assertThat(duties.faults()).extracting("code").containsOnly(Problem.SETTING_INVALID.code());
        assertThat(duties.faults())
                .extracting("file")
                .containsExactlyInAnyOrder(
                        "hub.channels.email.expected-every", "hub.channels.desk.expected-every",
                        "hub.channels.hotline.expected-by", "hub.channels.letter-ftp.expected-hours");
    }

    private static Duties duties(MockEnvironment environment) {
        HubProperties hub =
                new HubProperties(Path.of("target"), Path.of("."), ZONE, new HubProperties.Institution("", ""));
        return new Duties(hub, new DutyProperties("cn-mainland", LocalTime.of(8, 0), LocalTime.of(18, 0)), environment);
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }
}
