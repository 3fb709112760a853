package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/** Counts cases for one table. */
interface SectionCount {

    /** Counts a case that the section is about, once for each time in which it was received. */
    void add(Fact fact, Window window);

    /** The table. */
    Section section();

    /** The counter of a section. */
    static SectionCount of(SectionRule rule, Frame frame) {
        return switch (rule.shape()) {
            case FIGURES -> new FigureCount(rule, frame);
            case BREAKDOWN -> new BreakdownCount(rule, frame);
            case CROSS -> new CrossCount(rule, frame);
            case LEDGER -> new LedgerRows(rule, frame);
        };
    }

    /**
     * What is the same for all tables of a report.
     *
     * @param hiddenBelow see {@link ReportDefinition#hiddenBelow}
     */
    record Frame(Period period, Labels labels, int hiddenBelow) {

        /** A year has no other period before it than the year before. */
        boolean hasYearBefore() {
            return period.length() != Period.Length.YEAR;
        }

        /** The columns of a comparison, after that of the period itself. */
        List<Column> comparison(@Nullable Kind kind) {
            List<Column> columns = new ArrayList<>();
            columns.add(new Column("before", new ReportText("上期", "before"), kind));
            columns.add(new Column("change", new ReportText("环比", "change"), Kind.CHANGE));
            if (hasYearBefore()) {
                columns.add(new Column("year-before", new ReportText("上年同期", "year before"), kind));
                columns.add(new Column("year-change", new ReportText("同比", "change on year"), Kind.CHANGE));
            }
            return columns;
        }

        /** The cells of a comparison, after that of the period itself. */
        List<Cell> comparison(Tally[] tallies, boolean[] hidden, Kind kind) {
            List<Cell> cells = new ArrayList<>();
            for (Window window :
                    hasYearBefore() ? List.of(Window.BEFORE, Window.YEAR_BEFORE) : List.of(Window.BEFORE)) {
                int then = window.at();
                cells.add(hidden[then] ? Cell.HIDDEN : Cell.of(tallies[then].number(kind)));
                cells.add(
                        hidden[0] || hidden[then]
                                ? Cell.HIDDEN
                                : Cell.of(change(tallies[0].number(kind), tallies[then].number(kind), kind)));
            }
            return cells;
        }

        private static @Nullable BigDecimal change(@Nullable BigDecimal now, @Nullable BigDecimal then, Kind kind) {
            if (now == null || then == null) {
                return null;
            }
            if (kind == Kind.RATE) {
                return now.subtract(then);
            }
            return then.signum() == 0 ? null : now.subtract(then).divide(then, 4, RoundingMode.HALF_UP);
        }
    }

    /** A tally for each time. */
    static Tally[] tallies() {
        Tally[] tallies = new Tally[Window.COUNT];
        for (int i = 0; i < tallies.length; i++) {
            tallies[i] = new Tally();
        }
        return tallies;
    }
}
