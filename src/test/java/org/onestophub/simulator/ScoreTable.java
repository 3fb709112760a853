package org.onestophub.simulator;

import java.util.Locale;
import java.util.Map;
import org.onestophub.simulator.Scoreboard.Score;

/** The scores as a table of plain text. */
public final class ScoreTable {

    private static final String ROW = "  %-20s %8s %9s %9s %9s %8s %8s %8s %8s %9s%n";

    private ScoreTable() {}

    /** One line per mapping, with a head. */
    public static String of(Map<String, Score> scores) {
        StringBuilder text = new StringBuilder(row(
                "channel",
                "arrived",
                "recorded",
                "appended",
                "repeated",
                "context",
                "counted",
                "parked",
                "refused",
                "consumed"));
        scores.forEach((mapping, score) -> {
            ExpectedOutcome found = score.found();
            text.append(row(
                    mapping,
                    score.arrived(),
                    found.of("new-case"),
                    found.of("appended"),
                    found.of("repeated"),
                    found.of("context-applied"),
                    found.of("counted"),
                    found.of("parked"),
                    found.of("refused"),
                    score.consumed()));
        });
        return text.toString();
    }

    /** Expected beside found, for every way to end. */
    public static String of(Map<String, ExpectedOutcome> expected, Map<String, Score> scores) {
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "  %-20s %-18s %9s %9s%n", "channel", "ended as", "expected", "found"));
        expected.forEach((mapping, all) -> {
            ExpectedOutcome found = scores.getOrDefault(mapping, Score.EMPTY).found();
            java.util.TreeSet<String> endings =
                    new java.util.TreeSet<>(all.endings().keySet());
            endings.addAll(found.endings().keySet());
            endings.forEach(ending -> {
                long due = all.endings().getOrDefault(ending, 0L);
                long got = found.endings().getOrDefault(ending, 0L);
                text.append(String.format(
                        Locale.ROOT,
                        "  %-20s %-18s %9d %9d%s%n",
                        mapping,
                        ending,
                        due,
                        got,
                        due == got ? "" : "   <<<"));
            });
        });
        return text.toString();
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, ROW, cells);
    }
}
