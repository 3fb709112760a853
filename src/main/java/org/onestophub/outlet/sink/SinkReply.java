package org.onestophub.outlet.sink;

import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/**
 * What a destination answered, and what that means for the shipment.
 *
 * @param status in short, for example {@code 200} or {@code AA}; at most 100 characters
 * @param text in its own words; at most 4,000 characters, none of them a control character but tab and line end
 * @param problem null if the destination has it
 */
record SinkReply(String status, String text, @Nullable Problem problem) {

    static final int MAX_TEXT = 4_000;
    private static final int MAX_STATUS = 100;

    SinkReply {
        status = clean(status, MAX_STATUS);
        text = clean(text, MAX_TEXT);
    }

    /** The destination has it. */
    static SinkReply taken(String status, String text) {
        return new SinkReply(status, text, null);
    }

    /** It does not have it, or the outcome is unknown. */
    static SinkReply failed(Problem problem, String status, String text) {
        return new SinkReply(status, text, problem);
    }

    /** The text is from outside and becomes a row of a database, which takes neither NUL nor half a character. */
    private static String clean(String text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        text.codePoints()
                .map(c -> c == '\t' || c == '\n' || c == '\r' || !Character.isISOControl(c) ? c : ' ')
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c)
                .takeWhile(c -> out.length() + Character.charCount(c) <= most)
                .forEachOrdered(out::appendCodePoint);
        return out.toString();
    }
}
