package org.onestophub.pipeline.read.sheet;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words of cells, compared as people read them. */
final class CellWords {

    private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Cf}\\p{Cc}\\u00a0\\u3000]+");

    /** What forms write around the name of a column: a star or a note that it must be filled in, a colon. */
    private static final Pattern AROUND = Pattern.compile("^[*#]+|[*:]+$|\\((?:必填|选填|必填项|选填项|required|optional)\\)$");

    private CellWords() {}

    /** True if there is a character that people see. */
    static boolean isSaid(String text) {
        return !UNSEEN.matcher(text).replaceAll("").isEmpty();
    }

    /** The text without what nobody sees, full-width letters as usual ones. */
    static String plain(String text) {
        return UNSEEN.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    }

    /** The name of a column in a form in which its spellings are equal. */
    static String header(String text) {
        String plain = plain(text).toLowerCase(Locale.ROOT);
        String before;
        do {
            before = plain;
            plain = AROUND.matcher(plain).replaceAll("");
        } while (!plain.equals(before));
        return plain;
    }

    /** Letters of a column from 0, as programs show them. */
    static String column(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number + 1; rest > 0; rest = (rest - 1) / 26) {
            letters.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return letters.toString();
    }
}
