package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.onestophub.complaint.contract.operations.RegisterBook.Proof;
import org.onestophub.complaint.contract.operations.Reports.Behind;
import org.onestophub.complaint.contract.operations.Reports.Case;
import org.onestophub.complaint.contract.operations.Reports.Field;
import org.onestophub.complaint.contract.operations.Reports.Line;
import org.onestophub.complaint.contract.operations.Reports.Table;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.complaint.list.Register;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.fact.FactReader;
import org.onestophub.loop.register.EntryProofs;
import org.onestophub.loop.report.ReportDefinition.Shape;
import org.onestophub.loop.report.form.ReportContent;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportForms;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The tables of made reports, and which cases their numbers count. */
@Component
class ReportNumbers {

    /** Tables whose rows are about one case each. */
    private static final Set<Shape> OF_CASES = Set.of(Shape.LEDGER, Shape.STEPS);
    /** Tables whose rows are about one entry of a register each. */
    private static final Set<Shape> OF_ENTRIES = Set.of(Shape.REGISTER);

    private final ReportDefinitions definitions;
    private final FactReader reader;
    private final EntryProofs proofs;
    private final Labels labels;

    ReportNumbers(ReportDefinitions definitions, FactReader reader, EntryProofs proofs, CodeLists lists) {
        this.definitions = definitions;
        this.reader = reader;
        this.proofs = proofs;
        this.labels = new Labels(lists);
    }

    /** The tables as they were made; what can be counted again is as the report is defined now. */
    List<Table> tables(ReportContent content, Language language) {
        Optional<ReportDefinition> report = definitions.named(content.name());
        Map<String, List<Proof>> named = proofs.of(
                content.sections().stream()
                        .flatMap(section -> section.rows().stream().flatMap(row -> namesOfProofs(report, section, row)))
                        .distinct()
                        .toList(),
                Set.of(content.institution()));
        return content.sections().stream()
                .map(section -> new Table(
                        section.id(),
                        section.title().in(language),
                        section.note() == null ? "" : section.note().in(language),
                        section.head().in(language),
                        section.columns().stream()
                                .map(column -> column.title().in(language))
                                .toList(),
                        section.rows().stream()
                                .map(row -> line(report, named, section, row, language))
                                .toList()))
                .toList();
    }

    private static Line line(
            Optional<ReportDefinition> report,
            Map<String, List<Proof>> named,
            Section section,
            Row row,
            Language language) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            Column column = section.columns().get(i);
            Cell cell = row.cells().get(i);
            Kind kind = ReportContent.kindOf(column, row);
            String text = ReportForms.text(cell, kind, language);
            boolean isCounted = isCounted(cell, kind)
                    && report.flatMap(one -> CasesBehind.of(one, section.id(), row.id(), column.id()))
                            .isPresent();
            fields.add(new Field(
                    column.id(),
                    text,
                    kind != Kind.TEXT,
                    isCounted,
                    report.filter(one -> isBasis(section, row, column))
                            .flatMap(one -> one.entriesBehind(section.id(), row.id()))
                            .orElse(null),
                    isOfProofs(report, section, column) ? named.getOrDefault(text, List.of()) : List.of()));
        }
        return new Line(row.id(), row.label().in(language), isOf(report, section, OF_CASES), fields);
    }

    /** True if the column says what a score comes from, and there is one. */
    private static boolean isBasis(Section section, Row row, Column column) {
        int score = section.columns().stream().map(Column::id).toList().indexOf(ScoreCount.SCORE);
        return column.id().equals(ScoreCount.BASIS)
                && score >= 0
                && row.cells().get(score).number() != null;
    }

    private static boolean isOfProofs(Optional<ReportDefinition> report, Section section, Column column) {
        return column.id().equals(Register.EVIDENCE) && isOf(report, section, OF_ENTRIES);
    }

    /** What a row of a register says of its proofs. */
    private static Stream<String> namesOfProofs(Optional<ReportDefinition> report, Section section, Row row) {
        return IntStream.range(0, row.cells().size())
                .filter(i -> isOfProofs(report, section, section.columns().get(i)))
                .mapToObj(i -> ReportForms.text(row.cells().get(i), Kind.TEXT, Language.CHINESE));
    }

    private static boolean isOf(Optional<ReportDefinition> report, Section section, Set<Shape> shapes) {
        return report.stream()
                .flatMap(one -> one.sections().stream())
                .anyMatch(rule -> rule.id().equals(section.id()) && shapes.contains(rule.shape()));
    }

    /** A share of nought is one of something. */
    private static boolean isCounted(Cell cell, Kind kind) {
        return !cell.hidden() && cell.number() != null && (cell.number().signum() != 0 || kind == Kind.RATE);
    }

    /** The cases behind a number, newest first. The caller's transaction sees one state of the ledger. */
    Behind behind(ReportContent content, String sectionId, String rowId, String columnId, Language language, int most) {
        Section section = content.sections().stream()
                .filter(one -> one.id().equals(sectionId))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "section"));
        Row row = section.rows().stream()
                .filter(one -> one.id().equals(rowId))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "row"));
        int at = section.columns().stream().map(Column::id).toList().indexOf(columnId);
        if (at < 0
                || !isCounted(
                        row.cells().get(at),
                        ReportContent.kindOf(section.columns().get(at), row))) {
            throw new ProblemException(Problem.NOT_FOUND, "column");
        }
        ReportDefinition report =
                definitions.named(content.name()).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "name"));
        CasesBehind behind = CasesBehind.of(report, sectionId, rowId, columnId)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "column"));
        Column column = section.columns().get(at);
        List<Case> cases = cases(behind, report, content);
        cases.sort(Comparator.comparing(Case::receivedOn)
                .thenComparing(Case::number)
                .reversed());
        return new Behind(
                section.title().in(language),
                row.label().in(language),
                column.title().in(language),
                ReportForms.text(row.cells().get(at), ReportContent.kindOf(column, row), language),
                cases.size(),
                cases.stream().filter(Case::isPart).count(),
                behind.measure().kind() == Kind.RATE,
                List.copyOf(cases.subList(0, Math.min(most, cases.size()))));
    }

    private List<Case> cases(CasesBehind behind, ReportDefinition report, ReportContent content) {
        Period period = Period.named(content.period());
        Period time = behind.window().of(period);
        String whose = report.isOfDistrict() ? null : content.institution();
        List<Case> cases = new ArrayList<>();
        Consumer<Fact> taker = fact -> {
            boolean isPart = behind.isPart(fact);
            if (behind.isAbout(fact, period, labels)
                    && (isPart || behind.measure().kind() == Kind.RATE)) {
                cases.add(new Case(fact.number(), fact.receivedOn(), isPart));
            }
        };
        if (behind.flow() == Flow.RECEIVED) {
            reader.read(whose, time.from(), time.end(), taker);
        } else {
            reader.readOpen(whose, time.from(), time.end(), taker);
        }
        return cases;
    }
}
