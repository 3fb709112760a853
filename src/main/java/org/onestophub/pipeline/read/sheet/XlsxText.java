package org.onestophub.pipeline.read.sheet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A text in pieces of several fonts. How it is pronounced stands beside it and is no part of it. */
final class XlsxText {

    /** Excel allows 32,767. */
    static final int MOST_CHARS = 100_000;

    /** A character that XML does not allow, such as a carriage return. Source: ECMA-376 part 1, 22.9.2.19. */
    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final StringBuilder text = new StringBuilder();
    private boolean isSpoken;
    private boolean isText;

    void begin(String name) {
        isSpoken |= name.equals("rPh");
        isText = name.equals("t") && !isSpoken;
    }

    void add(String piece) {
        if (isText) {
            if (text.length() + piece.length() > MOST_CHARS) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "cell");
            }
            text.append(piece);
        }
    }

    void end(String name) {
        if (name.equals("rPh")) {
            isSpoken = false;
        } else if (name.equals("t")) {
            isText = false;
        }
    }

    @Override
    public String toString() {
        return unescaped(text.toString());
    }

    /** The text with characters in the place of what stands for them. */
    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                : text;
    }
}
