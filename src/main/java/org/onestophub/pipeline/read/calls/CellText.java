package org.onestophub.pipeline.read.calls;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.ViewText;

/** Text of one cell, in the character set that fits its bytes. */
public final class CellText {

    private static final Charset GB18030 = Charset.forName("GB18030");

    /** Characters kept of one cell; what exchanges write fits in 1,024 bytes. */
    private static final int MOST = 4_000;

    private CellText() {}

    /**
     * The text of a cell read as ISO-8859-1: UTF-8 if the bytes are that, else GB18030, else as they stand. Normalized
     * (NFC), without control characters but line feed and tab, at most 4,000 characters.
     */
    static String of(String cell) {
        boolean plain = cell.length() <= MOST;
        for (int i = 0; plain && i < cell.length(); i++) {
            char c = cell.charAt(i);
            plain = c >= ' ' && c < 0x7f;
        }
        return plain ? cell : clean(decoded(ShortText.of(cell, MOST * 4)));
    }

    private static String decoded(String cell) {
        byte[] bytes = cell.getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            try {
                return GB18030.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            } catch (CharacterCodingException notGb18030) {
                return cell;
            }
        }
    }

    /** Text that is decoded already, normalized and without control characters. */
    public static String clean(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), MOST));
        ViewText.normal(text)
                .codePoints()
                .filter(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .limit(MOST)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
