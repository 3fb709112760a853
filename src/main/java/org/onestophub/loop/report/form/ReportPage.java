package org.onestophub.loop.report.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.problem.Language;

/** What templates see of a report: texts in one language, with all numbers written out. */
final class ReportPage {

    /** Columns in letters of normal size. */
    private static final int MOST_NARROW = 7;
    /** Rows of a table that is not cut at the end of a page. */
    private static final int MOST_KEPT = 16;

    private static final int LONGEST_LINE = 9;
    private static final Pattern NUMBER = Pattern.compile("[0-9X.,%+-]{1,20}");

    private final ReportContent content;
    private final Language language;

    ReportPage(ReportContent content, Language language) {
        this.content = content;
        this.language = language;
    }

    /** The variables of templates: {@code report}, {@code sections}, {@code section} by id, and {@code figure} by measure. */
    Map<String, Object> variables(Function<Section, @Nullable String> chart) {
        List<Map<String, Object>> sections = new ArrayList<>();
        Map<String, Object> byId = new HashMap<>();
        Map<String, Object> figures = new HashMap<>();
        for (Section section : content.sections()) {
            Map<String, Object> shown = section(section, chart);
            sections.add(shown);
            shown.put("ordinal", isChinese() ? chinese(sections.size()) + "、" : sections.size() + ". ");
            byId.put(section.id(), shown);
            section.rows().forEach(row -> figures.putIfAbsent(row.id(), figure(section, row)));
        }
        return Map.of("report", report(), "sections", sections, "section", byId, "figure", figures, "zh", isChinese());
    }

    /** 1 to 99 as headings of official papers have it: 一, 十, 十一, 二十, 二十一. */
    static String chinese(int number) {
        String digits = "一二三四五六七八九";
        int tens = number / 10;
        String begin = tens == 0 ? "" : (tens == 1 ? "" : digits.substring(tens - 1, tens)) + "十";
        return number % 10 == 0 ? begin : begin + digits.charAt(number % 10 - 1);
    }

    private boolean isChinese() {
        return language == Language.CHINESE;
    }

    private Map<String, Object> report() {
        return Map.of(
                "name", content.name(),
                "title", content.title().in(language),
                "institution", content.institutionName().in(language),
                "period", content.periods().now().in(language),
                "before", content.periods().before().in(language),
                "yearBefore", content.periods().yearBefore().in(language),
                "madeAt", content.madeOn(language),
                "feedNo", String.valueOf(content.feedNo()),
                "hiddenBelow", content.hiddenBelow());
    }

    private Map<String, Object> section(Section section, Function<Section, @Nullable String> chart) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", section.id());
        shown.put("title", section.title().in(language));
        shown.put("note", section.note() == null ? "" : section.note().in(language));
        shown.put("countsSubjects", section.countsSubjects());
        shown.put("head", section.head().in(language));
        shown.put(
                "columns",
                section.columns().stream()
                        .map(column -> column.title().in(language))
                        .toList());
        shown.put("rows", section.rows().stream().map(row -> row(section, row)).toList());
        String picture = section.chart() && section.rows().size() > 1 ? chart.apply(section) : null;
        shown.put("chart", picture == null ? "" : picture);
        shown.put(
                "style",
                (section.columns().size() > MOST_NARROW ? "wide " : "")
                        + (section.rows().size() > MOST_KEPT ? "" : "short"));
        return shown;
    }

    private Map<String, Object> row(Section section, Row row) {
        List<Map<String, Object>> cells = new ArrayList<>();
        for (int i = 0; i < row.cells().size(); i++) {
            Kind kind = ReportContent.kindOf(section.columns().get(i), row);
            String text = NumberText.of(row.cells().get(i), kind, language);
            cells.add(Map.of(
                    "text", text, "style", (kind == Kind.TEXT ? "words" : "number") + (isLong(text) ? " long" : "")));
        }
        String label = row.label().in(language);
        return Map.of(
                "id",
                row.id(),
                "label",
                label,
                "isLong",
                isLong(label),
                "cells",
                cells,
                "total",
                row.id().equals("total"));
    }

    /** Too long for one line of a cell; a number or a date never is. */
    private boolean isLong(String text) {
        return text.length() > (isChinese() ? LONGEST_LINE : 2 * LONGEST_LINE)
                && !NUMBER.matcher(text).matches();
    }

    /** The cells of a row by the ids of their columns, and its changes as words of a sentence. */
    private Map<String, String> figure(Section section, Row row) {
        Map<String, String> figure = new HashMap<>();
        figure.put("label", row.label().in(language));
        for (int i = 0; i < row.cells().size(); i++) {
            Column column = section.columns().get(i);
            Kind kind = ReportContent.kindOf(column, row);
            Cell cell = row.cells().get(i);
            figure.put(column.id(), NumberText.of(cell, kind, language));
            if (kind == Kind.CHANGE || kind == Kind.POINTS) {
                figure.put(column.id() + "-words", NumberText.sentence(cell, kind, language));
            }
        }
        return figure;
    }
}
