package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Registers;
import org.onestophub.loop.fact.Fact;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class ReportCountTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));

    private static final Registers REGISTERS = new Registers(Path.of("."), LISTS);

    @TempDir
    Path folder;

    @Test
    void ledgerOfMoreThanTwentyThousandCasesIsRefused() {
        ReportDefinition report = new ReportDefinitions(Path.of("mappings/reports"), REGISTERS)
                .named("complaint-ledger")
                .orElseThrow();
        ReportCount count = new ReportCount(report, Period.named("2026Q3"), LISTS);
        Fact fact = fact(LocalDate.of(2026, 8, 1));
        for (int i = 0; i < 20_000; i++) {
            count.add(fact);
        }

        assertThatThrownBy(() -> count.add(fact))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        thrown -> assertThat(thrown.problem()).isEqualTo(Problem.REPORT_TOO_LONG));
    }

    @Test
    void periodsKnowTheirNamesAndThoseTheyAreComparedWith() {
        for (String name : List.of("2026-02", "2026Q1", "2026H2", "2026")) {
            assertThat(Period.named(name).name()).isEqualTo(name);
        }
        assertThat(Period.named("2026Q1").before().name()).isEqualTo("2025Q4");
        assertThat(Period.named("2026-01").before().name()).isEqualTo("2025-12");
        assertThat(Period.named("2026H1").yearBefore().name()).isEqualTo("2025H1");
        assertThat(Period.named("2026Q1").holds(LocalDate.of(2026, 3, 31))).isTrue();
        assertThat(Period.named("2026Q1").holds(LocalDate.of(2026, 4, 1))).isFalse();
    }

    @Test
    void faultsOfAReportAreListedAndTheReportIsAbsent() throws IOException {
        Files.writeString(
                folder.resolve("measures.yaml"),
                "source: x\nchanges: []\nmeasures:\n  one: {name: {zh: 一, en: one}, count: {colour: red}}\n"
                        + "  two: {name: {zh: 二, en: two}}\n");
        Path report = Files.createDirectories(folder.resolve("my-report"));
        Files.writeString(
                report.resolve("report.yaml"),
                "title: {zh: 题, en: t}\nsource: x\nchanges: []\nperiods: [week]\nscope: moon\nsections:\n"
                        + "  - {id: a-table, title: {zh: 题, en: t}, by: shoe, measures: [three]}\n");
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/report.yaml"), "title: {zh: 题, en: t}\nnonsense: 1\n");

        ReportDefinitions definitions = new ReportDefinitions(folder, REGISTERS);

        assertThat(definitions.all()).isEmpty();
        assertThat(String.join(
                        "\n", definitions.faults().stream().map(Fault::message).toList()))
                .contains("colour", "two: name one of", "month, quarter", "institution or district", "no field shoe")
                .contains("no measure three", "template is missing", "nonsense");
    }

    private static Fact fact(LocalDate day) {
        return new Fact(
                "",
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
