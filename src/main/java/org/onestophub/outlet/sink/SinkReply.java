package org.onestophub.outlet.sink;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/**
 * What a destination answered, and what that means for the shipment.
 *
 * @param status in short, for example {@code 200} or {@code AA}; at most 100 characters
 * @param text in its own words; at most 4,000 characters, none of them a control character but tab and line end
 * @param problem null if the destination has it
 * @param retryAfter how long the destination asks to be left alone; zero if it does not ask
 */
public record SinkReply(
        String status, String text, @Nullable Problem problem, Duration retryAfter) {

    /** Characters of a destination's own words that are kept. */
    public static final int MAX_TEXT = 4_000;

    private static final int MAX_STATUS = 100;

    /** Cut to what is kept. */
    public SinkReply {
        status = clean(status, MAX_STATUS);
        text = clean(text, MAX_TEXT);
    }

    /** Of a destination that asks for no pause. */
    SinkReply(String status, String text, @Nullable Problem problem) {
        this(status, text, problem, Duration.ZERO);
    }

    /** The destination has it. */
    public static SinkReply taken(String status, String text) {
        return new SinkReply(status, text, null);
    }

    /** It does not have it, or nobody knows. */
    public static SinkReply failed(Problem problem, String status, String text) {
        return new SinkReply(status, text, problem);
    }

    /** A stranger's words become a row of a database, which takes neither NUL nor half a character. */
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
