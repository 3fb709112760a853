package org.onestophub.loop.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDatesTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DueDates DATES = new DueDates(
            CalendarFile.read(Path.of("mappings/calendars/cn-mainland.csv")).calendar(),
            ZONE,
            LocalTime.of(8, 0),
            LocalTime.of(17, 30));

    @ParameterizedTest
    @DaysCountedByHand
    void workingDaysEndAsCountedByHand(
            LocalDate received, LocalDate one, LocalDate three, LocalDate five, LocalDate ten, LocalDate fifteen) {
        for (LocalTime at : List.of(LocalTime.MIN, LocalTime.NOON, LocalTime.of(23, 59, 59))) {
            Instant start = received.atTime(at).atZone(ZONE).toInstant();
            assertThat(List.of(1, 3, 5, 10, 15))
                    .extracting(days -> after(start, days + " working-days").day())
                    .containsExactly(one, three, five, ten, fifteen);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // 15 days from 19 September 2026 end on 4 October, a holiday; the next working day is the 8th
        "2026-09-19T09:00, 15 calendar-days, 2026-10-08",
        // 60 days from 16 December 2025 end on Saturday 14 February 2026, a make-up working day
        "2025-12-16T09:00, 60 calendar-days, 2026-02-14",
        // a Sunday is moved to Monday
        "2026-11-22T09:00, 7 calendar-days, 2026-11-30",
        "2026-11-20T23:59, 7 calendar-days, 2026-11-27",
        // the same day, and on a day off the next working day
        "2026-11-20T09:00, 0 working-days, 2026-11-20",
        "2026-11-21T09:00, 0 working-days, 2026-11-23",
        "2026-11-21T09:00, 0 calendar-days, 2026-11-23",
        // received on a day off: the first working day is the first that is counted
        "2026-10-03T09:00, 1 working-day, 2026-10-08",
        // on a make-up Sunday that is worked
        "2026-09-20T09:00, 1 working-day, 2026-09-21",
        // by the year; 29 February has none in 2027
        "2024-02-29T09:00, 2 years, 2026-02-28",
        "2023-10-03T09:00, 3 years, 2026-10-08"
    })
    void daysAndYearsEndOnWorkingDays(String start, String limit, LocalDate day) {
        Due due = after(at(start), limit);

        assertThat(due.day()).isEqualTo(day);
        assertThat(due.at()).isEqualTo(at(day.plusDays(1) + "T00:00"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T16:30, 12 hours, 2026-11-21T04:30",
        "2026-11-20T23:50, 15 minutes, 2026-11-21T00:05",
        "2026-11-20T16:30, 2 working-hours, 2026-11-23T09:00",
        "2026-11-20T18:00, 2 working-hours, 2026-11-23T10:00",
        "2026-09-30T17:00, 1 working-hour, 2026-10-08T08:30",
        "2026-11-20T07:00, 9 working-hours, 2026-11-20T17:00"
    })
    void hoursBeginAtOnce(String start, String limit, String end) {
        assertThat(after(at(start), limit).at()).isEqualTo(at(end));
    }

    @Test
    void lastDayEndsWithTheBusinessHoursIfTheRuleSaysSo() {
        Due due = DATES.after(at("2026-11-20T09:00"), limit("1 working-day"), true, List.of());

        assertThat(due.at()).isEqualTo(at("2026-11-23T17:30"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-24T09:00, 5 working-days, 2026-12-31, false",
        "2026-12-25T09:00, 5 working-days, 2027-01-01, true",
        "2026-12-17T09:00, 15 calendar-days, 2027-01-01, true",
        "2026-12-31T17:00, 1 working-hour, 2027-01-01, true",
        "2026-12-31T17:00, 12 hours, 2027-01-01, false",
        "2024-11-28T09:00, 3 years, 2027-11-29, true"
    })
    void dueDateBeyondTheLastLoadedYearIsProvisional(String start, String limit, LocalDate day, boolean provisional) {
        Due due = after(at(start), limit);

        assertThat(due.day()).isEqualTo(day);
        assertThat(due.provisional()).isEqualTo(provisional);
    }

    @ParameterizedTest
    @CsvSource({
        // appraisal from Tuesday to Thursday: Tuesday and Wednesday are not counted
        "2026-11-20T09:00, 5 working-days, 2026-11-24T10:00, 2026-11-26T10:00, 2026-12-01",
        // within one day nothing is lost
        "2026-11-20T09:00, 5 working-days, 2026-11-24T10:00, 2026-11-24T16:00, 2026-11-27",
        // after the limit has ended
        "2026-11-20T09:00, 5 working-days, 2026-11-30T10:00, 2026-12-24T16:00, 2026-11-27",
        "2026-11-20T09:00, 2 hours, 2026-11-20T10:00, 2026-11-20T15:00, 2026-11-20",
        "2026-11-20T16:00, 3 working-hours, 2026-11-20T17:00, 2026-11-23T12:00, 2026-11-23",
        "2023-11-20T09:00, 3 years, 2024-01-01T09:00, 2024-01-05T09:00, 2026-11-24"
    })
    void pausesAreNotCounted(String start, String limit, String from, String to, LocalDate day) {
        Due due = DATES.after(at(start), limit(limit), false, List.of(new Pause(at(from), at(to))));

        assertThat(due.day()).isEqualTo(day);
    }

    @Test
    void dueDateIsUnknownWhileAPauseLasts() {
        List<Pause> open = List.of(new Pause(at("2026-11-24T10:00"), null));

        assertThat(DATES.after(at("2026-11-20T09:00"), limit("5 working-days"), false, open))
                .isEqualTo(Due.unknown(false));
        assertThat(DATES.after(at("2026-11-20T09:00"), limit("200 hours"), false, open)
                        .at())
                .isNull();
        assertThat(DATES.after(at("2026-11-20T09:00"), limit("40 working-hours"), false, open)
                        .at())
                .isNull();
        assertThat(DATES.after(at("2023-11-20T09:00"), limit("4 years"), false, open)
                        .at())
                .isNull();
        assertThat(DATES.after(at("2026-11-20T09:00"), limit("1 working-day"), false, open)
                        .day())
                .as("it had ended before")
                .isEqualTo(LocalDate.of(2026, 11, 23));
    }

    @Test
    void slowCountOfItsOwnAgreesForEveryDayOfThreeYears() {
        SlowCalendar slow = new SlowCalendar(Path.of("mappings/calendars/cn-mainland.csv"));
        LocalDate.of(2024, 1, 1).datesUntil(LocalDate.of(2026, 10, 1)).forEach(day -> {
            Instant start = day.atTime(10, 0).atZone(ZONE).toInstant();
            for (int n = 0; n <= 30; n++) {
                assertThat(after(start, n + " working-days").day()).isEqualTo(slow.workingDays(day, n));
                assertThat(after(start, n + " calendar-days").day()).isEqualTo(slow.calendarDays(day, n));
            }
        });
    }

    @Test
    void slowCountOfPausedDaysAgrees() {
        SlowCalendar slow = new SlowCalendar(Path.of("mappings/calendars/cn-mainland.csv"));
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            LocalDate day = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(600));
            LocalDate from = day.plusDays(random.nextInt(20));
            LocalDate to = from.plusDays(random.nextInt(40));
            int days = random.nextInt(31);
            Pause pause = new Pause(instant(from, 11), instant(to, 15));

            assertThat(DATES.after(instant(day, 10), new Limit(days, LimitUnit.WORKING_DAYS), false, List.of(pause))
                            .day())
                    .as(day + " +" + days + " without " + from + " to " + to)
                    .isEqualTo(slow.workingDays(day, days, from, to));
        }
    }

    @Test
    void moreTimeAndALaterStartNeverEndEarlier() {
        Random random = new Random(3);
        for (LimitUnit unit : LimitUnit.values()) {
            for (int i = 0; i < 500; i++) {
                Instant start = at("2024-01-01T00:00").plusSeconds(random.nextInt(80_000_000));
                int amount = random.nextInt(unit == LimitUnit.YEARS ? 3 : 30);
                Instant end = DATES.after(start, new Limit(amount, unit), false, List.of())
                        .at();
                Instant longer = DATES.after(start, new Limit(amount + 1, unit), false, List.of())
                        .at();
                Instant later = DATES.after(
                                start.plusSeconds(random.nextInt(90_000)), new Limit(amount, unit), false, List.of())
                        .at();
                Pause pause = new Pause(start.plusSeconds(7200), start.plusSeconds(7200 + random.nextInt(900_000)));
                Instant paused = DATES.after(start, new Limit(amount, unit), false, List.of(pause))
                        .at();

                assertThat(end).isAfterOrEqualTo(start);
                assertThat(longer).isAfterOrEqualTo(end);
                assertThat(later).isAfterOrEqualTo(end);
                assertThat(paused).isAfterOrEqualTo(end);
            }
        }
    }

    @Test
    void workingHoursInPartsAreTheSameAsInOne() {
        Random random = new Random(5);
        WorkingHours hours = new WorkingHours(DATES.calendar(), ZONE, DATES.opens(), DATES.closes());
        for (int i = 0; i < 500; i++) {
            Instant start = at("2024-01-01T00:00").plusSeconds(random.nextInt(80_000_000));
            Duration worked = Duration.ofMinutes(1 + random.nextInt(6_000));
            Instant end = hours.plus(start, worked);

            assertThat(hours.between(start, end)).isEqualTo(worked);
        }
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        List<String> wrong = new ArrayList<>(List.of(
                "",
                "5",
                "five working-days",
                "5 days",
                "-1 hours",
                "401 working-days",
                "99999 hours",
                "5 Working-Days",
                "123456 hours",
                "5  working-days"));

        assertThat(wrong).allSatisfy(text -> assertThat(Limit.of(text)).as(text).isEmpty());
        assertThat(Limit.of("1 working-day").orElseThrow()).hasToString("1 working-day");
        assertThat(Limit.of("2 years").orElseThrow()).hasToString("2 years");
    }

    private static Due after(Instant start, String limit) {
        return DATES.after(start, limit(limit), false, List.of());
    }

    private static Limit limit(String text) {
        return Limit.of(text).orElseThrow();
    }

    private static Instant instant(LocalDate day, int hour) {
        return day.atTime(hour, 0).atZone(ZONE).toInstant();
    }

    private static Instant at(String local) {
        return java.time.LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }
}
