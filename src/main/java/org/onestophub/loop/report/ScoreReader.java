package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.Register;
import org.onestophub.complaint.list.Register.Column;
import org.onestophub.complaint.list.Register.ValueType;
import org.onestophub.loop.report.ScoreRule.Item;
import org.onestophub.loop.report.ScoreRule.Level;
import org.onestophub.loop.report.ScoreRule.Part;

/** Reads tables of points, and finds what does not fit together. */
final class ScoreReader {

    private static final int MOST_ITEMS = 100;

    private final String id;
    private final Map<String, Measure> measures;
    private final RegisterTerms terms;
    private final Consumer<String> faults;
    private final Set<String> seen = new HashSet<>();

    ScoreReader(String id, Map<String, Measure> measures, RegisterTerms terms, Consumer<String> faults) {
        this.id = id;
        this.measures = measures;
        this.terms = terms;
        this.faults = text -> faults.accept(id + ": " + text);
    }

    ScoreRule rule(ReportFile.Scores read) {
        Register profile = terms.register(id, read.profile());
        Register sheet = terms.register(id, read.sheet());
        column(profile, read.grade(), ValueType.CODE);
        column(sheet, read.item(), ValueType.CODE);
        column(sheet, read.given(), ValueType.NUMBER);
        if (!sheet.column(word(read.item())).map(Column::list).orElse("").equals(read.list())) {
            faults.accept("the points are entered by another list than " + read.list());
        }
        List<ReportFile.ScoreItem> all = read.items() == null ? List.of() : read.items();
        if (all.isEmpty() || all.size() > MOST_ITEMS) {
            faults.accept("a table of points has 1 to " + MOST_ITEMS + " items");
            all = List.of();
        }
        return new ScoreRule(
                word(read.list()),
                profile,
                word(read.grade()),
                sheet,
                word(read.item()),
                word(read.given()),
                all.stream().map(item -> item(item, profile)).toList());
    }

    private Item item(ReportFile.ScoreItem read, Register profile) {
        String item = word(read.item());
        BigDecimal points = points(item, read.points());
        if (read.parts() == null) {
            known(item);
            return new Item(item, points, List.of(new Part(item, points, List.of(), "", null, List.of())));
        }
        List<Part> parts = new ArrayList<>();
        read.parts().forEach(part -> parts.add(part(part, profile)));
        return new Item(item, points, parts);
    }

    private Part part(ReportFile.ScorePart read, Register profile) {
        String part = word(read.part());
        known(part);
        BigDecimal points = points(part, read.points());
        if (read.yes() != null) {
            column(profile, read.yes(), ValueType.YES_NO);
        }
        Measure measure = read.measure() == null ? null : measures.get(read.measure());
        if (read.measure() != null && measure == null) {
            faults.accept("no measure " + read.measure() + " in measures.yaml");
        }
        List<Level> levels = new ArrayList<>();
        if (read.levels() != null) {
            read.levels()
                    .forEach(level -> levels.add(new Level(level.least(), level.most(), points(part, level.points()))));
        }
        if ((read.measure() == null) != levels.isEmpty() || read.measure() != null && read.yes() != null) {
            faults.accept(part + " has yes, or a measure with levels, or nothing");
        }
        if (levels.stream().anyMatch(level -> level.points().compareTo(points) > 0)) {
            faults.accept(part + ": a level gives more points than the part has");
        }
        return new Part(
                part, points, read.grades() == null ? List.of() : read.grades(), word(read.yes()), measure, levels);
    }

    private void known(String part) {
        if (part.isEmpty() || !seen.add(part)) {
            faults.accept("a part has no id, or stands there twice: " + part);
        }
    }

    private BigDecimal points(String part, @Nullable BigDecimal points) {
        if (points == null || points.signum() < 0 || points.compareTo(BigDecimal.valueOf(1000)) > 0) {
            faults.accept(part + ": points are 0 to 1000");
            return BigDecimal.ZERO;
        }
        return points;
    }

    private void column(Register register, @Nullable String code, ValueType type) {
        if (register.column(word(code)).filter(column -> column.type() == type).isEmpty()) {
            faults.accept("the register " + register.name() + " has no column " + code + " of that kind");
        }
    }

    private static String word(@Nullable String text) {
        return text == null ? "" : text;
    }
}
