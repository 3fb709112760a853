package org.onestophub.loop.report.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Language;

/**
 * A made report: its numbers, and its words in both languages. It is kept as it is and never changed.
 *
 * @param name of its folder under {@code mappings/reports}
 * @param title what it is called
 * @param period such as {@code 2026Q3}
 * @param periods the names of the period, the one before it, and the same one a year before
 * @param institution unified social credit code; empty if the hub has none, or if it is about all of a district
 * @param institutionName what people call it
 * @param madeAt when it was made, UTC
 * @param feedNo the last number of the feed that it knows
 * @param hiddenBelow counts of 1 up to below this are not shown; 0: all are shown
 * @param sections its tables, in order
 */
public record ReportContent(
        String name,
        ReportText title,
        String period,
        Periods periods,
        String institution,
        ReportText institutionName,
        Instant madeAt,
        long feedNo,
        int hiddenBelow,
        List<Section> sections) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** Names of the period, the one before it, and the same one a year before. */
    public record Periods(ReportText now, ReportText before, ReportText yearBefore) {}

    /** How the numbers of a column are written. */
    public enum Kind {
        /** Words and codes. */
        TEXT,
        /** Whole numbers. */
        COUNT,
        /** Numbers for each thousand or hundred of something else, with two decimals. */
        RATIO,
        /** Shares and rates, from 0 to 1. */
        RATE,
        /** Yuan. */
        MONEY,
        /** What grew or shrank, as a share of what was before; with its sign. */
        CHANGE,
        /** What a share grew or shrank by, in points of a hundred; with its sign. */
        POINTS
    }

    /**
     * A table.
     *
     * @param id unique in the report
     * @param countsSubjects true if a complaint may stand in several rows
     * @param chart true if a chart shows its first column
     */
    public record Section(
            String id,
            ReportText title,
            @Nullable ReportText note,
            boolean countsSubjects,
            boolean chart,
            ReportText head,
            List<Column> columns,
            List<Row> rows) {}

    /** A column; {@code kind} null: each row has its own. */
    public record Column(
            String id, ReportText title, @Nullable Kind kind) {}

    /**
     * A row.
     *
     * @param id what it is about, a code; {@code total} for the sum
     * @param kind of its numbers where the column has none
     */
    public record Row(String id, ReportText label, @Nullable Kind kind, List<Cell> cells) {}

    /** A cell: a number, words, or nothing; {@code hidden}: the number is small and not shown. */
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    public record Cell(
            @Nullable BigDecimal number, @Nullable ReportText text, boolean hidden) {

        /** What has no value. */
        public static final Cell NONE = new Cell(null, null, false);
        /** What is not shown. */
        public static final Cell HIDDEN = new Cell(null, null, true);

        /** A number, null: none. */
        public static Cell of(@Nullable BigDecimal number) {
            return new Cell(number, null, false);
        }

        /** Words. */
        public static Cell of(ReportText text) {
            return new Cell(null, text, false);
        }
    }

    /** When it was made, as people in China write it. */
    String madeOn(Language language) {
        String pattern = language == Language.CHINESE ? "yyyy年M月d日 HH:mm" : "yyyy-MM-dd HH:mm";
        return DateTimeFormatter.ofPattern(pattern).withZone(CHINA).format(madeAt);
    }

    /** When it was made and from what. */
    String madeFrom(Language language) {
        return language == Language.CHINESE
                ? "制表时间：" + madeOn(language) + "（北京时间）；数据截至事件编号 " + feedNo
                : "Made " + madeOn(language) + " (Beijing time), from feed number " + feedNo;
    }

    /** The kind of a cell. */
    public static Kind kindOf(Column column, Row row) {
        if (column.kind() == Kind.CHANGE && row.kind() == Kind.RATE) {
            return Kind.POINTS;
        }
        if (column.kind() != null) {
            return column.kind();
        }
        return row.kind() == null ? Kind.COUNT : row.kind();
    }
}
