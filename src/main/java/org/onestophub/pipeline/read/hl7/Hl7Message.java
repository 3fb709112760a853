package org.onestophub.pipeline.read.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * One HL7 v2 message, split as its own MSH says and no further than asked. Nothing is validated: unknown and Z segments,
 * missing fields and any order are fine. A field that is absent is empty text.
 */
final class Hl7Message {

    /** More segments than any ADT message has by far; a frame of 4 MiB of line ends must not become objects. */
    static final int MAX_SEGMENTS = 2_000;
    /** Repetitions looked at; a patient with more identifiers than this is a fault of the sender. */
    static final int MAX_REPETITIONS = 50;

    private static final Pattern LOWER_NAME = Pattern.compile("(?=.{0,2}[a-z])[A-Za-z][A-Za-z0-9]{2}[^A-Za-z0-9\\s]");
    private static final Pattern START_BEHIND_LF = Pattern.compile("\n(?=\\s*[A-Za-z][A-Za-z0-9]{2}\\|)");

    private final List<String> segments;
    private final char bar;
    private final char component;
    private final char repetition;
    private final char escape;
    private final char subcomponent;

    private Hl7Message(List<String> segments) {
        String msh = segments.get(0);
        this.segments = segments;
        this.bar = msh.charAt(3);
        String encoding = upTo(msh, 4, bar);
        this.component = at(encoding, 0, '^');
        this.repetition = at(encoding, 1, '~');
        this.escape = at(encoding, 2, '\\');
        this.subcomponent = at(encoding, 3, '&');
    }

    /**
     * The messages in a frame, at least one. Segments end with CR, LF or both, as the first line of the frame does: where
     * that is CR, a LF alone is part of a field. Names of segments are read in any case. Batch segments (FHS, BHS, BTS,
     * FTS) only surround messages and are left out.
     * @throws ProblemException RD-101 if there is no MSH, RD-107 if a message has too many segments
     */
    static List<Hl7Message> messagesIn(String text) {
        List<Hl7Message> messages = new ArrayList<>();
        List<String> open = new ArrayList<>();
        int count = 0;
        for (String line : linesOf(text)) {
            String segment = withUpperName(withoutMark(line.strip()));
            if (segment.length() < 3 || isEnvelope(segment)) {
                continue;
            }
            if (isHeader(segment)) {
                close(open, messages);
                open = new ArrayList<>();
                count = 0;
            }
            if (++count > MAX_SEGMENTS) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "segments");
            }
            open.add(segment);
        }
        close(open, messages);
        if (messages.isEmpty()) {
            throw new ProblemException(Problem.NOT_HL7);
        }
        return messages;
    }

    /** The first segment of that name as fields, if there is one. */
    Segment first(String name) {
        List<Segment> all = all(name, 1);
        return all.isEmpty() ? new Segment(name) : all.get(0);
    }

    /** Segments of that name, at most {@code limit}. */
    List<Segment> all(String name, int limit) {
        List<Segment> found = new ArrayList<>();
        for (String segment : segments) {
            if (found.size() < limit
                    && segment.startsWith(name)
                    && (segment.length() == 3 || segment.charAt(3) == bar)) {
                found.add(new Segment(segment));
            }
        }
        return found;
    }

    /** The message once for each PID group in it, each with the segments before the first PID; A40 may merge many. */
    List<Hl7Message> byPatient() {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).startsWith("PID" + bar)) {
                starts.add(i);
            }
        }
        if (starts.size() < 2) {
            return List.of(this);
        }
        List<Hl7Message> groups = new ArrayList<>();
        for (int i = 0; i < Math.min(starts.size(), MAX_REPETITIONS); i++) {
            List<String> group = new ArrayList<>(segments.subList(0, starts.get(0)));
            int end = i + 1 < starts.size() ? starts.get(i + 1) : segments.size();
            group.addAll(segments.subList(starts.get(i), end));
            groups.add(new Hl7Message(group));
        }
        return groups;
    }

    /**
     * The lines of a frame. Behind a header that ends with CR alone a LF is text (an address of two lines), unless what
     * follows it reads like the beginning of a segment: some senders mix both ends.
     */
    private static List<String> linesOf(String text) {
        String start = text.stripLeading();
        int cr = start.indexOf('\r');
        int lf = start.indexOf('\n');
        boolean endsWithCr = cr >= 0 && (lf < 0 || cr < lf) && !start.startsWith("\r\n", cr);
        if (!endsWithCr) {
            return text.lines().toList();
        }
        List<String> lines = new ArrayList<>();
        for (String line : START_BEHIND_LF.split(text)) {
            lines.addAll(List.of(line.split("\r", -1)));
        }
        return lines;
    }

    /** Without the byte order mark that joined files have before the first line of each. */
    private static String withoutMark(String line) {
        return line.startsWith("\uFEFF") ? line.substring(1).strip() : line;
    }

    private static String withUpperName(String segment) {
        boolean isNamed = segment.length() > 3 && LOWER_NAME.matcher(segment).lookingAt();
        return isNamed ? segment.substring(0, 3).toUpperCase(Locale.ROOT) + segment.substring(3) : segment;
    }

    private static void close(List<String> open, List<Hl7Message> messages) {
        if (!open.isEmpty() && isHeader(open.get(0))) {
            messages.add(new Hl7Message(List.copyOf(open)));
        }
    }

    private static boolean isHeader(String segment) {
        // a letter, digit or blank after MSH cannot be the field separator
        return segment.startsWith("MSH") && segment.length() > 3 && !Character.isLetterOrDigit(segment.charAt(3));
    }

    private static boolean isEnvelope(String segment) {
        return segment.startsWith("FHS")
                || segment.startsWith("BHS")
                || segment.startsWith("BTS")
                || segment.startsWith("FTS");
    }

    private static char at(String text, int index, char otherwise) {
        return index < text.length() ? text.charAt(index) : otherwise;
    }

    private static String upTo(String text, int from, char end) {
        int to = text.indexOf(end, from);
        return text.substring(Math.min(from, text.length()), to < 0 ? text.length() : to);
    }

    private static List<String> split(String text, char delimiter, int limit) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (pieces.size() < limit) {
            int to = text.indexOf(delimiter, from);
            if (to < 0) {
                pieces.add(text.substring(from));
                return pieces;
            }
            pieces.add(text.substring(from, to));
            from = to + 1;
        }
        return pieces;
    }

    /** A segment; fields and components are numbered from 1 as in the standard. */
    final class Segment {

        /** The longest segment the hub reads from has 52 fields (PV1); Z fields behind it are of no use. */
        private static final int MAX_FIELDS = 100;

        private final List<String> fields;
        private final boolean header;

        private Segment(String text) {
            this.fields = split(text, bar, MAX_FIELDS);
            this.header = text.startsWith("MSH");
        }

        /** First repetition, first component of a field, unescaped and clean. */
        String value(int field) {
            return component(field, 1);
        }

        /** First repetition of a field, one component of it, unescaped and clean. */
        String component(int field, int number) {
            List<Field> all = repetitions(field);
            return all.isEmpty() ? "" : all.get(0).component(number);
        }

        /** True if the field is the explicit null {@code ""}: what was stated before is deleted. */
        boolean isDeleted(int field) {
            return "\"\"".equals(text(field).strip());
        }

        private String text(int field) {
            // MSH-1 is the separator itself, so MSH counts one less
            int index = header ? field - 1 : field;
            return index < 0 || index >= fields.size() ? "" : fields.get(index);
        }

        /** The repetitions of a field that are not empty. */
        List<Field> repetitions(int field) {
            List<Field> found = new ArrayList<>();
            for (String piece : split(text(field), repetition, MAX_REPETITIONS)) {
                if (!piece.isBlank() && !"\"\"".equals(piece)) {
                    found.add(new Field(piece));
                }
            }
            return found;
        }
    }

    /** One repetition of a field. */
    final class Field {

        private static final int MAX_COMPONENTS = 30;

        private final List<String> components;

        private Field(String text) {
            this.components = split(text, component, MAX_COMPONENTS);
        }

        /** A component's first subcomponent, unescaped and clean; empty if absent or the explicit null {@code ""}. */
        String component(int number) {
            return component(number, 1);
        }

        /** One subcomponent of a component, unescaped and clean; empty if absent or the explicit null {@code ""}. */
        String component(int number, int part) {
            if (number > components.size()) {
                return "";
            }
            List<String> parts = split(components.get(number - 1), subcomponent, MAX_COMPONENTS);
            String raw = part > parts.size() ? "" : parts.get(part - 1);
            return "\"\"".equals(raw) ? "" : Hl7Text.clean(unescaped(raw));
        }
    }

    private String unescaped(String text) {
        return text.indexOf(escape) < 0 ? text : Hl7Text.unescape(text, escape, this::literal);
    }

    private String literal(char code) {
        return switch (code) {
            case 'F' -> String.valueOf(bar);
            case 'S' -> String.valueOf(component);
            case 'T' -> String.valueOf(subcomponent);
            case 'R' -> String.valueOf(repetition);
            case 'E' -> String.valueOf(escape);
            default -> "";
        };
    }
}
