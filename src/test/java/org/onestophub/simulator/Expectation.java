package org.onestophub.simulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * How things sent are expected to end: for each way to end, how many things.
 *
 * @param endings count by ending; an ending is the outcome's word, with the problem's code behind it where there is one,
 *     for example {@code new-case} or {@code parked RD-105}
 */
public record Expectation(Map<String, Long> endings) {

    /** Nothing is expected. */
    public static final Expectation NOTHING = new Expectation(Map.of());

    /** A complaint nobody had told before. */
    public static final Expectation NEW_CASE = one("new-case");

    /** More of a complaint that is there already. */
    public static final Expectation APPENDED = one("appended");

    /** Known before; only the count of arrivals changes. */
    public static final Expectation REPEATED = one("repeated");

    /** The patient directory knows it. */
    public static final Expectation CONTEXT_APPLIED = one("context-applied");

    /** Counts are kept in order of their ending. */
    public Expectation {
        endings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(endings));
    }

    /** One thing that ends so. */
    public static Expectation one(String ending) {
        return new Expectation(Map.of(ending, 1L));
    }

    /** One thing that waits for a person, with the code of the problem. */
    public static Expectation parked(String code) {
        return one("parked " + code);
    }

    /** One thing kept for evidence only, with the code of the problem. */
    public static Expectation refused(String code) {
        return one("refused " + code);
    }

    /** So many things that are no complaints. */
    public static Expectation counted(long things) {
        return new Expectation(Map.of("counted", things));
    }

    /** As often as {@code times}. */
    public Expectation times(long times) {
        Map<String, Long> all = new TreeMap<>();
        endings.forEach((ending, count) -> all.put(ending, count * times));
        return new Expectation(all);
    }

    /** This and the other together. */
    public Expectation and(Expectation other) {
        Map<String, Long> all = new TreeMap<>(endings);
        other.endings.forEach((ending, count) -> all.merge(ending, count, Long::sum));
        return new Expectation(all);
    }

    /** How many end with this outcome, whatever the code. */
    public long of(String word) {
        return endings.entrySet().stream()
                .filter(entry -> entry.getKey().equals(word) || entry.getKey().startsWith(word + " "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
