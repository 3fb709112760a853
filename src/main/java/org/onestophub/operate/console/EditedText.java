package org.onestophub.operate.console;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An input as a text field can show it, and back to bytes that differ from the original only where the person changed something.
 * A browser sends every end of a line as CR LF, so an input is editable only if it has one kind of ends.
 *
 * @param text what the field shows
 * @param lineEnd how lines end in the input
 * @param mark true if a byte order mark stands in front
 */
record EditedText(String text, String lineEnd, boolean mark) {

    /** Longer texts are corrected in an editor of one's own. */
    static final int MAX_CHARS = 100_000;
    /** Four bytes a character at most, and the mark. */
    static final int MAX_BYTES = 4 * MAX_CHARS + 3;

    private static final String MARK = "\uFEFF";

    /** The text; empty if the bytes are too many, no UTF-8, or hold what a text field would not give back as it was. */
    static Optional<EditedText> of(byte[] bytes) {
        Optional<String> decoded = bytes.length > MAX_BYTES ? Optional.empty() : decoded(bytes);
        boolean isMarked = decoded.filter(text -> text.startsWith(MARK)).isPresent();
        return decoded.map(text -> isMarked ? text.substring(1) : text)
                .filter(text -> text.length() <= MAX_CHARS && text.chars().noneMatch(EditedText::isLost))
                .flatMap(text -> lineEndOf(text).map(end -> new EditedText(text, end, isMarked)));
    }

    /** The bytes of a text that a browser sent. */
    byte[] bytes(String sent) {
        String lines = sent.replace("\r\n", "\n").replace('\r', '\n').replace("\n", lineEnd);
        return ((mark ? MARK : "") + lines).getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Control characters, and code points that HTML does not carry. */
    private static boolean isLost(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0x7f && c < 0xa0 || c == 0xfffe || c == 0xffff;
    }

    private static Optional<String> lineEndOf(String text) {
        String rest = text.replace("\r\n", "");
        boolean hasPairs = rest.length() < text.length();
        boolean hasLf = rest.indexOf('\n') >= 0;
        boolean hasCr = rest.indexOf('\r') >= 0;
        if (hasPairs ? hasLf || hasCr : hasLf && hasCr) {
            return Optional.empty();
        }
        return Optional.of(hasPairs ? "\r\n" : hasCr ? "\r" : "\n");
    }
}
