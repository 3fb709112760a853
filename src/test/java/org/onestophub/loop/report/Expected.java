package org.onestophub.loop.report;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the numbers of reports must be, counted from the script alone. */
final class Expected {

    private static final Predicate<Told> ALL = one -> true;
    private static final Predicate<Told> DONE =
            one -> Set.of("closed", "late", "reopened").contains(one.end());
    private static final Predicate<Told> SETTLED = one -> one.settled();
    private static final Predicate<Told> HOTLINE = one -> one.channel().equals("hotline");
    private static final Predicate<Told> SATISFIED =
            one -> one.satisfaction() != null && one.satisfaction().compareTo("2") >= 0;
    private static final Predicate<Told> IN_TIME =
            one -> Set.of("closed", "reopened").contains(one.end());

    private static final Map<String, Predicate<Told>> COUNTS = Map.ofEntries(
            Map.entry("complaints", ALL),
            Map.entry("disputes", Told::isDisputed),
            Map.entry("major", one -> false),
            Map.entry("safety", one -> one.flags().contains("safety")),
            Map.entry("on-spot", one -> one.end().equals("on-spot")),
            Map.entry("closed", one -> Set.of("closed", "late", "on-spot").contains(one.end())),
            Map.entry("pending", one -> Set.of("none", "reopened").contains(one.end())),
            Map.entry("not-handled", one -> one.end().equals("not-handled")),
            Map.entry("reopened", one -> one.end().equals("reopened")),
            Map.entry("overdue", Told::isOverdue),
            Map.entry("called-back", one -> one.satisfaction() != null),
            Map.entry("rectified", Told::rectified),
            Map.entry("by-negotiation", one -> "negotiation".equals(one.forum())),
            Map.entry("by-mediation", one -> "people-mediation".equals(one.forum())),
            Map.entry("by-court", one -> "court".equals(one.forum())),
            Map.entry("paid-cases", one -> one.paid() > 0),
            Map.entry("attitude", one -> one.categories().stream().anyMatch(code -> code.startsWith("B"))),
            // the script writes nothing into registers
            Map.entry("analysis-meetings", one -> false),
            Map.entry("law-trainings", one -> false),
            Map.entry("findings", one -> false),
            Map.entry("quality", one -> one.categories().stream().anyMatch(code -> code.startsWith("A"))));

    private static final List<Predicate<Told>> UNKNOWN = List.of(one -> false, one -> false);

    /** Part and whole. */
    private static final Map<String, List<Predicate<Told>>> RATES = Map.ofEntries(
            Map.entry("reply-on-time", List.of(one -> one.end().equals("closed"), Told::hasReplyDue)),
            Map.entry("satisfied", List.of(SATISFIED, one -> one.satisfaction() != null)),
            Map.entry("disputes-in-time", List.of(one -> !one.isOverdue(), Told::isDisputed)),
            // a settlement is to be reported, and the script reports none
            Map.entry("reports-in-time", List.of(one -> false, SETTLED)),
            Map.entry("mediated", List.of(SETTLED, one -> "people-mediation".equals(one.forum()))),
            Map.entry("contacted-on-time", List.of(IN_TIME, HOTLINE)),
            Map.entry("lyg-signed", List.of(IN_TIME, HOTLINE)),
            Map.entry("lyg-finished", List.of(IN_TIME, HOTLINE)),
            Map.entry("law-attendance", UNKNOWN),
            Map.entry("findings-fixed", UNKNOWN),
            Map.entry("visits", UNKNOWN),
            Map.entry("discharges", UNKNOWN),
            Map.entry("complaints-per-1000-visits", UNKNOWN),
            Map.entry("complaints-per-100-discharges", UNKNOWN),
            Map.entry("beijing-response", List.of(DONE, ALL)),
            Map.entry("beijing-solved", List.of(one -> "0".equals(one.result()), one -> one.result() != null)),
            Map.entry("beijing-satisfied", List.of(SATISFIED, one -> one.satisfaction() != null)));

    private static final Map<String, String> KO41A = Map.of(
            "A1", "clinical",
            "A2", "clinical",
            "A4", "patient-care",
            "B1", "values",
            "B2", "values",
            "C", "communications-or-consent",
            "D", "access-or-waiting",
            "E", "administration");

    private static final Map<String, String> HCAT = Map.of(
            "A1", "safety",
            "A2", "quality",
            "A4", "quality",
            "B1", "respect-and-rights",
            "B2", "respect-and-rights",
            "C", "communication-or-listening",
            "D", "institutional-processes",
            "E", "institutional-processes");

    private static final Map<String, Function<Told, Set<String>>> ROWS = Map.ofEntries(
            Map.entry("category", one -> orNone(one.categories())),
            Map.entry("top-category", one -> tops(one.categories())),
            Map.entry("ko41a", one -> crossed(one.categories(), KO41A)),
            Map.entry("hcat", one -> crossed(one.categories(), HCAT)),
            // the script names no staff
            Map.entry("staff-role", one -> Set.of()),
            Map.entry("top-department", one -> topDepartments(one.departments())),
            Map.entry("department", one -> orNone(one.departments())),
            Map.entry("channel", one -> Set.of(one.channel())),
            Map.entry("institution", one -> Set.of(one.institution())),
            Map.entry("type", one -> Set.of(one.type())),
            Map.entry("month", one -> Set.of(one.day().toString().substring(0, 7))),
            Map.entry("track", Told::tracks),
            Map.entry("immediate-change", Told::changedAtOnce),
            Map.entry("helper", Told::helpers),
            Map.entry("core-system", one -> one.coreSystem() == null ? Set.of() : Set.of(one.coreSystem())));

    private Expected() {}

    static boolean isMeasure(String id) {
        return COUNTS.containsKey(id) || RATES.containsKey(id) || id.equals("payout");
    }

    /** A measure of some complaints; empty for a share of nothing. */
    static OptionalDouble value(String measure, List<Told> some) {
        if (measure.equals("payout")) {
            return OptionalDouble.of(some.stream().mapToInt(Told::paid).sum());
        }
        if (COUNTS.containsKey(measure)) {
            return OptionalDouble.of(some.stream().filter(COUNTS.get(measure)).count());
        }
        List<Predicate<Told>> rate = RATES.get(measure);
        long of = some.stream().filter(rate.get(1)).count();
        long part = some.stream().filter(rate.get(1).and(rate.get(0))).count();
        return of == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / of);
    }

    /** Those that belong to a row. */
    static List<Told> row(String dimension, String row, List<Told> some) {
        return row.equals("total")
                ? some.stream()
                        .filter(one -> dimension.isEmpty()
                                || !ROWS.get(dimension).apply(one).isEmpty())
                        .toList()
                : some.stream()
                        .filter(one -> ROWS.get(dimension).apply(one).contains(row))
                        .toList();
    }

    /** All rows that some complaints have. */
    static Set<String> rows(String dimension, List<Told> some) {
        Set<String> rows = new TreeSet<>();
        some.forEach(one -> rows.addAll(ROWS.get(dimension).apply(one)));
        return rows;
    }

    static List<Told> between(List<Told> script, LocalDate from, LocalDate end) {
        return script.stream()
                .filter(one ->
                        one.counts() && !one.day().isBefore(from) && one.day().isBefore(end))
                .toList();
    }

    private static Set<String> orNone(List<String> codes) {
        return codes.isEmpty() ? Set.of("") : new TreeSet<>(codes);
    }

    private static Set<String> crossed(List<String> codes, Map<String, String> counterparts) {
        Set<String> crossed = new TreeSet<>();
        orNone(codes).forEach(code -> crossed.add(code.isEmpty() ? "" : counterparts.get(code)));
        return crossed;
    }

    private static Set<String> topDepartments(List<String> codes) {
        Set<String> tops = new TreeSet<>();
        orNone(codes)
                .forEach(code -> tops.add(code.equals("901") ? "900" : code.isEmpty() ? "" : code.substring(0, 2)));
        return tops;
    }

    private static Set<String> tops(List<String> codes) {
        Set<String> tops = new TreeSet<>();
        orNone(codes).forEach(code -> tops.add(code.isEmpty() ? "" : code.substring(0, 1)));
        return tops;
    }
}
