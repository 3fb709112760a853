package org.onestophub.operate.ops.query;

import java.util.Map;

/** A text that operators look for in the words of complaints. */
final class SearchedText {

    private SearchedText() {}

    /**
     * The condition as SQL on {@code complaint_search s}; {@code parameters} gets its value. Every text of at least three
     * characters, and every two Chinese characters, are found by an index.
     */
    static String condition(String text, Map<String, Object> parameters) {
        if (isPair(text)) {
            parameters.put("pair", new String[] {text});
            return "s.pairs @> cast(:pair as text[])";
        }
        parameters.put("text", "%" + text.replaceAll("([%_\\\\])", "\\\\$1") + "%");
        return "s.text ilike :text";
    }

    private static boolean isPair(String text) {
        int[] characters = text.codePoints().toArray();
        return characters.length == 2
                && Character.isIdeographic(characters[0])
                && Character.isIdeographic(characters[1]);
    }
}
