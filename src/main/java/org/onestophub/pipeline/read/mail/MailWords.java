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
 * @param from forms used: {@code plain}, {@code html}, {@code tnef}, {@code raw} (no structure could be read) or empty
 * @param cut true if there were more
 */
record MailWords(String text, String from, boolean cut) {

    /** The bound of the canonical facts is 100,000; this leaves room for what a mapping adds. */
    static final int CHARS_MAX = 99_000;

    private static final List<String> PREFERRED = List.of("plain", "html", "tnef");

    /** The words among {@code pieces}; {@code fallback} is used if there are none. */
    static MailWords of(List<MailContents.Piece> pieces, String fallback) {
        StringBuilder all = new StringBuilder();
        Set<String> forms = new LinkedHashSet<>();
        Map<String, StringBuilder> byMessage = new TreeMap<>();
        for (MailContents.Piece piece : pieces) {
            if (!piece.text().isBlank() && isChosen(piece, pieces) && all.length() <= CHARS_MAX) {
                byMessage
                        .computeIfAbsent(piece.message(), key -> new StringBuilder())
                        .append(piece.text().strip())
                        .append("\n\n");
                if (piece.message().isEmpty() || forms.isEmpty()) {
                    forms.add(piece.form());
                }
            }
        }
        byMessage.values().forEach(all::append);
        boolean raw = all.isEmpty() && !fallback.isBlank();
        String whole = (raw ? fallback : all.toString()).strip();
        String text = ViewText.block(whole, CHARS_MAX).strip();
        return new MailWords(
                text, raw ? "raw" : forms.isEmpty() ? "" : forms.iterator().next(), whole.length() > CHARS_MAX);
    }

    /** True unless there is a better form of the same text. */
    private static boolean isChosen(MailContents.Piece piece, List<MailContents.Piece> all) {
        int rank = PREFERRED.indexOf(piece.form());
        return all.stream()
                .noneMatch(other -> !other.text().isBlank()
                        && other.message().equals(piece.message())
                        && PREFERRED.indexOf(other.form()) < rank
                        // winmail.dat repeats any text of the mail, the parts of an alternative only each
                        // other
                        && (piece.form().equals("tnef")
                                || piece.alternative() != 0 && other.alternative() == piece.alternative()));
    }
}
