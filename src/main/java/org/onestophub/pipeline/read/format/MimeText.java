package org.onestophub.pipeline.read.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the bytes of a mail into text, whatever character set they claim. Senders claim too little (GB2312 for GBK),
 * the wrong thing (ISO-8859-1 for UTF-8), nothing, or an unknown name; the bytes decide where they
 * can. Total: any bytes give a text.
 */
public final class MimeText {

    /** GB2312 and GBK are subsets of it, and senders who claim those use its characters. */
    static final Charset GB18030 = Charset.forName("GB18030");

    private static final String JAPANESE = "x-windows-50221";

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Claimed names that mean a smaller set than what is sent, or that Java does not know. */
    private static final Map<String, String> WIDER = Map.ofEntries(
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("csgb2312", "GB18030"),
            Map.entry("cp936", "GB18030"),
            Map.entry("ms936", "GB18030"),
            Map.entry("windows-936", "GB18030"),
            Map.entry("euc-cn", "GB18030"),
            Map.entry("chinese", "GB18030"),
            Map.entry("gb 18030-2000", "GB18030"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf_8", "UTF-8"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("big-5", "Big5-HKSCS"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            // the vendors' rows of characters are in it too
            Map.entry("iso-2022-jp", JAPANESE),
            Map.entry("iso-2022-jp-ms", JAPANESE),
            Map.entry("csiso2022jp", JAPANESE),
            Map.entry("cp50220", JAPANESE),
            Map.entry("cp50221", JAPANESE),
            Map.entry("cp932", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("cp950", "Big5-HKSCS"),
            Map.entry("x-big5", "Big5-HKSCS"),
            Map.entry("big5-eten", "Big5-HKSCS"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("ascii", "US-ASCII"));

    private static final char ESCAPE = 0x1B;

    private MimeText() {}

    /**
     * A decoded text.
     *
     * @param text the text
     * @param doubtful true if no character set fits and something may be wrong
     */
    public record Decoded(String text, boolean doubtful) {}

    /**
     * The text of {@code bytes}.
     * @param claim the character set the sender declares, or empty
     * @param cut true if the bytes were cut off and may end inside a character
     */
    public static Decoded decode(byte[] bytes, String claim, boolean cut) {
        String name = claim.trim().toLowerCase(Locale.ROOT);
        if (name.equals("hz-gb-2312") || name.equals("hz")) {
            return new Decoded(SevenBitText.fromHz(bytes), false);
        }
        if (name.equals("utf-7") || name.equals("unicode-1-1-utf-7")) {
            return new Decoded(SevenBitText.fromUtf7(bytes), false);
        }
        Optional<Charset> charset = charsetOf(name);
        if (charset.isEmpty() || charset.get().equals(StandardCharsets.US_ASCII)) {
            return detect(bytes, cut);
        }
        return decodeClaimed(bytes, charset.get(), cut);
    }

    /** The text of bytes without a declared character set: UTF-8 if they are, else GB18030 if they are, else Latin, with a doubt. */
    public static Decoded detect(byte[] bytes, boolean cut) {
        Optional<Charset> marked = byMark(bytes);
        if (marked.isPresent()) {
            return lenient(bytes, marked.get(), false);
        }
        Optional<Charset> wide = ByteEvidence.utf16Of(bytes);
        if (wide.isPresent()) {
            return lenient(bytes, wide.get(), false);
        }
        if (ByteEvidence.isHz(bytes)) {
            return new Decoded(SevenBitText.fromHz(bytes), false);
        }
        Optional<String> japanese =
                looksJapanese(bytes) ? strict(bytes, Charset.forName(JAPANESE), cut) : Optional.empty();
        return japanese.or(() -> strict(bytes, StandardCharsets.UTF_8, cut))
                .or(() -> mostlyUtf8(bytes) || ByteEvidence.isLatin(bytes)
                        ? Optional.empty()
                        : strict(bytes, nationalOf(bytes, cut), cut))
                // an escape that is left stands for characters nobody decoded
                .map(text -> new Decoded(text, text.indexOf(ESCAPE) >= 0))
                .orElseGet(() -> lenient(bytes, mostlyUtf8(bytes) ? StandardCharsets.UTF_8 : WINDOWS_1252, true));
    }

    /** GB18030, unless the bytes are clearly those of another national set: bytes of most sets fit GB18030 too. */
    private static Charset nationalOf(byte[] bytes, boolean cut) {
        return NationalSet.of(bytes)
                .map(NationalSet::charset)
                .filter(charset -> strict(bytes, charset, cut).isPresent())
                .orElse(GB18030);
    }

    /**
     * Raw 8-bit text of a header in UTF-8.
     * @param claim the character set that the mail declares for its text, or empty
     * @return the same bytes if they are UTF-8 already or do not fit the claim
     */
    public static byte[] asUtf8(byte[] bytes, String claim) {
        Optional<Charset> charset = charsetOf(claim.trim().toLowerCase(Locale.ROOT));
        if (charset.isEmpty()
                || charset.get().equals(StandardCharsets.US_ASCII)
                || strict(bytes, StandardCharsets.UTF_8, false).isPresent()
                || isMislabelled(bytes, charset.get(), false)) {
            return bytes;
        }
        return strict(bytes, charset.get(), false)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .orElse(bytes);
    }

    private static Decoded decodeClaimed(byte[] bytes, Charset claimed, boolean cut) {
        if (isMislabelled(bytes, claimed, cut)) {
            return detect(bytes, cut);
        }
        if (claimed.name().startsWith("UTF-16") && byMark(bytes).isEmpty()) {
            // without its mark it is of either order; and much that claims it is plain text
            return strict(bytes, StandardCharsets.UTF_8, cut)
                    .filter(text -> text.indexOf('\0') < 0)
                    .map(text -> new Decoded(text, false))
                    .orElseGet(() -> lenient(bytes, ByteEvidence.orderOf(bytes, claimed), false));
        }
        Optional<String> exact = strict(bytes, claimed, cut);
        if (exact.isPresent()) {
            return new Decoded(exact.get(), false);
        }
        Decoded guess = detect(bytes, cut);
        return guess.doubtful() ? lenient(bytes, claimed, true) : guess;
    }

    /** True if the bytes speak clearly against the claim: Chinese under a Latin claim, UTF-8 under a GB claim. */
    private static boolean isMislabelled(byte[] bytes, Charset claimed, boolean cut) {
        if (claimed.equals(WINDOWS_1252)) {
            return multibyteUtf8(bytes) > 0
                            && strict(bytes, StandardCharsets.UTF_8, cut).isPresent()
                    || isPairedHanzi(bytes);
        }
        if (claimed.equals(GB18030) && NationalSet.isBig5(bytes)) {
            return true;
        }
        // two sequences of three bytes: by chance GB text can look like one ("the bug that says Unicom is UTF-8")
        return claimed.equals(GB18030)
                && multibyteUtf8(bytes) > 1
                && strict(bytes, StandardCharsets.UTF_8, cut).isPresent();
    }

    /** True if every high byte belongs to a GB2312 Hanzi pair or its punctuation, and there are at least two pairs. */
    private static boolean isPairedHanzi(byte[] bytes) {
        int pairs = 0;
        int at = 0;
        while (at < bytes.length) {
            if (bytes[at] >= 0) {
                at++;
                continue;
            }
            int lead = bytes[at] & 0xFF;
            int trail = at + 1 < bytes.length ? bytes[at + 1] & 0xFF : 0;
            boolean hanziOrMark = lead >= 0xB0 && lead <= 0xF7 || lead == 0xA1 || lead == 0xA3;
            if (!hanziOrMark || trail < 0xA1 || trail == 0xFF) {
                return false;
            }
            pairs++;
            at += 2;
        }
        return pairs >= 2;
    }

    private static int multibyteUtf8(byte[] bytes) {
        int found = 0;
        for (int i = 0; i + 2 < bytes.length; i++) {
            if ((bytes[i] & 0xF0) == 0xE0 && (bytes[i + 1] & 0xC0) == 0x80 && (bytes[i + 2] & 0xC0) == 0x80) {
                found++;
                i += 2;
            }
        }
        return found;
    }

    /** True if the bytes are UTF-8 with little damage; GB18030 would "decode" such text to other characters. */
    private static boolean mostlyUtf8(byte[] bytes) {
        int good = multibyteUtf8(bytes);
        int high = 0;
        for (byte b : bytes) {
            high += b < 0 ? 1 : 0;
        }
        return good >= 4 && good * 3 >= high * 0.9;
    }

    private static boolean looksJapanese(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0x1B && bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@')) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Charset> byMark(byte[] bytes) {
        if (bytes.length < 2) {
            return Optional.empty();
        }
        int first = (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        return first == 0xFEFF || first == 0xFFFE ? Optional.of(StandardCharsets.UTF_16) : Optional.empty();
    }

    private static Optional<Charset> charsetOf(String name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(WIDER.getOrDefault(name, name)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** The text if every byte fits the character set. */
    public static Optional<String> strict(byte[] bytes, Charset charset, boolean cut) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()) + 8);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, !cut);
        if (!result.isError() && !cut) {
            result = decoder.flush(text);
        }
        return result.isError() || result.isOverflow()
                ? Optional.empty()
                : Optional.of(text.flip().toString());
    }

    private static Decoded lenient(byte[] bytes, Charset charset, boolean doubtful) {
        return new Decoded(new String(bytes, charset), doubtful);
    }
}
