package org.onestophub.loop.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.SmallCounts;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Registers;
import org.onestophub.loop.fact.CaseStep;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.fact.FactFilter;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.ReportDefinition.Shape;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** Makes definitions of what files say, and finds what does not fit together. */
final class ReportReader {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final int MOST_SECTIONS = 50;
    /** Tables that name no measures; they cannot hide small numbers either. */
    private static final Set<Shape> WITHOUT_MEASURES =
            Set.of(Shape.LEDGER, Shape.STEPS, Shape.REGISTER, Shape.SCORES, Shape.FLOW);

    private final String file;
    private final List<Fault> faults;
    private final Map<String, Measure> measures;
    private final RegisterTerms terms;

    ReportReader(String file, List<Fault> faults, Map<String, Measure> measures, Registers registers) {
        this.file = file;
        this.faults = faults;
        this.measures = measures;
        this.terms = new RegisterTerms(registers, this::fault);
    }

    Map<String, Measure> measures(ReportFile.Measures read) {
        Map<String, Measure> found = new TreeMap<>();
        if (read.measures() == null) {
            fault("measures is missing");
            return found;
        }
        read.measures().forEach((id, entry) -> found.put(id, measure(id, entry)));
        return found;
    }

    private Measure measure(String id, ReportFile.MeasureEntry entry) {
        id(id);
        if (entry.name() == null) {
            fault(id + ": name is missing");
        }
        long kinds = Stream.of(entry.count(), entry.paid(), entry.rate(), entry.entered(), entry.per())
                .filter(Objects::nonNull)
                .count();
        if (kinds != 1) {
            fault(id + ": name one of count, paid, rate, entered and per");
        }
        if (entry.entered() != null) {
            RegisterTerm term = terms.entered(id, entry.entered());
            Kind kind = term.isShare() ? Kind.RATE : Kind.COUNT;
            return new Measure(id, entry.name(), kind, FactFilter.ALL, FactFilter.ALL, term, 0);
        }
        if (entry.per() != null) {
            RegisterTerm term = terms.per(id, entry.per());
            FactFilter cases = condition(entry.per().count());
            return new Measure(
                    id,
                    entry.name(),
                    Kind.RATIO,
                    cases,
                    FactFilter.ALL,
                    term,
                    entry.per().times());
        }
        if (entry.rate() != null) {
            return new Measure(
                    id,
                    entry.name(),
                    Kind.RATE,
                    condition(entry.rate().part()),
                    condition(entry.rate().of()));
        }
        return entry.paid() == null
                ? new Measure(id, entry.name(), Kind.COUNT, condition(entry.count()), FactFilter.ALL)
                : new Measure(id, entry.name(), Kind.MONEY, condition(entry.paid()), FactFilter.ALL);
    }

    ReportDefinition report(String name, ReportFile.Report read) {
        id(name);
        if (read.title() == null || read.source() == null || read.changes() == null || read.sections() == null) {
            fault("title, source, changes and sections must be there");
            return new ReportDefinition(name, read.title(), Set.of(), false, 0, FactFilter.ALL, List.of());
        }
        boolean isOfDistrict = "district".equals(read.scope());
        if (!isOfDistrict && !"institution".equals(read.scope())) {
            fault("scope is institution or district");
        }
        if (read.hideBelow() != 0 && (read.hideBelow() < SmallCounts.BELOW || read.hideBelow() > 100)) {
            fault("hide-below is 0, or " + SmallCounts.BELOW + " to 100");
        }
        if (read.sections().size() > MOST_SECTIONS) {
            fault("a report has at most " + MOST_SECTIONS + " sections");
        }
        List<SectionRule> sections = new ArrayList<>();
        for (ReportFile.Section section : read.sections()) {
            SectionRule rule = section(section);
            if (sections.stream().anyMatch(other -> other.id().equals(rule.id()))) {
                fault(rule.id() + ": the id stands in the file twice");
            }
            if (WITHOUT_MEASURES.contains(rule.shape()) && read.hideBelow() > 0) {
                fault(rule.id() + ": a report for readers outside has no ledger, no points and no flow");
            }
            sections.add(rule);
        }
        return new ReportDefinition(
                name, read.title(), periods(read), isOfDistrict, read.hideBelow(), cases(read.counts()), sections);
    }

    private Set<Period.Length> periods(ReportFile.Report read) {
        Set<Period.Length> periods = EnumSet.noneOf(Period.Length.class);
        for (Period.Length length : Period.Length.values()) {
            if (read.periods() != null && read.periods().contains(length.word())) {
                periods.add(length);
            }
        }
        if (read.periods() == null
                || periods.isEmpty()
                || periods.size() < read.periods().size()) {
            fault("periods are some of month, quarter, half-year and year");
        }
        if (read.hideBelow() > 0 && periods.size() > 1) {
            fault(
                    "a report that hides numbers has one length of period: two quarters and their half-year would tell them");
        }
        return periods;
    }

    private SectionRule section(ReportFile.Section read) {
        String id = read.id() == null ? "" : read.id();
        id(id);
        if (read.title() == null) {
            fault(id + ": title is missing");
        }
        Shape shape = shape(id, read);
        List<Measure> counted = WITHOUT_MEASURES.contains(shape)
                ? List.of()
                : measuresOf(id, shape == Shape.FIGURES ? read.figures() : read.measures());
        if (shape == Shape.CROSS && counted.size() != 1) {
            fault(id + ": a table with across counts one measure");
        }
        boolean isByField = shape == Shape.BREAKDOWN || shape == Shape.CROSS;
        if (isByField) {
            terms.brokenDown(id, read, counted);
        }
        ScoreRule scores =
                read.scores() == null ? null : new ScoreReader(id, measures, terms, this::fault).rule(read.scores());
        Register register = shape == Shape.REGISTER ? terms.register(id, read.register()) : null;
        return new SectionRule(
                id,
                read.title(),
                read.note(),
                shape,
                counted,
                isByField ? field(id, read.by()) : "",
                shape == Shape.CROSS ? field(id, read.across()) : "",
                fieldsOfTop(id, read.top()),
                crosswalk(id, shape, read),
                read.compare(),
                read.chart(),
                register,
                register == null ? Map.of() : terms.condition(id, register, read.where()),
                shape == Shape.STEPS ? steps(id, read) : List.of(),
                read.held(),
                scores,
                shape == Shape.LEDGER || shape == Shape.STEPS
                        ? fields(
                                id,
                                read.ledger(),
                                shape == Shape.LEDGER ? LedgerRows.FIELDS.keySet() : StepRows.FIELDS.keySet())
                        : register == null ? List.of() : terms.shown(id, register, read.ledger()),
                read.counts() == null ? null : cases(read.counts()));
    }

    private List<Measure> measuresOf(String id, @Nullable List<String> names) {
        List<Measure> found = new ArrayList<>();
        if (names == null || names.isEmpty()) {
            fault(id + ": measures are missing");
            return found;
        }
        for (String name : names) {
            Measure measure = measures.get(name);
            if (measure == null) {
                fault(id + ": no measure " + name + " in measures.yaml");
            } else {
                found.add(measure);
            }
        }
        return found;
    }

    private List<String> fieldsOfTop(String id, @Nullable List<String> fields) {
        return fields == null
                ? List.of()
                : fields.stream().map(field -> field(id, field)).toList();
    }

    private @Nullable Crosswalk crosswalk(String id, Shape shape, ReportFile.Section read) {
        if (read.crosswalk() == null) {
            return null;
        }
        if (shape != Shape.BREAKDOWN || read.top() != null || read.crosswalk().column() == null) {
            fault(id + ": a crosswalk names a column, and is of a table by a field, without top");
        }
        String list = read.crosswalk().list();
        return new Crosswalk(String.valueOf(read.crosswalk().column()), list == null ? "" : list);
    }

    private Shape shape(String id, ReportFile.Section read) {
        if (read.figures() != null) {
            return Shape.FIGURES;
        }
        if (read.scores() != null) {
            return Shape.SCORES;
        }
        if (read.flow()) {
            return Shape.FLOW;
        }
        if (read.ledger() != null) {
            return ledger(id, read);
        }
        return read.across() != null ? Shape.CROSS : Shape.BREAKDOWN;
    }

    private Shape ledger(String id, ReportFile.Section read) {
        if (read.register() != null && read.steps() != null || read.register() == null && read.where() != null) {
            fault(id + ": a ledger has a register, which may have where, or steps");
        }
        return read.register() != null ? Shape.REGISTER : read.steps() != null ? Shape.STEPS : Shape.LEDGER;
    }

    private List<String> steps(String id, ReportFile.Section read) {
        List<String> steps = read.steps() == null ? List.of() : read.steps();
        if (steps.isEmpty() || !CaseStep.TYPES.containsAll(steps)) {
            fault(id + ": steps are some of " + new TreeSet<>(CaseStep.TYPES));
        }
        return steps;
    }

    private List<String> fields(String id, @Nullable List<String> fields, Set<String> known) {
        List<String> all = fields == null ? List.of() : fields;
        all.stream()
                .filter(field -> !known.contains(field))
                .forEach(field -> fault(id + ": a ledger has no field " + field));
        return all;
    }

    private String field(String id, @Nullable String field) {
        if (field == null || !Fact.FIELDS.contains(field)) {
            fault(id + ": no field " + field);
            return "channel";
        }
        return field;
    }

    private FactFilter condition(@Nullable Map<String, List<String>> fields) {
        return FactFilter.of(fields, this::fault);
    }

    private FactFilter cases(@Nullable Map<String, List<String>> fields) {
        return FactFilter.ofCases(fields, this::fault);
    }

    private void id(String id) {
        if (!ID.matcher(id).matches()) {
            fault("an id is 2 to 40 small letters, digits and hyphens: " + (id.length() < 60 ? id : ""));
        }
    }

    private void fault(String message) {
        faults.add(Fault.of(Problem.MAPPING_INVALID, file, 0, message));
    }
}
