package org.onestophub.loop.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.list.Register;
import org.onestophub.loop.fact.Fact;
import org.onestophub.loop.register.RegisterFact;
import org.onestophub.loop.report.ReportDefinition.SectionRule;
import org.onestophub.loop.report.ScoreRule.Item;
import org.onestophub.loop.report.ScoreRule.Level;
import org.onestophub.loop.report.ScoreRule.Part;
import org.onestophub.loop.report.form.ReportContent.Cell;
import org.onestophub.loop.report.form.ReportContent.Column;
import org.onestophub.loop.report.form.ReportContent.Kind;
import org.onestophub.loop.report.form.ReportContent.Row;
import org.onestophub.loop.report.form.ReportContent.Section;
import org.onestophub.loop.report.form.ReportText;

/**
 * Counts points. A part that is not asked of the hospital, or a share of nothing, does not apply; the other parts of its item then
 * stand for the whole item. What nobody wrote down is not known, and then there is no total.
 */
final class ScoreCount implements SectionCount {

    /** The column of what a row has. */
    static final String SCORE = "points";
    /** The column of what that comes from. */
    static final String BASIS = "basis";

    private static final Comparator<RegisterFact> NEWEST =
            Comparator.comparing(RegisterFact::from).thenComparing(RegisterFact::key);
    private static final ReportText NOT_ASKED = new ReportText("不适用", "does not apply");
    private static final ReportText MISSING = new ReportText("未登记", "not written down");

    private final SectionRule rule;
    private final ScoreRule scores;
    private final Frame frame;
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, RegisterFact> given = new HashMap<>();

    @Nullable
    private RegisterFact profile;

    ScoreCount(SectionRule rule, Frame frame) {
        this.rule = rule;
        this.scores = Objects.requireNonNull(rule.scores(), "a table of points");
        this.frame = frame;
        scores.parts().forEach(part -> tallies.put(part.id(), new Tally()));
    }

    /** What a part has: {@code points} null: not known, or it does not apply. */
    private record Points(
            boolean applies,
            @Nullable BigDecimal points,
            @Nullable BigDecimal measured,
            ReportText basis) {

        static Points unknown(ReportText basis) {
            return new Points(true, null, null, basis);
        }
    }

    @Override
    public void add(Fact fact, Window window) {
        if (window == Window.NOW) {
            for (Part part : scores.parts()) {
                if (part.measure() != null) {
                    part.measure().count(fact, tally(part));
                }
            }
        }
    }

    @Override
    public void add(RegisterFact entry, Window window) {
        if (window != Window.NOW) {
            return;
        }
        boolean isWithin = frame.period().holds(entry);
        for (Part part : scores.parts()) {
            if (part.measure() != null) {
                part.measure().count(entry, isWithin, tally(part));
            }
        }
        if (entry.register().equals(scores.profile().name())) {
            profile = profile == null || NEWEST.compare(entry, profile) > 0 ? entry : profile;
        }
        if (entry.register().equals(scores.sheet().name())) {
            given.merge(entry.word(scores.item()), entry, (one, other) -> NEWEST.compare(one, other) > 0 ? one : other);
        }
    }

    private Tally tally(Part part) {
        return Objects.requireNonNull(tallies.get(part.id()), "a part of the rule");
    }

    @Override
    public Section section() {
        List<Row> rows = new ArrayList<>();
        BigDecimal full = BigDecimal.ZERO;
        BigDecimal known = BigDecimal.ZERO;
        int unknown = 0;
        for (Item item : scores.items()) {
            List<Points> parts = item.parts().stream().map(this::points).toList();
            BigDecimal points = points(item, parts);
            full = full.add(item.points());
            known = points == null ? known : known.add(points);
            unknown += points == null ? 1 : 0;
            boolean isWhole =
                    item.parts().size() == 1 && item.parts().get(0).id().equals(item.id());
            if (!isWhole) {
                rows.add(row(item.id(), "", item.points(), new Points(true, points, null, ReportText.same("")), null));
            }
            for (int i = 0; i < parts.size(); i++) {
                Part part = item.parts().get(i);
                rows.add(row(part.id(), isWhole ? "" : "– ", part.points(), parts.get(i), part.measure()));
            }
        }
        if (unknown > 0) {
            rows.add(new Row(
                    "known",
                    new ReportText("已有依据的得分", "points that are known"),
                    null,
                    cells(null, known, null, new ReportText(unknown + "项未登记", unknown + " items not known"))));
        }
        rows.add(new Row(
                "total", Labels.TOTAL, null, cells(full, unknown > 0 ? null : known, null, ReportText.same(""))));
        return new Section(
                rule.id(),
                rule.title(),
                rule.note(),
                false,
                false,
                new ReportText("项目", "item"),
                List.of(
                        new Column("full", new ReportText("分值", "points"), Kind.RATIO),
                        new Column(SCORE, new ReportText("得分", "score"), Kind.RATIO),
                        new Column("measured", new ReportText("实际值", "measured"), null),
                        new Column(BASIS, new ReportText("依据", "basis"), Kind.TEXT)),
                rows);
    }

    private Row row(String id, String before, BigDecimal full, Points points, @Nullable Measure measure) {
        ReportText name = frame.labels().inList(scores.list(), id);
        return new Row(
                id,
                new ReportText(before + name.zh(), before + name.en()),
                measure == null ? null : measure.kind(),
                cells(points.applies() ? full : null, points.points(), points.measured(), points.basis()));
    }

    private static List<Cell> cells(
            @Nullable BigDecimal full, @Nullable BigDecimal points, @Nullable BigDecimal measured, ReportText basis) {
        return List.of(Cell.of(full), Cell.of(points), Cell.of(measured), Cell.of(basis));
    }

    /** What its parts have, brought to the points of the item; null if one of them is not known, or none applies. */
    private static @Nullable BigDecimal points(Item item, List<Points> parts) {
        BigDecimal has = BigDecimal.ZERO;
        BigDecimal of = BigDecimal.ZERO;
        for (int i = 0; i < parts.size(); i++) {
            Points one = parts.get(i);
            if (one.applies()) {
                if (one.points() == null) {
                    return null;
                }
                has = has.add(one.points());
                of = of.add(item.parts().get(i).points());
            }
        }
        return of.signum() == 0 ? null : item.points().multiply(has).divide(of, 2, RoundingMode.HALF_UP);
    }

    private Points points(Part part) {
        if (!part.grades().isEmpty()) {
            String grade = profile == null ? "" : profile.word(scores.grade());
            if (grade.isEmpty()) {
                return Points.unknown(new ReportText("医院等级未登记", "grade not written down"));
            }
            if (!part.grades().contains(grade)) {
                return new Points(false, null, null, NOT_ASKED);
            }
        }
        if (part.measure() != null) {
            return measured(part, part.measure());
        }
        return part.yes().isEmpty() ? entered(part) : fromProfile(part);
    }

    private Points measured(Part part, Measure measure) {
        Measure.Scope scope = frame.scope(Window.NOW);
        Tally tally = tally(part);
        BigDecimal number = measure.number(tally, scope);
        if (number == null) {
            boolean isOfNothing = measure.kind() == Kind.RATE && !tally.isPartly && tally.enteredOf == null;
            return isOfNothing ? new Points(false, null, null, NOT_ASKED) : Points.unknown(MISSING);
        }
        BigDecimal points = part.levels().stream()
                .filter(level -> level.holds(number))
                .map(Level::points)
                .findFirst()
                .orElse(BigDecimal.ZERO);
        return new Points(true, points, number, measure.name());
    }

    private Points fromProfile(Part part) {
        String said = profile == null ? "" : profile.word(part.yes());
        return said.isEmpty() || profile == null
                ? Points.unknown(MISSING)
                : new Points(
                        true,
                        said.equals("yes") ? part.points() : BigDecimal.ZERO,
                        null,
                        written(scores.profile(), profile));
    }

    private Points entered(Part part) {
        RegisterFact entry = given.get(part.id());
        if (entry == null || !entry.values().path(scores.given()).isNumber()) {
            return Points.unknown(MISSING);
        }
        BigDecimal points = entry.values().path(scores.given()).decimalValue();
        return points.compareTo(part.points()) > 0
                ? Points.unknown(new ReportText("登记的得分超过分值", "more points than there are"))
                : new Points(true, points, null, written(scores.sheet(), entry));
    }

    private static ReportText written(Register register, RegisterFact entry) {
        return new ReportText(register.zh() + " " + entry.from(), register.en() + " " + entry.from());
    }
}
