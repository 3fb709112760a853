package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.fact.CaseStep;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/** Counts cases for one table. */
interface SectionCount {

    /** True if a case counts in that time: most tables count what was received in it. */
    default boolean takes(Fact fact, Period time) {
        return time.holds(fact.receivedOn());
    }

    /** Counts a case that the section is about, once for each time that it {@link #takes} it in. */
    void add(Fact fact, Window window);

    /** Counts an entry of a register, once for each time that it touches. Most tables count none. */
    default void add(RegisterFact entry, Window window) {}

    /** Takes a step of a case, of any day. Most tables take none. */
    default void add(CaseStep step) {}

    /** The table. */
    Section section();

    /** The counter of a section. */
    static SectionCount of(SectionRule rule, Frame frame) {
        return switch (rule.shape()) {
            case FIGURES -> new FigureCount(rule, frame);
            case BREAKDOWN -> new BreakdownCount(rule, frame);
            case CROSS -> new CrossCount(rule, frame);
            case LEDGER -> new LedgerRows(rule, frame);
            case STEPS -> new StepRows(rule, frame);
            case SCORES -> new ScoreCount(rule, frame);
            case REGISTER -> new RegisterRows(rule, frame);
            case FLOW -> new FlowCount(rule, frame);
        };
    }

    /**
     * What is the same for all tables of a report.
     *
     * @param hiddenBelow see {@link ReportDefinition#hiddenBelow}
     * @param institutions that have a case or an entry of a register in each of the times
     */
    record Frame(Period period, Labels labels, int hiddenBelow, Map<Window, Set<String>> institutions) {

        /** What is counted of one of the times. */
        Measure.Scope scope(Window window) {
            return new Measure.Scope(window.of(period), institutions.getOrDefault(window, Set.of()), labels);
        }

        /** The times that a comparison shows. */
        List<Window> windows() {
            return hasYearBefore()
                    ? List.of(Window.NOW, Window.BEFORE, Window.YEAR_BEFORE)
                    : List.of(Window.NOW, Window.BEFORE);
        }

        /** A year has no other period before it than the year before. */
        boolean hasYearBefore() {
            return period.length() != Period.Length.YEAR;
        }

        /** The columns of a table with a row for each number: the period, and what it is compared with. */
        List<Column> figureColumns() {
            List<Column> columns = new ArrayList<>();
            columns.add(new Column("now", new ReportText("本期", "this period"), null));
            columns.addAll(comparison(null));
            return columns;
        }

        /** A row of such a table. */
        Row figure(Measure measure, Tally[] tallies) {
            boolean[] hidden = new boolean[Window.COUNT];
            for (int window = 0; window < hidden.length; window++) {
                hidden[window] = measure.isSmall(tallies[window], hiddenBelow, labels);
            }
            List<Cell> cells = new ArrayList<>();
            cells.add(hidden[0] ? Cell.HIDDEN : Cell.of(measure.number(tallies[0], scope(Window.NOW))));
            cells.addAll(comparison(measure, tallies, hidden));
            return new Row(measure.id(), measure.name(), measure.kind(), cells);
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
        List<Cell> comparison(Measure measure, Tally[] tallies, boolean[] hidden) {
            List<Cell> cells = new ArrayList<>();
            for (Window window : windows().subList(1, windows().size())) {
                int then = window.at();
                BigDecimal before = measure.number(tallies[then], scope(window));
                cells.add(hidden[then] ? Cell.HIDDEN : Cell.of(before));
                cells.add(
                        hidden[0] || hidden[then]
                                ? Cell.HIDDEN
                                : Cell.of(
                                        change(measure.number(tallies[0], scope(Window.NOW)), before, measure.kind())));
            }
            return cells;
        }

        /** The note under a table, which also says that something of a register is missing. */
        static @Nullable ReportText note(SectionRule rule, boolean isLacking) {
            if (!isLacking) {
                return rule.note();
            }
            ReportText own = rule.note() == null ? ReportText.same("") : rule.note();
            return new ReportText(
                    own.zh() + "“—”表示登记数据缺失、为零或未覆盖全期，不作计算。",
                    (own.en().isEmpty() ? "" : own.en() + " ")
                            + "—: numbers of a register are missing, nought or do not cover the period, so none is"
                            + " given.");
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
