package org.onestophub.loop.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.problem.Problem;

class WorkingCalendarTest {

    private static final CalendarFile SHIPPED = CalendarFile.read(Path.of("mappings/calendars/cn-mainland.csv"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @DaysCountedByHand
    void workingDaysGoByTheNotices(
            LocalDate received, LocalDate one, LocalDate three, LocalDate five, LocalDate ten, LocalDate fifteen) {
        WorkingCalendar calendar = SHIPPED.calendar();

        assertThat(SHIPPED.faults()).isEmpty();
        assertThat(plusWorked(calendar, received, 1)).isEqualTo(one);
        assertThat(plusWorked(calendar, received, 3)).isEqualTo(three);
        assertThat(plusWorked(calendar, received, 5)).isEqualTo(five);
        assertThat(plusWorked(calendar, received, 10)).isEqualTo(ten);
        assertThat(plusWorked(calendar, received, 15)).isEqualTo(fifteen);
    }

    private static LocalDate plusWorked(WorkingCalendar calendar, LocalDate received, int days) {
        return Stream.iterate(received, calendar::nextWorked)
                .skip(days)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
    void yearsHaveTheirWorkingDays(int year, long days) {
        long worked = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(SHIPPED.calendar()::isWorked)
                .count();

        assertThat(worked).isEqualTo(days);
    }

    @Test
    void yearThatIsNotListedGoesByTheDaysOfTheWeekAndSaysSo() {
        WorkingCalendar calendar = SHIPPED.calendar();

        assertThat(calendar.knows(Year.of(2026))).isTrue();
        assertThat(calendar.knows(Year.of(2031))).isFalse();
        assertThat(calendar.isWorked(LocalDate.of(2031, 10, 1))).isTrue();
        assertThat(calendar.isWorked(LocalDate.of(2031, 10, 4))).isFalse();
    }

    @Test
    void everyFaultOfAFileIsToldWithItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), """
                # of nobody
                from,to,day,name
                2026-01-01,2026-01-03,off,a
                2026-01-03,2026-01-03,work,b
                2026-13-01,2026-01-03,off,c
                2026-02-01,2027-02-01,off,d
                2026-03-01,off
                2026-03-06,2026-03-07,work,a Friday and a Saturday
                """);

        assertThat(CalendarFile.read(file).faults()).extracting("line").containsExactly(4, 5, 6, 7, 8);
        assertThat(CalendarFile.read(file).faults()).extracting("code").containsOnly(Problem.MAPPING_INVALID.code());
        assertThat(CalendarFile.read(Files.writeString(folder.resolve("y.csv"), "a,b\n"))
                        .faults())
                .hasSize(1);
        assertThat(CalendarFile.read(folder.resolve("none.csv")).faults()).isEmpty();
        assertThat(CalendarFile.read(Files.writeString(folder.resolve("big.csv"), "#".repeat(256 * 1024 + 1)))
                        .faults())
                .hasSize(1);
    }

    @Test
    void wrongHeaderIsToldWithItsLine() throws IOException {
        Path file = folder.resolve("headless.csv");
        Files.writeString(file, "# days off\n\n2026-11-18,2026-11-18,off,a day off\n");

        assertThat(CalendarFile.read(file).faults())
                .extracting("line", "message")
                .containsExactly(org.assertj.core.groups.Tuple.tuple(3, "the header must be from,to,day,name"));
    }
}
