package org.onestophub.simulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * How things sent are expected to end: for each way to end, how many things.
 *
 * @param endings count by ending; an ending is the outcome's word, with the problem's code behind it where there is one,
 *     for example {@code new-case} or {@code parked RD-105}
 */
public record ExpectedOutcome(Map<String, Long> endings) {

    /** Nothing is expected. */
    public static final ExpectedOutcome NOTHING = new ExpectedOutcome(Map.of());

    /** A complaint nobody had sent before. */
    public static final ExpectedOutcome NEW_CASE = one("new-case");

    /** More of a complaint that is there already. */
    public static final ExpectedOutcome APPENDED = one("appended");

    /** Known before; only the count of arrivals changes. */
    public static final ExpectedOutcome REPEATED = one("repeated");

    /** The patient directory knows it. */
    public static final ExpectedOutcome CONTEXT_APPLIED = one("context-applied");

    /** Counts are kept in order of their ending. */
    public ExpectedOutcome {
        endings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(endings));
    }

    /** One thing that ends so. */
    public static ExpectedOutcome one(String ending) {
        return new ExpectedOutcome(Map.of(ending, 1L));
    }

    /** One thing that waits for a person, with the code of the problem. */
    public static ExpectedOutcome parked(String code) {
        return one("parked " + code);
    }

    /** One thing kept for evidence only, with the code of the problem. */
    public static ExpectedOutcome refused(String code) {
        return one("refused " + code);
    }

    /** So many things that are no complaints. */
    public static ExpectedOutcome counted(long things) {
        return new ExpectedOutcome(Map.of("counted", things));
    }

    /** As often as {@code times}. */
    public ExpectedOutcome times(long times) {
        Map<String, Long> all = new TreeMap<>();
        endings.forEach((ending, count) -> all.put(ending, count * times));
        return new ExpectedOutcome(all);
    }

    /** This and the other together. */
    public ExpectedOutcome and(ExpectedOutcome other) {
        Map<String, Long> all = new TreeMap<>(endings);
        other.endings.forEach((ending, count) -> all.merge(ending, count, Long::sum));
        return new ExpectedOutcome(all);
    }

    /** How many end with this outcome, whatever the code. */
    public long of(String word) {
        return endings.entrySet().stream()
                .filter(entry -> entry.getKey().equals(word) || entry.getKey().startsWith(word + " "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
