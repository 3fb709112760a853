package org.onestophub.pipeline.record;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** How alike two texts are: the pairs of neighbouring letters and digits that both have. */
final class TextLikeness {

    /** As much of a text as is looked at. */
    private static final int CHARS = 4000;
    /** A text with fewer pairs says too little to be like another. */
    private static final int FEWEST = 8;

    private TextLikeness() {}

    /** Pairs of neighbouring letters and digits, NFKC, in small letters. */
    static Set<String> pairsOf(String text) {
        String plain = Normalizer.normalize(text.substring(0, Math.min(text.length(), CHARS)), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        Set<String> pairs = new HashSet<>();
        StringBuilder before = new StringBuilder();
        plain.codePoints().filter(Character::isLetterOrDigit).forEach(character -> {
            String now = Character.toString(character);
            if (before.length() > 0) {
                pairs.add(before + now);
            }
            before.setLength(0);
            before.append(now);
        });
        return pairs;
    }

    /** True if there are words enough to compare. */
    static boolean saysSomething(Set<String> pairs) {
        return pairs.size() >= FEWEST;
    }

    /**
     * Percent of the pairs of the shorter text that the other has too: an order of the hotline sums up what a mail says at
     * length.
     */
    static int of(Set<String> one, Set<String> other) {
        if (!saysSomething(one) || !saysSomething(other)) {
            return 0;
        }
        Set<String> shorter = one.size() <= other.size() ? one : other;
        Set<String> longer = shorter == one ? other : one;
        long common = shorter.stream().filter(longer::contains).count();
        return (int) (100 * common / shorter.size());
    }
}
