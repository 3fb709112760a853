package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.onestophub.pipeline.read.format.MimeText;

/** The plain text of an RTF body as Outlook puts it into winmail.dat. Formatting, pictures and tables are dropped. */
final class RtfText {

    private static final Set<String> HIDDEN = Set.of(
            "fonttbl",
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "themedata",
            "datastore",
            "listtable",
            "listoverridetable",
            "generator",
            "htmltag",
            "mhtmltag");

    /** Characters that have a word of their own. Source: Rich Text Format 1.9.1, special characters. */
    private static final Map<String, String> CHARACTERS = Map.of(
            "emdash", "\u2014",
            "endash", "\u2013",
            "lquote", "\u2018",
            "rquote", "\u2019",
            "ldblquote", "\u201C",
            "rdblquote", "\u201D",
            "bullet", "\u2022",
            "emspace", " ",
            "enspace", " ",
            "qmspace", " ");

    private final String rtf;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Deque<Group> groups = new ArrayDeque<>();
    private boolean hidden;
    /** Characters behind one of Unicode, for readers without it. */
    private int substitutes = 1;

    private int skip;
    private int at;

    private RtfText(String rtf) {
        this.rtf = rtf;
    }

    /** What holds again behind the end of a group. */
    private record Group(boolean hidden, int substitutes) {}

    /** The text in the RTF bytes. */
    static String of(byte[] rtf) {
        return new RtfText(new String(rtf, StandardCharsets.ISO_8859_1)).text();
    }

    private String text() {
        while (at < rtf.length()) {
            char c = rtf.charAt(at++);
            switch (c) {
                case '{' -> groups.push(new Group(hidden, substitutes));
                case '}' -> endGroup();
                case '\\' -> control();
                case '\r', '\n', '\0' -> {}
                default -> write(c);
            }
        }
        flush();
        return out.toString().strip();
    }

    private void endGroup() {
        Group before = groups.isEmpty() ? new Group(false, 1) : groups.pop();
        hidden = before.hidden();
        substitutes = before.substitutes();
        skip = 0;
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        char c = rtf.charAt(at);
        if (c == '\'') {
            int value = at + 2 < rtf.length() ? HeaderText.hex(rtf, at + 1) : -1;
            at = Math.min(rtf.length(), at + 3);
            if (value >= 0) {
                write((char) value);
            }
        } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
            word();
        } else {
            at++;
            hidden |= c == '*';
            if (c == '\\' || c == '{' || c == '}') {
                write(c);
            }
        }
    }

    private void word() {
        int start = at;
        while (at < rtf.length() && Character.isLetter(rtf.charAt(at))) {
            at++;
        }
        String name = rtf.substring(start, at);
        int number = at;
        while (at < rtf.length()
                && at - number < 7
                && (Character.isDigit(rtf.charAt(at)) || at == number && rtf.charAt(at) == '-')) {
            at++;
        }
        String digits = rtf.substring(number, at);
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        switch (name) {
            case "par", "line", "row", "nestrow", "page", "sect", "column" -> append("\n");
            case "tab", "cell", "nestcell" -> write('\t');
            case "u" -> unicode(digits);
            case "uc" -> substitutes = digits.matches("[0-9]+") ? Integer.parseInt(digits) : 1;
            default -> {
                hidden |= HIDDEN.contains(name);
                character(CHARACTERS.getOrDefault(name, ""));
            }
        }
    }

    private void unicode(String digits) {
        if (hidden || digits.isEmpty() || digits.equals("-")) {
            return;
        }
        append(Character.toString((char) Integer.parseInt(digits)));
        skip = substitutes;
    }

    /** A character by its word, which may be the substitute of one of Unicode. */
    private void character(String text) {
        if (!text.isEmpty() && skip > 0) {
            skip--;
        } else {
            append(text);
        }
    }

    private void append(String text) {
        if (!hidden) {
            flush();
            out.append(text);
        }
    }

    private void write(char c) {
        if (hidden) {
            return;
        }
        if (skip > 0) {
            skip--;
            return;
        }
        bytes.write(c);
    }

    private void flush() {
        out.append(MimeText.detect(bytes.toByteArray(), false).text());
        bytes.reset();
    }
}
