package org.onestophub.loop.report;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.RouteNames;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.loop.fact.DefinitionFile;
import org.onestophub.loop.report.Period.Length;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** Reads {@code schedules.yaml} in the folder of the reports. */
final class ScheduleReader {

    private static final String SHOWN = "mappings/reports/schedules.yaml";
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{18}");
    private static final int MOST = 50;
    private static final int LAST_DAY = 28;
    /** In the last month of the period. */
    private static final int FIRST_MONTH = -1;

    private static final int LAST_MONTH = 11;
    private static final int LAST_HOUR = 23;

    private final List<Fault> faults;
    private final ReportDefinitions reports;

    ScheduleReader(ReportDefinitions reports, List<Fault> faults) {
        this.reports = reports;
        this.faults = faults;
    }

    /** The sound schedules that are not off. A folder without the file has none. */
    List<ReportSchedule> read() {
        Path file = reports.folder().resolve("schedules.yaml");
        if (!Files.exists(file)) {
            return List.of();
        }
        List<ReportSchedule> found = new ArrayList<>();
        DefinitionFile.read(file, SHOWN, ScheduleFile.class, faults).ifPresent(read -> {
            if (read.schedules() == null) {
                return;
            }
            if (read.schedules().size() > MOST) {
                fault("more than " + MOST + " schedules");
            }
            read.schedules().forEach((name, entry) -> take(name, entry).ifPresent(found::add));
        });
        return List.copyOf(found);
    }

    private Optional<ReportSchedule> take(String name, ScheduleFile.Entry entry) {
        int before = faults.size();
        require(ID.matcher(name).matches(), name, "name");
        Optional<ReportDefinition> report = entry.report() == null ? Optional.empty() : reports.named(entry.report());
        require(report.isPresent(), name, "report");
        Optional<Length> length = Stream.of(Length.values())
                .filter(one -> one.word().equals(entry.period()))
                .findFirst();
        require(
                length.isPresent()
                        && report.map(one -> one.periods().contains(length.get()))
                                .orElse(true),
                name,
                "period");
        require(entry.months() >= FIRST_MONTH && entry.months() <= LAST_MONTH, name, "months");
        require(entry.day() >= 1 && entry.day() <= LAST_DAY, name, "day");
        require(entry.hour() >= 0 && entry.hour() <= LAST_HOUR, name, "hour");
        Optional<LocalDate> since = day(entry.since());
        require(since.isPresent(), name, "since");
        List<String> institutions = given(entry.institutions(), ReportSchedule.OWN);
        require(
                institutions.stream()
                        .allMatch(one -> one.equals(ReportSchedule.OWN)
                                || one.equals(ReportSchedule.ALL)
                                || CODE.matcher(one).matches()),
                name,
                "institutions");
        List<String> languages = given(entry.languages(), "zh");
        require(List.of("zh", "en").containsAll(languages), name, "languages");
        List<String> forms = given(entry.forms(), "pdf");
        require(Reports.FORMS.containsAll(forms), name, "forms");
        List<String> destinations = entry.destinations() == null ? List.of() : entry.destinations();
        require(destinations.stream().allMatch(RouteNames::isDestination), name, "destinations");
        if (faults.size() > before || entry.off()) {
            return Optional.empty();
        }
        return Optional.of(new ReportSchedule(
                name,
                report.orElseThrow().name(),
                length.orElseThrow(),
                entry.months(),
                entry.day(),
                entry.hour(),
                since.orElseThrow(),
                institutions,
                languages,
                forms,
                destinations));
    }

    private static List<String> given(@Nullable List<String> words, String otherwise) {
        return words == null || words.isEmpty() ? List.of(otherwise) : words;
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return Optional.of(LocalDate.parse(text == null ? "" : text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void require(boolean fits, String schedule, String field) {
        if (!fits) {
            fault(schedule + ": " + field + " is missing, or is not one that can be");
        }
    }

    private void fault(String what) {
        faults.add(Fault.of(Problem.MAPPING_INVALID, SHOWN, 0, what));
    }
}
