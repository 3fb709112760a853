package org.onestophub.loop.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Registers;
import org.onestophub.loop.fact.CaseStep;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.form.ReportContent;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Section;

/**
 * The tables that each report makes of its samples: facts beside the tables expected of them. {@code -Dsamples.update=true}
 * writes the tables; it is ignored where {@code CI} is set.
 */
class ReportSamplesTest {

    private static final Path REPORTS = Path.of("mappings/reports");
    private static final boolean UPDATES = Boolean.getBoolean("samples.update") && System.getenv("CI") == null;
    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    private static final Registers REGISTERS = new Registers(Path.of("."), LISTS);
    private static final ReportDefinitions DEFINITIONS = new ReportDefinitions(REPORTS, REGISTERS);

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(REPORTS)) {
            return files.filter(file -> file.toString().endsWith(".facts.csv"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void reportMakesTheTablesExpected(Path sample) throws IOException {
        String name = sample.getParent().getParent().getFileName().toString();
        List<CsvRecord> lines =
                CsvReader.builder().allowExtraFields(true).allowMissingFields(true).ofCsvRecord(sample).stream()
                        .toList();
        ReportDefinition report = DEFINITIONS.named(name).orElseThrow();
        Period period = Period.named(lines.get(0).getField(1));
        ReportCount count = new ReportCount(report, period, LISTS);
        for (CsvRecord line : lines.subList(2, lines.size())) {
            count.add(fact(lines.get(1).getFields(), line.getFields()));
        }
        entries(sample).forEach(count::add);
        steps(sample).forEach(count::add);
        String tables = String.join(
                "\n", count.sections().stream().map(ReportSamplesTest::text).toList());
        Path expected = Path.of(sample.toString().replace(".facts.csv", ".expected.txt"));
        if (UPDATES) {
            Files.writeString(expected, tables);
        }

        assertThat(tables).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void everyNumberLeadsToTheCasesThatItCounts(Path sample) throws IOException {
        String name = sample.getParent().getParent().getFileName().toString();
        List<CsvRecord> lines =
                CsvReader.builder().allowExtraFields(true).allowMissingFields(true).ofCsvRecord(sample).stream()
                        .toList();
        List<Fact> facts = lines.subList(2, lines.size()).stream()
                .map(line -> fact(lines.get(1).getFields(), line.getFields()))
                .toList();
        ReportDefinition report = DEFINITIONS.named(name).orElseThrow();
        Period period = Period.named(lines.get(0).getField(1));
        ReportCount count = new ReportCount(report, period, LISTS);
        facts.forEach(count::add);
        entries(sample).forEach(count::add);
        Labels labels = new Labels(LISTS);

        for (Section section : count.sections()) {
            for (ReportContent.Row row : section.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    Optional<CasesBehind> found = CasesBehind.of(
                            report,
                            section.id(),
                            row.id(),
                            section.columns().get(i).id());
                    Cell cell = row.cells().get(i);
                    if (found.isEmpty() || cell.number() == null) {
                        continue;
                    }
                    CasesBehind behind = found.get();
                    Tally tally = new Tally();
                    facts.stream()
                            .filter(fact -> behind.isAbout(fact, period, labels))
                            .forEach(fact -> behind.measure().count(fact, tally));
                    assertThat(behind.measure()
                                    .number(
                                            tally,
                                            new Measure.Scope(behind.window().of(period), Set.of(), labels)))
                            .as(section.id() + " " + row.id() + " "
                                    + section.columns().get(i).id())
                            .isEqualTo(cell.number());
                }
            }
        }
    }

    @Test
    void everyReportIsSoundAndHasSamplesAndNoSampleIsAnOrphan() throws IOException {
        assertThat(DEFINITIONS.faults()).isEmpty();
        assertThat(DEFINITIONS.all())
                .extracting(ReportDefinition::name)
                .allSatisfy(name -> assertThat(REPORTS.resolve(name).resolve("samples/small-quarter.expected.txt"))
                        .exists());
        try (Stream<Path> files = Files.walk(REPORTS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".expected.txt")))
                    .allSatisfy(file -> assertThat(Path.of(file.toString().replace(".expected.txt", ".facts.csv")))
                            .exists());
        }
    }

    /** What stands in registers, if the sample has a file of it. */
    private static List<RegisterFact> entries(Path sample) throws IOException {
        Path file = Path.of(sample.toString().replace(".facts.csv", ".entries.csv"));
        if (!Files.exists(file)) {
            return List.of();
        }
        List<CsvRecord> lines = CsvReader.builder().ofCsvRecord(file).stream().toList();
        return lines.subList(1, lines.size()).stream()
                .map(line -> entry(REGISTERS.named(line.getField(0)).orElseThrow(), line.getField(1), line.getField(2)))
                .toList();
    }

    /** What ledgers list of the cases, if the sample has a file of it. */
    private static List<CaseStep> steps(Path sample) throws IOException {
        Path file = Path.of(sample.toString().replace(".facts.csv", ".steps.csv"));
        if (!Files.exists(file)) {
            return List.of();
        }
        List<CsvRecord> lines = CsvReader.builder().ofCsvRecord(file).stream().toList();
        return lines.subList(1, lines.size()).stream()
                .map(line -> new CaseStep(
                        line.getField(0),
                        line.getField(1),
                        line.getField(2),
                        LocalDate.parse(line.getField(3)),
                        line.getField(4),
                        line.getField(5),
                        line.getField(6),
                        line.getField(7),
                        line.getField(8),
                        line.getField(9),
                        line.getField(10),
                        line.getField(11).isEmpty() ? null : LocalDate.parse(line.getField(11))))
                .toList();
    }

    private static RegisterFact entry(Register register, String institution, String said) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        for (String one : said.split("\\|")) {
            String code = one.substring(0, one.indexOf('='));
            String value = one.substring(code.length() + 1);
            switch (register.column(code).orElseThrow().type()) {
                case NUMBER -> values.put(code, new BigDecimal(value));
                case YES_NO -> values.put(code, value.equals("yes"));
                default -> values.put(code, value);
            }
        }
        String day = values.path(register.day()).asText();
        LocalDate from = LocalDate.parse(day.length() == 7 ? day + "-01" : day);
        LocalDate until = day.length() == 7 ? from.plusMonths(1).minusDays(1) : from;
        return new RegisterFact(institution, register.name(), said, from, until, values);
    }

    private static Fact fact(List<String> head, List<String> values) {
        Map<String, String> field = new HashMap<>();
        for (int i = 0; i < head.size(); i++) {
            field.put(head.get(i), values.get(i));
        }
        return new Fact(
                field.get("institution"),
                field.get("name"),
                field.get("number"),
                LocalDate.parse(field.get("received")),
                field.get("channel"),
                field.get("type"),
                list(field.get("categories")),
                list(field.get("departments")),
                List.of(),
                list(field.get("flags")),
                field.get("state"),
                List.of(),
                list(field.get("happened")),
                "",
                field.get("forum"),
                list(field.get("cores")),
                list(field.get("flags")).contains("staffInternal") ? "staff" : "patient",
                field.getOrDefault("track", ""),
                list(field.getOrDefault("changed", "")),
                list(field.getOrDefault("helpers", "")),
                field.get("payout").isEmpty() ? null : new BigDecimal(field.get("payout")),
                field.get("result"),
                field.get("satisfaction"),
                list(field.get("met")),
                list(field.get("missed")),
                List.of(),
                day(field.get("closed")),
                day(field.getOrDefault("ended", field.get("closed"))),
                List.of());
    }

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty() ? null : LocalDate.parse(text);
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\|"));
    }

    private static String text(Section section) {
        StringBuilder text =
                new StringBuilder("== " + section.id() + " " + section.title().zh() + "\n");
        List<String> head = new ArrayList<>(List.of(section.head().zh()));
        section.columns().forEach(column -> head.add(column.title().zh()));
        text.append(String.join(" | ", head)).append('\n');
        section.rows().forEach(row -> {
            List<String> line = new ArrayList<>(List.of(row.label().zh()));
            row.cells().forEach(cell -> line.add(text(cell)));
            text.append(String.join(" | ", line)).append('\n');
        });
        if (section.note() != null) {
            text.append(section.note().zh()).append('\n');
        }
        return text.toString();
    }

    private static String text(Cell cell) {
        if (cell.hidden()) {
            return "*";
        }
        if (cell.text() != null) {
            return cell.text().zh();
        }
        return cell.number() == null ? "-" : cell.number().toPlainString();
    }
}
