package org.onestophub.pipeline.read.calls;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.MimeText;
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
        return plain ? cell : clean(decoded(ShortText.of(cell, MOST * 4), cell.length() > MOST * 4));
    }

    /** {@code cut}: the bytes may end inside a character. */
    private static String decoded(String cell, boolean cut) {
        byte[] bytes = cell.getBytes(StandardCharsets.ISO_8859_1);
        return MimeText.strict(bytes, StandardCharsets.UTF_8, cut)
                .or(() -> MimeText.strict(bytes, GB18030, cut))
                .orElse(cell);
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
