package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What reports count in registers, and where they give no number. */
class RegisterMeasuresTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    private static final Registers REGISTERS = new Registers(Path.of("."), LISTS);

    private static final String MEASURES = """
            source: a test
            changes: []
            measures:
              complaints: {name: {zh: 件, en: complaints}, count: {}}
              visits: {name: {zh: 人次, en: visits}, entered: {register: denominators, sum: visits}}
              per-visits:
                {name: {zh: 率, en: rate}, per: {register: denominators, sum: visits, times: 1000}}
              trainings: {name: {zh: 次, en: trainings}, entered: {register: trainings}}
              passed-sum: {name: {zh: 人, en: passed}, entered: {register: trainings, sum: passed}}
              passed: {name: {zh: 率, en: passed}, entered: {register: trainings, sum: passed, of: tested}}
              fixed: {name: {zh: 率, en: fixed}, entered: {register: inspections, share: {fixed: "yes"}}}
            """;

    private static final String ALL = "[complaints, visits, per-visits, trainings, passed-sum, passed, fixed]";
    private static final int COMPLAINTS = 0;
    private static final int VISITS = 1;
    private static final int RATE = 2;
    private static final int TRAININGS = 3;
    private static final int PASSED_SUM = 4;
    private static final int PASSED = 5;
    private static final int FIXED = 6;

    @TempDir
    private Path folder;

    private final List<Fact> facts = new ArrayList<>();
    private final List<RegisterFact> entries = new ArrayList<>();

    @Test
    void casesAreDividedByWhatEveryMonthOfThePeriodSays() throws IOException {
        visits("2026-07", "", 1_000);
        visits("2026-08", "", 1_000);
        visits("2026-09", "", 2_000);
        cases(6, "2026-08-03");

        assertThat(figure(RATE)).isEqualTo("1.5000");
        assertThat(figure(VISITS)).isEqualTo("4000");
        assertThat(counted(0).get(0).note()).isNotNull();
        assertThat(months()).containsOnlyKeys("2026-07", "2026-08", "2026-09", "total");
        assertThat(months().get("2026-07").get(RATE)).isEqualTo("0.0000");
        assertThat(months().get("2026-08").get(RATE)).isEqualTo("6.0000");
    }

    @Test
    void monthThatIsMissingLeavesItsCellAndThatOfThePeriodEmptyAndANoteSaysSo() throws IOException {
        visits("2026-07", "", 1_000);
        visits("2026-08", "", 1_000);
        cases(6, "2026-09-03");

        assertThat(figure(RATE)).isEqualTo("none");
        assertThat(figure(VISITS)).isEqualTo("none");
        assertThat(months().get("2026-08").get(RATE)).isEqualTo("0.0000");
        assertThat(months().get("2026-09").get(RATE)).isEqualTo("none");
        assertThat(months().get("total").get(RATE)).isEqualTo("none");
        assertThat(note(1)).contains("缺失");
    }

    @Test
    void nothingIsDividedByNought() throws IOException {
        visits("2026-07", "", 0);
        visits("2026-08", "", 0);
        visits("2026-09", "", 0);
        cases(6, "2026-09-03");

        assertThat(figure(RATE)).isEqualTo("none");
        assertThat(figure(VISITS)).isEqualTo("0");
    }

    @Test
    void wholeHospitalAndItsDepartmentsAreNotAddedUp() throws IOException {
        visits("2026-07", "", 1_000);
        visits("2026-07", "03", 400);
        visits("2026-08", "03", 400);
        visits("2026-08", "03.01", 150);
        visits("2026-08", "04.03", 100);
        visits("2026-09", "03.01", 150);

        assertThat(months().get("2026-07").get(VISITS)).isEqualTo("1000");
        assertThat(months().get("2026-08").get(VISITS)).isEqualTo("500");
        assertThat(months().get("2026-09").get(VISITS)).isEqualTo("150");
        assertThat(figure(VISITS)).isEqualTo("1650");
    }

    @Test
    void entryThatIsOnlyPartlyInATimeNeverCountsThereInSilence() throws IOException {
        visits("2026-09", "", 1_000);
        entry("denominators", "A", "2026-07-01", "2026-08-31", Map.of("visits", 500, "month", "2026-07-01"));

        assertThat(figure(VISITS)).isEqualTo("1500");
        assertThat(months().get("2026-07").get(VISITS)).isEqualTo("none");
        assertThat(months().get("2026-08").get(VISITS)).isEqualTo("none");
        assertThat(months().get("2026-09").get(VISITS)).isEqualTo("1000");

        entry("denominators", "A", "2026-09-20", "2026-10-19", Map.of("visits", 500, "month", "2026-09-20"));

        assertThat(figure(VISITS)).isEqualTo("none");
        assertThat(months().get("total").get(VISITS)).isEqualTo("none");
    }

    @Test
    void numbersOfTimesThatOverlapAreNotAddedUp() throws IOException {
        visits("2026-07", "", 1_000);
        visits("2026-08", "", 1_000);
        visits("2026-09", "", 1_000);
        assertThat(figure(VISITS)).isEqualTo("3000");

        entry("denominators", "A", "2026-07-20", "2026-08-19", Map.of("visits", 500, "month", "2026-07-20"));

        assertThat(figure(VISITS)).isEqualTo("none");
        assertThat(months().get("2026-09").get(VISITS)).isEqualTo("1000");
    }

    @Test
    void institutionWithoutDenominatorsMakesTheRateOfADistrictUnknown() throws IOException {
        visits("2026-07", "", 1_000);
        visits("2026-08", "", 1_000);
        visits("2026-09", "", 1_000);
        cases(6, "2026-09-03");
        assertThat(figure(RATE)).isEqualTo("2.0000");

        facts.add(fact("B", LocalDate.of(2026, 7, 1)));

        assertThat(figure(RATE)).isEqualTo("none");
    }

    @Test
    void sharesTakeWhatSaysBothNumbersAndCountsOfNothingAreNought() throws IOException {
        assertThat(figure(TRAININGS)).isEqualTo("0");
        assertThat(figure(PASSED_SUM)).isEqualTo("none");
        assertThat(figure(PASSED)).isEqualTo("none");
        assertThat(figure(FIXED)).isEqualTo("none");

        training("2026-07-01", Map.of("tested", 40, "passed", 30));
        training("2026-07-02", Map.of("tested", 100));
        training("2026-07-03", Map.of("passed", 7));
        inspection("2026-08-01", true);
        inspection("2026-08-02", true);
        inspection("2026-08-03", false);

        assertThat(figure(TRAININGS)).isEqualTo("3");
        assertThat(figure(PASSED_SUM)).isEqualTo("37");
        assertThat(figure(PASSED)).isEqualTo("0.7500");
        assertThat(figure(FIXED)).isEqualTo("0.6667");
    }

    @Test
    void rateOfFewCasesIsHiddenWhereItsCountIsAndSoIsWhatWouldTellIt() throws IOException {
        visits("2026-07", "", 1_000);
        visits("2026-08", "", 1_000);
        visits("2026-09", "", 1_000);
        cases(2, "2026-07-03");
        cases(9, "2026-08-03");
        cases(30, "2026-09-03");

        Map<String, List<String>> months = months(counted(5));
        for (int column : List.of(COMPLAINTS, RATE)) {
            assertThat(months.get("2026-07").get(column)).isEqualTo("*");
            assertThat(months.get("2026-08").get(column)).isEqualTo("*");
            assertThat(months.get("2026-09").get(column)).isNotEqualTo("*");
            assertThat(months.get("total").get(column)).isNotEqualTo("*");
        }
    }

    @Test
    void fewOfARegisterAreHiddenWithTheirShareAndWhatWouldTellThem() throws IOException {
        training("2026-07-01", Map.of("tested", 60, "passed", 3));
        training("2026-08-01", Map.of("tested", 60, "passed", 20));
        training("2026-09-01", Map.of("tested", 60, "passed", 40));

        Map<String, List<String>> months = months(counted(5));
        for (int column : List.of(PASSED_SUM, PASSED)) {
            assertThat(months.get("2026-07").get(column)).isEqualTo("*");
            assertThat(months.get("2026-08").get(column)).isEqualTo("*");
            assertThat(months.get("2026-09").get(column)).isNotEqualTo("*");
        }
        facts.clear();
        visits("2026-07", "", 4);
        visits("2026-08", "", 900);
        visits("2026-09", "", 900);
        cases(50, "2026-07-03");
        cases(60, "2026-08-03");
        cases(70, "2026-09-03");
        months = months(counted(5));
        assertThat(months.get("2026-07").get(RATE)).isEqualTo("*");
        assertThat(months.get("2026-08").get(RATE)).isEqualTo("*");
    }

    @Test
    void ledgerHasAllEntriesOfThePeriodWithoutColumnsThatNamePeopleAndIsBounded() throws IOException {
        ReportDefinition report = definitions(ALL, 0, "register: trainings, ledger: [topic, tested]")
                .named("a-report")
                .orElseThrow();
        ReportCount count = new ReportCount(report, Period.named("2026Q3"), LISTS);
        training("2026-08-01", Map.of("topic", "=1+1", "tested", 60, "lecturer", "甲某"));
        training("2026-07-01", Map.of("topic", "first"));
        training("2026-06-30", Map.of("topic", "before"));
        entries.forEach(count::add);

        Section ledger = count.sections().get(2);
        assertThat(ledger.rows())
                .extracting(
                        row -> row.label().en(),
                        row -> text(row.cells().get(0)),
                        row -> text(row.cells().get(1)))
                .containsExactly(tuple("2026-07-01", "first", "none"), tuple("2026-08-01", "=1+1", "60"));
        RegisterFact one = entries.get(0);
        for (int i = 2; i < 20_000; i++) {
            count.add(one);
        }
        assertThatThrownBy(() -> count.add(one))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(Problem.REPORT_TOO_LONG));
    }

    @Test
    void numbersOfRegistersLeadToNoCases() throws IOException {
        ReportDefinition report = definitions(ALL, 0, "by: month, measures: [visits]")
                .named("a-report")
                .orElseThrow();

        assertThat(CasesBehind.of(report, "figures", "complaints", "now")).isPresent();
        assertThat(CasesBehind.of(report, "figures", "per-visits", "now")).isEmpty();
        assertThat(CasesBehind.of(report, "months", "2026-07", "per-visits")).isEmpty();
        assertThat(CasesBehind.of(report, "more", "2026-07", "before")).isEmpty();
    }

    @Test
    void whatTheRegistersDoNotHaveIsAFault() throws IOException {
        assertThat(faults("register: trainings, ledger: [lecturer]")).contains("names no person");
        assertThat(faults("register: trainings, ledger: [colour]")).contains("has no column colour");
        assertThat(faults("register: none, ledger: [topic]")).contains("no register none");
        assertThat(faults("by: department, measures: [visits]")).contains("by month alone");
        assertThat(faults("by: department, top: department, measures: [visits]"))
                .isEmpty();
        assertThat(faults("by: category, top: category, measures: [visits]")).contains("by month alone");
        assertThat(faults("by: department, top: department, measures: [trainings]"))
                .contains("by month alone");
        assertThat(faults("by: department, top: department, measures: [visits], compare: true"))
                .contains("by month alone");
        assertThat(faults("by: month, measures: [visits], compare: true")).contains("by month alone");
        assertThat(faults("by: month, across: channel, measures: [visits]")).contains("by month alone");
        assertThat(messages(definitions(ALL, 5, "register: trainings, ledger: [topic]")))
                .contains("readers outside has no ledger");
        Files.writeString(folder.resolve("measures.yaml"), """
                source: a test
                changes: []
                measures:
                  no-times: {name: {zh: 一, en: a}, per: {register: denominators, sum: visits}}
                  no-sum: {name: {zh: 一, en: a}, per: {register: denominators, times: 100}}
                  no-number: {name: {zh: 一, en: a}, entered: {register: trainings, sum: topic}}
                  both: {name: {zh: 一, en: a}, entered: {register: trainings, sum: tested, share: {topic: a}}}
                  no-part: {name: {zh: 一, en: a}, entered: {register: trainings, of: tested}}
                  two-kinds: {name: {zh: 一, en: a}, count: {}, entered: {register: trainings}}
                """);
        assertThat(messages(new ReportDefinitions(folder, REGISTERS)))
                .contains("no-times: times is", "no-sum: sum is missing", "topic has no numbers")
                .contains("both: a share of entries", "no-part: of needs sum", "two-kinds: name one of");
    }

    private String faults(String section) throws IOException {
        return messages(definitions(ALL, 0, section));
    }

    private static String messages(ReportDefinitions definitions) {
        return String.join(
                "\n", definitions.faults().stream().map(Fault::message).toList());
    }

    private ReportDefinitions definitions(String measures, int hideBelow, @Nullable String more) throws IOException {
        Files.writeString(folder.resolve("measures.yaml"), MEASURES);
        Path report = Files.createDirectories(folder.resolve("a-report"));
        Files.writeString(
                report.resolve("report.yaml"),
                "title: {zh: 题, en: t}\nsource: a test\nchanges: []\nperiods: [quarter]\nscope: district\nhide-below: "
                        + hideBelow
                        + "\nsections:\n  - {id: figures, title: {zh: 一, en: a}, figures: "
                        + measures
                        + "}\n  - {id: months, title: {zh: 二, en: b}, by: month, measures: "
                        + measures
                        + "}\n"
                        + (more == null ? "" : "  - {id: more, title: {zh: 三, en: c}, " + more + "}\n"));
        Files.writeString(report.resolve("zh.html"), "");
        Files.writeString(report.resolve("en.html"), "");
        return new ReportDefinitions(folder, REGISTERS);
    }

    private List<Section> counted(int hideBelow) throws IOException {
        ReportDefinitions definitions = definitions(ALL, hideBelow, null);
        assertThat(definitions.faults()).isEmpty();
        ReportCount count = new ReportCount(definitions.named("a-report").orElseThrow(), Period.named("2026Q3"), LISTS);
        facts.forEach(count::add);
        entries.forEach(count::add);
        return count.sections();
    }

    private String figure(int measure) throws IOException {
        return text(counted(0).get(0).rows().get(measure).cells().get(0));
    }

    private String note(int section) throws IOException {
        var note = counted(0).get(section).note();
        return note == null ? "" : note.zh();
    }

    private Map<String, List<String>> months() throws IOException {
        return months(counted(0));
    }

    /** By month, the cell of each measure; the share of complaints is left out. */
    private static Map<String, List<String>> months(List<Section> sections) {
        Map<String, List<String>> months = new TreeMap<>();
        sections.get(1).rows().forEach(row -> {
            List<String> cells = new ArrayList<>(
                    row.cells().stream().map(RegisterMeasuresTest::text).toList());
            cells.remove(1);
            months.put(row.id(), cells);
        });
        return months;
    }

    private static String text(Cell cell) {
        if (cell.hidden()) {
            return "*";
        }
        if (cell.text() != null) {
            return cell.text().en();
        }
        return cell.number() == null ? "none" : cell.number().toPlainString();
    }

    private void visits(String month, String department, int visits) {
        YearMonth one = YearMonth.parse(month);
        Map<String, Object> values = department.isEmpty()
                ? Map.of("month", month, "visits", visits)
                : Map.of("month", month, "visits", visits, "department", department);
        entry("denominators", "A", one.atDay(1).toString(), one.atEndOfMonth().toString(), values);
    }

    private void training(String day, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("date", day);
        entry("trainings", "A", day, day, all);
    }

    private void inspection(String day, boolean fixed) {
        entry("inspections", "A", day, day, Map.of("date", day, "fixed", fixed));
    }

    private void entry(String register, String institution, String from, String until, Map<String, Object> values) {
        ObjectNode said = JsonNodeFactory.instance.objectNode();
        values.forEach((code, value) -> {
            if (value instanceof Integer number) {
                said.put(code, number);
            } else if (value instanceof Boolean flag) {
                said.put(code, flag);
            } else {
                said.put(code, String.valueOf(value));
            }
        });
        entries.add(new RegisterFact(
                institution, register, said.toString(), LocalDate.parse(from), LocalDate.parse(until), said));
    }

    private void cases(int count, String day) {
        for (int i = 0; i < count; i++) {
            facts.add(fact("A", LocalDate.parse(day)));
        }
    }

    private static Fact fact(String institution, LocalDate day) {
        return new Fact(
                institution,
                "",
                "n",
                day,
                "phone",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "received",
                List.of(),
                List.of(),
                "",
                "",
                List.of(),
                "patient",
                "",
                List.of(),
                List.of(),
                null,
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of());
    }
}
