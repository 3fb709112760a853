package org.onestophub.loop.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.report.form.ReportText;

/** The files of reports as they are written, before it is known whether they fit together. */
final class ReportFile {

    private ReportFile() {}

    /** A change of a file: when, what and why. */
    record Change(String date, String what, String why) {}

    /** {@code measures.yaml}. */
    record Measures(String source, List<Change> changes, Map<String, MeasureEntry> measures) {}

    /** A measure: {@code count} cases, what was {@code paid} in them, or a {@code rate} of some. */
    record MeasureEntry(
            ReportText name,
            @Nullable Map<String, List<String>> count,
            @Nullable Map<String, List<String>> paid,
            @Nullable Rate rate,
            @Nullable Entered entered,
            @Nullable Per per,
            @Nullable String basis) {}

    /** What is counted in a register: entries, the {@code sum} of a column, or a share: of a column or of entries. */
    record Entered(
            String register,
            @Nullable Map<String, List<String>> where,
            @Nullable String sum,
            @Nullable String of,
            @Nullable Map<String, List<String>> share) {}

    /** Cases for each {@code times} of the sum of a column. */
    record Per(@Nullable Map<String, List<String>> count, String register, String sum, int times) {}

    /** A share: cases of {@code part} among those of {@code of}. */
    record Rate(Map<String, List<String>> part, @Nullable Map<String, List<String>> of) {}

    /** A table of points; see {@link ScoreRule}. */
    record Scores(
            String list,
            String profile,
            String grade,
            String sheet,
            String item,
            String given,
            List<ScoreItem> items) {}

    /** An item; without parts it is its own. */
    record ScoreItem(
            String item, BigDecimal points, @Nullable List<ScorePart> parts) {}

    /** A part of an item. */
    record ScorePart(
            String part,
            BigDecimal points,
            @Nullable List<String> grades,
            @Nullable String yes,
            @Nullable String measure,
            @Nullable List<ScoreLevel> levels) {}

    /** So many points for numbers between two bounds. */
    record ScoreLevel(@Nullable BigDecimal least, @Nullable BigDecimal most, BigDecimal points) {}

    /** {@code report.yaml}. */
    record Report(
            ReportText title,
            String source,
            List<Change> changes,
            List<String> periods,
            String scope,
            @JsonProperty("hide-below") int hideBelow,
            @Nullable Map<String, List<String>> counts,
            List<Section> sections) {}

    /** Other codes: the column of the field's code list that names them, and the list that they are in, if there is one. */
    record CrosswalkTo(String column, @Nullable String list) {}

    /** A section of a report. */
    record Section(
            String id,
            ReportText title,
            @Nullable ReportText note,
            @Nullable List<String> figures,
            @Nullable String by,
            @Nullable String across,
            @Nullable List<String> measures,
            @Nullable List<String> top,
            @Nullable CrosswalkTo crosswalk,
            boolean compare,
            boolean chart,
            @Nullable List<String> ledger,
            @Nullable String register,
            @Nullable Map<String, List<String>> where,
            @Nullable List<String> steps,
            boolean held,
            @Nullable Scores scores,
            boolean flow,
            @Nullable Map<String, List<String>> counts) {}
}
