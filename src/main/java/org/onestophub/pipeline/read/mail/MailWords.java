package org.onestophub.pipeline.read.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.onestophub.pipeline.read.format.ViewText;

/**
 * Chooses the words of a mail among its texts: of two forms of one text the plain one, unless it is blank; then the
 * words of mails nested in it.
 *
 * @param text the words, cleaned and bounded
 * @param from forms used: {@code plain}, {@code html}, {@code tnef}, {@code file} (a text with a name or of a rare type,
 *     where there is no other), {@code raw} (no structure could be read) or empty
 * @param cut true if there were more
 */
record MailWords(String text, String from, boolean cut) {

    /** The bound of the canonical facts is 100,000; this leaves room for what a mapping adds. */
    static final int CHARS_MAX = 99_000;

    private static final List<String> PREFERRED = List.of("plain", "html", "tnef", "file");

    /** Shown as nothing, but of no type that says so: Hangul fillers, an empty Braille cell, the place of an object. */
    private static final String FILLERS = "\u115F\u1160\u2800\u3164\uFFA0\uFFFC\uFFFD";

    /** The words among {@code pieces}; {@code fallback} is used if there are none. */
    static MailWords of(List<MailContents.Piece> pieces, String fallback) {
        Set<String> forms = new LinkedHashSet<>();
        Map<String, StringBuilder> byMessage = new TreeMap<>();
        for (MailContents.Piece piece : pieces) {
            if (!isSilent(piece.text()) && isChosen(piece, pieces)) {
                byMessage
                        .computeIfAbsent(piece.message(), key -> new StringBuilder())
                        .append(piece.text().strip())
                        .append("\n\n");
                if (piece.message().isEmpty() || forms.isEmpty()) {
                    forms.add(piece.form());
                }
            }
        }
        String all = String.join("", byMessage.values());
        boolean raw = all.isEmpty() && !isSilent(fallback);
        String whole = (raw ? fallback : all).strip();
        String text = ViewText.block(whole, CHARS_MAX).strip();
        return new MailWords(
                text, raw ? "raw" : forms.isEmpty() ? "" : forms.iterator().next(), whole.length() > CHARS_MAX);
    }

    /** True if nobody can see anything in it: blanks of all kinds, marks of byte order and direction, fillers. */
    static boolean isSilent(String text) {
        return text.codePoints().noneMatch(MailWords::isVisible);
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.NON_SPACING_MARK -> false;
            default -> FILLERS.indexOf(c) < 0;
        };
    }

    /** True unless there is a better form of the same text. */
    private static boolean isChosen(MailContents.Piece piece, List<MailContents.Piece> all) {
        int rank = PREFERRED.indexOf(piece.form());
        return all.stream()
                .noneMatch(other -> !isSilent(other.text())
                        && other.message().equals(piece.message())
                        && (PREFERRED.indexOf(other.form()) < rank && isSameText(piece, other)
                                || isStubOf(piece, other)));
    }

    /** winmail.dat repeats any text of the mail, the parts of an alternative only each other. */
    private static boolean isSameText(MailContents.Piece piece, MailContents.Piece better) {
        if (piece.form().equals("tnef") || piece.form().equals("file")) {
            return true;
        }
        return isAlternative(piece, better)
                && !(better.form().equals("plain") && TextForms.differs(better.text(), piece.text()));
    }

    private static boolean isStubOf(MailContents.Piece piece, MailContents.Piece html) {
        return piece.form().equals("plain")
                && html.form().equals("html")
                && isAlternative(piece, html)
                && TextForms.isStub(piece.text(), html.text());
    }

    private static boolean isAlternative(MailContents.Piece piece, MailContents.Piece other) {
        return piece.alternative() != 0 && other.alternative() == piece.alternative();
    }

    /** True if the plain and the HTML form of one text say different things; the words are those of both then. */
    static boolean isDivided(List<MailContents.Piece> all) {
        return all.stream()
                .filter(piece -> piece.form().equals("html") && !isSilent(piece.text()))
                .anyMatch(html -> all.stream()
                        .anyMatch(plain -> plain.form().equals("plain")
                                && plain.message().equals(html.message())
                                && isAlternative(plain, html)
                                && !isSilent(plain.text())
                                && TextForms.differs(plain.text(), html.text())
                                && !TextForms.isStub(plain.text(), html.text())));
    }
}
