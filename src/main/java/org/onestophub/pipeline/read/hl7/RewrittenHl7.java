package org.onestophub.pipeline.read.hl7;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.pipeline.read.format.TextReplacement;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * HL7 messages with replaced texts: segments, separators, escapes, line ends and the character set stay. Header
 * fields about the message itself stay too; every other field of every segment is replaced, Z segments as well.
 */
final class RewrittenHl7 {

    /** A sample has one message or a few. */
    private static final int MAX_BYTES = 256 * 1024;

    private static final Pattern LINE = Pattern.compile("([^\r\n]*)([\r\n]*)");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]{2}");
    /** A usual placeholder for an unknown value; it identifies nobody. */
    private static final Pattern NOTHING = Pattern.compile("[0\\-_.*?/]+");

    private static final Pattern CODE = Pattern.compile("[A-Z]{1,8}");
    private static final Pattern HEX = Pattern.compile("X[0-9A-Fa-f]+");
    private static final Pattern ESCAPE = Pattern.compile("[FSTREHN]|\\.[a-z]{2}[+-]?\\d*|X[0-9A-Fa-f]+");

    /** Fields about the message: its time, type, identity of processing, version, acknowledgement, character set, country. */
    private static final Map<String, Set<Integer>> OF_THE_MESSAGE =
            Map.of("MSH", Set.of(7, 9, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21), "EVN", Set.of(1, 2, 6));

    private static final Map<String, Set<Integer>> BIRTHS =
            Map.of("PID", Set.of(7), "NK1", Set.of(16), "IN1", Set.of(18));
    /** Identifiers: their assigner (component 4) and kind (5) are codes of institutions, not of people. */
    private static final Map<String, Set<Integer>> IDENTIFIERS =
            Map.of("PID", Set.of(2, 3, 4, 18), "MRG", Set.of(1, 2, 3, 4, 5), "PV1", Set.of(19, 50));

    private final TextReplacement texts;
    private final StringBuilder replaced = new StringBuilder();
    private String separators = "|^~&";
    private char escape = '\\';

    private RewrittenHl7(TextReplacement texts) {
        this.texts = texts;
    }

    /** @throws ProblemException RD-101, RD-102 if it is not HL7, MP-101 if a text would break the form */
    static byte[] of(byte[] frame, TextReplacement texts) {
        if (frame.length > MAX_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
        String text = Hl7Charset.decode(frame);
        Hl7Message.messagesIn(text);
        Charset charset = Hl7Charset.of(frame);
        RewrittenHl7 message = new RewrittenHl7(texts);
        Matcher line = LINE.matcher(text);
        while (line.find() && line.end() > line.start()) {
            message.segment(line.group(1));
            message.replaced.append(line.group(2));
        }
        return message.replaced.toString().getBytes(charset);
    }

    private void segment(String line) {
        String segment = line.strip();
        String written = segment.length() < 3 ? "" : segment.substring(0, 3);
        // some senders write names in lower case; the reader takes them as well
        String name = written.toUpperCase(Locale.ROOT);
        boolean header =
                name.matches("MSH|FHS|BHS") && segment.length() > 3 && !Character.isLetterOrDigit(segment.charAt(3));
        boolean ends = header || segment.length() == 3 || segment.startsWith(separators.substring(0, 1), 3);
        if (!ends || !NAME.matcher(name).matches()) {
            replaced.append(texts.of("", line));
            return;
        }
        if (header) {
            learn(segment);
        }
        String[] fields = segment.split(Pattern.quote(separators.substring(0, 1)), -1);
        replaced.append(written);
        for (int i = 1; i < fields.length; i++) {
            int number = header ? i + 1 : i;
            replaced.append(separators.charAt(0));
            boolean stays = header && i == 1
                    || OF_THE_MESSAGE.getOrDefault(name, Set.of()).contains(number);
            replaced.append(stays ? fields[i] : field(name, number, fields[i]));
        }
    }

    private void learn(String header) {
        char bar = header.charAt(3);
        int end = header.indexOf(bar, 4);
        String encoding = header.substring(4, end < 0 ? header.length() : end);
        escape = encoding.length() > 2 ? encoding.charAt(2) : '\\';
        String others = encoding.length() > 2 ? encoding.substring(0, 2) + encoding.substring(3) : "^~&";
        separators = bar + others;
    }

    private String field(String segment, int number, String field) {
        StringBuilder out = new StringBuilder(field.length());
        boolean identifier = IDENTIFIERS.getOrDefault(segment, Set.of()).contains(number);
        boolean birth = BIRTHS.getOrDefault(segment, Set.of()).contains(number);
        int component = 1;
        StringTokenizer pieces = new StringTokenizer(field, separators, true);
        while (pieces.hasMoreTokens()) {
            String piece = pieces.nextToken();
            if (piece.length() == 1 && separators.contains(piece)) {
                component =
                        piece.charAt(0) == separators.charAt(1) ? component + 1 : isRepetition(piece) ? 1 : component;
                out.append(piece);
            } else if (identifier && component > 3 && CODE.matcher(piece).matches()) {
                out.append(piece);
            } else {
                out.append(unescapedPieces(birth ? "birth" : segment + number, piece));
            }
        }
        return out.toString();
    }

    private boolean isRepetition(String piece) {
        return separators.length() > 2 && piece.charAt(0) == separators.charAt(2);
    }

    /** Texts between escapes; an escape stays, unless it encodes bytes. */
    private String unescapedPieces(String name, String piece) {
        StringBuilder out = new StringBuilder(piece.length());
        int at = 0;
        while (at < piece.length()) {
            int open = piece.indexOf(escape, at);
            int close = open < 0 ? -1 : piece.indexOf(escape, open + 1);
            String code = close < 0 ? "" : piece.substring(open + 1, close);
            if (!ESCAPE.matcher(code).matches()) {
                out.append(other(name, piece.substring(at)));
                return out.toString();
            }
            out.append(other(name, piece.substring(at, open))).append(escape);
            // "78" is an x
            out.append(HEX.matcher(code).matches() ? "X" + "78".repeat((code.length() - 1) / 2) : code)
                    .append(escape);
            at = close + 1;
        }
        return out.toString();
    }

    private String other(String name, String text) {
        if (text.isEmpty() || NOTHING.matcher(text).matches()) {
            return text;
        }
        if (name.equals("birth") && Hl7Time.date(text).isEmpty()) {
            // a text that is not a date must not become one
            return text.replaceAll("\\p{N}", "9").replaceAll("\\p{L}", "x");
        }
        // a birth in the 19th century is not a date that a text would mention
        String other = texts.of(name, name.equals("birth") && text.startsWith("18") ? "19" + text.substring(2) : text);
        if (count(other) != count(text)) {
            throw new ProblemException(Problem.SAMPLE_NOT_REPLACEABLE, name);
        }
        return other;
    }

    private long count(String text) {
        return text.chars()
                .filter(c -> separators.indexOf(c) >= 0 || c == escape || c == '\r' || c == '\n')
                .count();
    }
}
