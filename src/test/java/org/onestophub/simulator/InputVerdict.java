package org.onestophub.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.onestophub.simulator.Scoreboard.Score;

/**
 * Whether everything sent came to the end it had to come to.
 *
 * @param differences one line per thing that is not as expected, without personal data; empty if all is well
 */
public record InputVerdict(List<String> differences) {

    /** What was sent against what the ledger says. */
    public static InputVerdict of(List<SentInput> shipments, Map<String, Score> scores) {
        List<String> differences = new ArrayList<>();
        Map<String, Long> inputs = FirstLoad.inputs(shipments);
        FirstLoad.expected(shipments).forEach((mapping, expected) -> {
            Score score = scores.getOrDefault(mapping, Score.EMPTY);
            compare(differences, mapping + " arrived", inputs.get(mapping), score.arrived());
            TreeSet<String> endings = new TreeSet<>(expected.endings().keySet());
            endings.addAll(score.found().endings().keySet());
            for (String ending : endings) {
                compare(
                        differences,
                        mapping + " " + ending,
                        expected.endings().getOrDefault(ending, 0L),
                        score.found().endings().getOrDefault(ending, 0L));
            }
            compare(differences, mapping + " without outcome", 0L, score.open());
            compare(differences, mapping + " consumed", expected.of("new-case"), score.consumed());
        });
        return new InputVerdict(List.copyOf(differences));
    }

    /** This and more differences. */
    public InputVerdict and(List<String> more) {
        List<String> all = new ArrayList<>(differences);
        all.addAll(more);
        return new InputVerdict(List.copyOf(all));
    }

    /** True if everything is as expected. */
    public boolean isGood() {
        return differences.isEmpty();
    }

    private static void compare(List<String> differences, String what, long expected, long found) {
        if (expected != found) {
            differences.add(what + ": expected " + expected + ", found " + found);
        }
    }
}
