package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Looks whether something that was replaced stands in a sample all the same. It shares no thought with the replacing, so
 * that a mistake there does not pass here.
 */
final class LeakCheck {

    /** Shorter numbers stand everywhere. */
    private static final int MIN_DIGITS = 7;

    private static final Pattern DIGITS = Pattern.compile("\\p{N}{" + MIN_DIGITS + ",}");

    private LeakCheck() {}

    /** @throws ProblemException MP-102 if it does, with the file in which */
    static void check(
            Collection<String> kept, Collection<String> gone, String input, Map<String, String> meta, JsonNode answer) {
        StringBuilder answered = new StringBuilder();
        collect(answer, answered);
        look(gone, without(kept, input), "input");
        look(gone, without(kept, String.join("\n", meta.values())), "meta");
        look(gone, without(kept, answered.toString()), "answer");
    }

    /** A word of the mapping's own may well be said in a complaint too. */
    private static String without(Collection<String> kept, String text) {
        String rest = SyntheticWords.SYNTHETIC
                .matcher(text.replace(GoldenSamples.HUB.institution().name(), " "))
                .replaceAll(" ");
        for (String word : kept) {
            rest = rest.replace(word, " ");
        }
        return rest;
    }

    private static void look(Collection<String> gone, String text, String where) {
        Set<String> numbers = new HashSet<>();
        Matcher found = DIGITS.matcher(text);
        while (found.find()) {
            numbers.add(found.group());
        }
        for (String word : gone) {
            boolean chinese = word.length() > 1 && word.codePoints().allMatch(Character::isIdeographic);
            boolean left = (chinese || word.contains("@")) && text.contains(word) || numbers.contains(word);
            if (left) {
                throw new ProblemException(Problem.SAMPLE_NOT_CLEAN, where);
            }
        }
    }

    private static void collect(JsonNode node, StringBuilder text) {
        if (node.isValueNode()) {
            text.append(node.asText()).append('\n');
        }
        node.forEach(child -> collect(child, text));
    }
}
