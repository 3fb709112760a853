package org.onestophub.loop.warning;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.fact.Fact;

/**
 * What one rule finds in the facts up to a day. The same facts and the same day always give the same.
 */
final class RuleLook {

    /** So much of the baseline has to be there; a hub that has just begun knows nothing of what is usual. */
    private static final int BASELINE_PART = 3;

    /** The institution and the value of the field that a rule looks at one by one. */
    private record Subject(String institution, String code) {}

    /** Cases that make a share, of all that are compared. */
    private static final class Share {
        long part;
        long of;
    }

    private final WarningRule rule;
    private final LocalDate today;
    private final LocalDate first;
    private final Map<Subject, Series> series = new HashMap<>();
    private final Map<String, Share> shares = new HashMap<>();
    private final Map<String, LocalDate> began = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    RuleLook(WarningRule rule, LocalDate today) {
        this.rule = rule;
        this.today = today;
        this.first = today.minusDays(rule.days() - 1L);
    }

    /** The first day that has to be read. */
    LocalDate first() {
        return first;
    }

    void add(Fact fact) {
        LocalDate day = fact.receivedOn();
        if (day.isBefore(first) || day.isAfter(today)) {
            return;
        }
        began.merge(fact.institution(), day, (one, other) -> one.isBefore(other) ? one : other);
        if (!fact.institutionName().isEmpty()) {
            names.put(fact.institution(), fact.institutionName());
        }
        if (!rule.counts().holds(fact)) {
            return;
        }
        WarningRule.Compared compared = rule.compared();
        if (compared != null) {
            Share share = shares.computeIfAbsent(fact.institution(), none -> new Share());
            share.of++;
            if (compared.part().holds(fact)) {
                share.part++;
                seriesOf(fact, "").add(day, fact.number());
            }
            return;
        }
        for (String code : subjects(fact)) {
            seriesOf(fact, code).add(day, fact.number());
        }
    }

    private Series seriesOf(Fact fact, String code) {
        return series.computeIfAbsent(new Subject(fact.institution(), code), none -> new Series());
    }

    private Collection<String> subjects(Fact fact) {
        if (rule.test() instanceof WarningRule.EachCase) {
            return List.of(fact.number());
        }
        if (rule.by().isEmpty()) {
            return List.of("");
        }
        Set<String> codes = new HashSet<>();
        for (String code : fact.values(rule.by())) {
            if (!code.isEmpty()) {
                codes.add(rule.isTop() ? code.substring(0, 1) : code);
            }
        }
        return codes;
    }

    /** What is unusual on that day, in no order. */
    List<UnusualCount> found() {
        List<UnusualCount> found = new ArrayList<>();
        if (rule.compared() != null) {
            shares.forEach((institution, share) -> take(found, compared(rule.compared(), institution, share)));
            return found;
        }
        series.forEach((subject, its) -> take(found, look(subject, its)));
        return found;
    }

    private static void take(List<UnusualCount> found, @Nullable UnusualCount one) {
        if (one != null) {
            found.add(one);
        }
    }

    private @Nullable UnusualCount look(Subject subject, Series its) {
        if (rule.test() instanceof WarningRule.Spike spike) {
            return spike(spike, subject, its);
        }
        if (rule.test() instanceof WarningRule.Cluster cluster) {
            return cluster(cluster, subject, its);
        }
        if (rule.test() instanceof WarningRule.Threshold threshold) {
            return its.size() < threshold.atLeast()
                    ? null
                    : found(subject, its, first, its.size(), 0, threshold.atLeast());
        }
        return found(subject, its, its.dayOf(1), 1, 0, 1);
    }

    private @Nullable UnusualCount spike(WarningRule.Spike spike, Subject subject, Series its) {
        LocalDate begin = beginOf(spike, today);
        LocalDate usualFrom =
                spike.isMonthly() ? begin.minusMonths(spike.baseline()) : begin.minusWeeks(spike.baseline());
        LocalDate began = beginOf(spike, this.began.getOrDefault(subject.institution(), today));
        // the first period of an institution is not complete
        LocalDate known =
                began.isBefore(usualFrom) ? usualFrom : spike.isMonthly() ? began.plusMonths(1) : began.plusWeeks(1);
        long periods =
                spike.isMonthly() ? ChronoUnit.MONTHS.between(known, begin) : ChronoUnit.WEEKS.between(known, begin);
        if (periods * BASELINE_PART < spike.baseline()) {
            return null;
        }
        long before = its.count(known, begin);
        long now = its.count(begin, today.plusDays(1));
        if (now < spike.atLeast() || RareChance.ofAtLeast(now, 1, before, (double) periods) > spike.chance()) {
            return null;
        }
        long limit = Math.max(spike.atLeast(), RareChance.limit(spike.chance(), 1, before, (double) periods));
        return found(subject, its, begin, now, (double) before / periods, limit);
    }

    private static LocalDate beginOf(WarningRule.Spike spike, LocalDate day) {
        return spike.isMonthly() ? day.withDayOfMonth(1) : day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private @Nullable UnusualCount cluster(WarningRule.Cluster cluster, Subject subject, Series its) {
        int events = cluster.events();
        if (its.size() < events) {
            return null;
        }
        LocalDate from = its.dayOf(events);
        LocalDate began = this.began.getOrDefault(subject.institution(), today);
        long usualDays = ChronoUnit.DAYS.between(began, from);
        if (usualDays * BASELINE_PART < cluster.baselineDays()) {
            return null;
        }
        // counted from the first of them on: that one came, and the question is how soon the others followed
        double days = ChronoUnit.DAYS.between(from, today) + 1.0;
        long before = its.size() - (long) events;
        if (RareChance.ofAtLeast(events - 1L, days, before, (double) usualDays) > cluster.chance()) {
            return null;
        }
        double expected = before * days / usualDays;
        long limit = RareChance.limit(cluster.chance(), days, before, (double) usualDays) + 1;
        return found(subject, its, from, events, expected, limit);
    }

    private @Nullable UnusualCount compared(WarningRule.Compared compared, String institution, Share share) {
        long othersPart = 0;
        long othersOf = 0;
        for (Map.Entry<String, Share> other : shares.entrySet()) {
            if (!other.getKey().equals(institution)) {
                othersPart += other.getValue().part;
                othersOf += other.getValue().of;
            }
        }
        if (share.of < compared.atLeast() || othersOf < compared.atLeast()) {
            return null;
        }
        // half a case on either side: none among the others does not mean that there can be none
        double usual = (othersPart + 0.5) / (othersOf + 1.0);
        double chance = compared.isHigher()
                ? RareChance.ofShare(share.part, share.of, usual)
                : RareChance.ofShare(share.of - share.part, share.of, 1 - usual);
        if (chance > compared.chance()) {
            return null;
        }
        Subject subject = new Subject(institution, "");
        Series its = series.getOrDefault(subject, new Series());
        return new UnusualCount(
                rule,
                institution,
                names.getOrDefault(institution, ""),
                "",
                share.part,
                share.of,
                rounded(usual * share.of),
                Math.round(usual * share.of),
                first,
                today,
                its.newest(first));
    }

    private UnusualCount found(Subject subject, Series its, LocalDate from, long count, double expected, long limit) {
        return new UnusualCount(
                rule,
                subject.institution(),
                names.getOrDefault(subject.institution(), ""),
                subject.code(),
                count,
                count,
                rounded(expected),
                limit,
                from,
                today,
                its.newest(from));
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }
}
