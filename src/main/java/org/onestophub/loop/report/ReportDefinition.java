package org.onestophub.loop.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.Register;
import org.onestophub.loop.fact.FactFilter;
import org.onestophub.loop.report.form.ReportText;

/**
 * How a report is made.
 *
 * @param name of its folder
 * @param periods for which lengths of time it can be made
 * @param isOfDistrict true if it counts the cases of all institutions, else those of one
 * @param hiddenBelow counts of 1 up to below this are not shown, because readers are outside the hospital; 0: all are shown
 * @param counts which cases it counts unless a section says otherwise
 */
record ReportDefinition(
        String name,
        ReportText title,
        Set<Period.Length> periods,
        boolean isOfDistrict,
        int hiddenBelow,
        FactFilter counts,
        List<SectionRule> sections) {

    /** True if a table has something of a register. */
    boolean usesRegisters() {
        return sections.stream()
                .anyMatch(rule -> rule.register() != null
                        || rule.scores() != null
                        || rule.measures().stream().anyMatch(measure -> measure.term() != null));
    }

    /** True if a table counts cases of earlier days too, because they had not ended. */
    boolean usesEarlier() {
        return sections.stream().anyMatch(rule -> rule.shape() == Shape.FLOW);
    }

    /** True if a table lists what happened to cases. */
    boolean usesSteps() {
        return sections.stream().anyMatch(rule -> rule.shape() == Shape.STEPS);
    }

    /** The table of all entries of the register that a score comes from; none if it comes from complaints, or none lists them. */
    Optional<String> entriesBehind(String section, String row) {
        return sections.stream()
                .filter(rule -> rule.id().equals(section))
                .flatMap(rule -> Stream.ofNullable(rule.scores()))
                .flatMap(scores -> Stream.ofNullable(scores.registerOf(row)))
                .flatMap(register -> sections.stream()
                        .filter(rule -> rule.shape() == Shape.REGISTER
                                && register.equals(rule.register())
                                && rule.where().isEmpty()))
                .map(SectionRule::id)
                .findFirst();
    }

    /** How a table is filled. */
    enum Shape {
        /** A row for each measure. */
        FIGURES,
        /** A row for each value of a dimension, a column for each measure. */
        BREAKDOWN,
        /** A row for each value of a dimension, a column for each of another, of one measure. */
        CROSS,
        /** A row for each case. */
        LEDGER,
        /** A row for each status event of some types, or for what is still sealed. */
        STEPS,
        /** A row for each entry of a register. */
        REGISTER,
        /** A row for each item of a table of points, and for its parts. */
        SCORES,
        /** A row for each {@link Flow}. */
        FLOW
    }

    /**
     * One table.
     *
     * @param by the field whose values are the rows of a breakdown
     * @param across the field whose values are the columns of a cross table
     * @param top fields whose codes are counted under the top of their tree, such as {@code A1} under {@code A}
     * @param crosswalk into whose codes the rows of a breakdown are put; null: they are the field's own
     * @param compare true if a breakdown shows the period before and the year before
     * @param register of which register a ledger shows the entries; null: it shows cases
     * @param where which of its entries; every column has one of its words
     * @param steps which status events a ledger shows; empty: it shows cases or entries
     * @param held true if it shows what is still sealed at the end of the period, whenever that was sealed
     * @param scores of a table of points: what gives them
     * @param fields what a ledger shows of each case, or the columns that it shows of each entry
     * @param counts which cases it counts; null: those of the report
     */
    record SectionRule(
            String id,
            ReportText title,
            @Nullable ReportText note,
            Shape shape,
            List<Measure> measures,
            String by,
            String across,
            List<String> top,
            @Nullable Crosswalk crosswalk,
            boolean compare,
            boolean chart,
            @Nullable Register register,
            Map<String, List<String>> where,
            List<String> steps,
            boolean held,
            @Nullable ScoreRule scores,
            List<String> fields,
            @Nullable FactFilter counts) {}
}
