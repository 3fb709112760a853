package org.onestophub.intake.source.web;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The tags of an XML document one after the other, without comments, CDATA, instructions and declarations. It expands
 * nothing and fetches nothing, and its time is linear in the document. What is not well-formed counts as text.
 */
final class XmlTags {

    private static final int MOST_NAME = 200;

    private final String text;
    private int at;
    private boolean definesEntities;
    private final Set<String> endless = new HashSet<>();

    XmlTags(String text) {
        this.text = text;
    }

    /** What a tag does. */
    enum Kind {
        START,
        END,
        EMPTY
    }

    /**
     * One tag.
     *
     * @param name with its prefix
     * @param from where it begins
     * @param to where it ends
     */
    record Tag(Kind kind, String name, int from, int to) {

        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        /** The name without its prefix. */
        String local() {
            return name.substring(name.indexOf(':') + 1);
        }
    }

    /** True once a declaration of the document type with definitions of its own was passed. */
    boolean definesEntities() {
        return definesEntities;
    }

    /** The next tag; empty at the end. */
    Optional<Tag> next() {
        while (true) {
            int open = text.indexOf('<', at);
            if (open < 0 || open + 1 >= text.length()) {
                return Optional.empty();
            }
            char first = text.charAt(open + 1);
            if (first == '!' || first == '?') {
                skipSection(open);
            } else {
                Optional<Tag> tag = tagAt(open);
                at = tag.map(Tag::to).orElse(open + 1);
                if (tag.isPresent()) {
                    return tag;
                }
            }
        }
    }

    private void skipSection(int open) {
        if (text.startsWith("<!--", open)) {
            skipTo("-->", open + 4);
        } else if (text.startsWith("<![CDATA[", open)) {
            skipTo("]]>", open + 9);
        } else if (text.charAt(open + 1) == '?') {
            skipTo("?>", open + 2);
        } else {
            int close = text.indexOf('>', open);
            int subset = text.indexOf('[', open);
            definesEntities |= subset >= 0 && (close < 0 || subset < close);
            at = close < 0 ? text.length() : close + 1;
        }
    }

    /** A section without an end is text, and so is every later one of its kind: the end is searched for only once. */
    private void skipTo(String end, int from) {
        int found = endless.contains(end) ? -1 : text.indexOf(end, from);
        if (found < 0) {
            endless.add(end);
        }
        at = found < 0 ? from : found + end.length();
    }

    private Optional<Tag> tagAt(int open) {
        boolean isEnd = text.charAt(open + 1) == '/';
        int nameStart = isEnd ? open + 2 : open + 1;
        int nameEnd = nameStart;
        while (nameEnd < text.length() && nameEnd - nameStart < MOST_NAME && isNamePart(text.charAt(nameEnd))) {
            nameEnd++;
        }
        int close = closeOf(nameEnd);
        if (nameEnd == nameStart || close < 0) {
            return Optional.empty();
        }
        Kind kind = isEnd ? Kind.END : text.charAt(close - 1) == '/' ? Kind.EMPTY : Kind.START;
        return Optional.of(new Tag(kind, text.substring(nameStart, nameEnd), open, close + 1));
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == ':' || c == '_' || c == '-' || c == '.';
    }

    /** The end of a tag; no attribute holds a {@code <}, so the search ends at the next one. */
    private int closeOf(int from) {
        char quote = 0;
        int within = -1;
        for (int i = from; i < text.length() && text.charAt(i) != '<'; i++) {
            char c = text.charAt(i);
            if (c == '>' && quote == 0) {
                return i;
            }
            if (c == '>' && within < 0) {
                within = i;
            }
            if (c == '"' || c == '\'') {
                quote = quote == 0 ? c : quote == c ? 0 : quote;
            }
        }
        // a quote that nobody closed
        return within;
    }
}
