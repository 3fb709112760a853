package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.loop.report.Period.Length;
import org.onestophub.problem.Fault;

/** When schedules are due, and what their file may say. */
class ReportScheduleTest {

    private static final Registers REGISTERS =
            new Registers(Path.of("."), new CodeLists(Path.of("mappings/code-lists")));

    @TempDir
    private Path folder;

    private static ReportSchedule schedule(Length length, int months, String since) {
        return new ReportSchedule(
                "one",
                "district-brief",
                length,
                months,
                10,
                8,
                LocalDate.parse(since),
                List.of("own"),
                List.of("zh"),
                List.of("pdf"),
                List.of());
    }

    private static List<String> due(ReportSchedule schedule, String now) {
        return schedule.due(Instant.parse(now)).stream().map(Period::name).toList();
    }

    @Test
    void quarterIsDueOnItsDayAndHourInChina() {
        ReportSchedule quarter = schedule(Length.QUARTER, 0, "2026-12-01");

        assertThat(due(quarter, "2027-01-09T23:59:59Z")).isEmpty();
        assertThat(due(quarter, "2027-01-10T00:00:00Z")).containsExactly("2026Q4");
        assertThat(quarter.next(Instant.parse("2027-01-09T23:59:59Z"))).isEqualTo("2027-01-10T00:00:00Z");
        assertThat(quarter.next(Instant.parse("2027-01-10T00:00:00Z"))).isEqualTo("2027-04-10T00:00:00Z");
    }

    @Test
    void whatWasMissedIsDueOldestFirstButNothingFromBeforeTheSchedule() {
        ReportSchedule month = schedule(Length.MONTH, 0, "2026-12-10");

        assertThat(due(month, "2027-03-20T00:00:00Z")).containsExactly("2026-11", "2026-12", "2027-01", "2027-02");
        assertThat(due(schedule(Length.MONTH, 0, "2026-12-11"), "2027-01-11T00:00:00Z"))
                .containsExactly("2026-12");
    }

    @Test
    void noMoreThanTwentyFourPeriodsAreMadeAfterwards() {
        assertThat(due(schedule(Length.MONTH, 0, "2000-01-01"), "2027-03-20T00:00:00Z"))
                .hasSize(ReportSchedule.MOST_PERIODS)
                .endsWith("2027-02");
    }

    @Test
    void reportMayBeDueMonthsAfterItsPeriod() {
        ReportSchedule year = schedule(Length.YEAR, 5, "2026-12-01");

        assertThat(due(year, "2027-06-09T12:00:00Z")).isEmpty();
        assertThat(due(year, "2027-06-10T00:00:00Z")).containsExactly("2026");
        assertThat(year.next(Instant.parse("2027-02-01T00:00:00Z"))).isEqualTo("2027-06-10T00:00:00Z");
    }

    @Test
    void reportMayBeDueInTheLastMonthOfItsPeriod() {
        ReportSchedule half = schedule(Length.HALF_YEAR, -1, "2026-12-01");

        assertThat(due(half, "2027-06-09T23:59:59Z")).containsExactly("2026H2");
        assertThat(due(half, "2027-06-10T00:00:00Z")).containsExactly("2026H2", "2027H1");
        assertThat(half.next(Instant.parse("2027-06-09T23:59:59Z"))).isEqualTo("2027-06-10T00:00:00Z");
        assertThat(half.next(Instant.parse("2027-06-10T00:00:00Z"))).isEqualTo("2027-12-10T00:00:00Z");
        assertThat(half.next(Instant.parse("2027-07-01T00:00:00Z"))).isEqualTo("2027-12-10T00:00:00Z");
    }

    @Test
    void shippedSchedulesAreSoundAndOff() {
        List<Fault> faults = new ArrayList<>();

        List<ReportSchedule> on =
                new ScheduleReader(new ReportDefinitions(Path.of("mappings/reports"), REGISTERS), faults).read();

        assertThat(faults).isEmpty();
        assertThat(on).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report: none, period: quarter, day: 10, since: 2026-12-01",
                "report: district-brief, period: month, day: 10, since: 2026-12-01",
                "report: district-brief, period: quarter, day: 29, since: 2026-12-01",
                "report: district-brief, period: quarter, day: 10, hour: 24, since: 2026-12-01",
                "report: district-brief, period: quarter, day: 10, months: 12, since: 2026-12-01",
                "report: district-brief, period: quarter, day: 10, months: -2, since: 2026-12-01",
                "report: district-brief, period: quarter, day: 10",
                "report: district-brief, period: quarter, day: 10, since: 2026-12-01, forms: [exe]",
                "report: district-brief, period: quarter, day: 10, since: 2026-12-01, languages: [fr]",
                "report: district-brief, period: quarter, day: 10, since: 2026-12-01, institutions: [x]",
                "report: district-brief, period: quarter, day: 10, since: 2026-12-01, destinations: [../x]",
                "report: district-brief, period: quarter, day: 10, since: 2026-12-01, when: never"
            })
    void whatCannotBeIsAFault(String entry) throws IOException {
        copy("measures.yaml");
        copy("district-brief/report.yaml");
        copy("district-brief/zh.html");
        copy("district-brief/en.html");
        Files.writeString(folder.resolve("schedules.yaml"), "schedules:\n  one: {" + entry + "}\n");
        List<Fault> faults = new ArrayList<>();

        List<ReportSchedule> on = new ScheduleReader(new ReportDefinitions(folder, REGISTERS), faults).read();

        assertThat(on).isEmpty();
        assertThat(faults).hasSize(1);
    }

    private void copy(String file) throws IOException {
        Path to = folder.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(Path.of("mappings/reports", file), to);
    }
}
