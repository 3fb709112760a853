package org.onestophub.pipeline.read.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.james.mime4j.stream.MimeTokenStream;

/** The bytes of a part, by what Content-Transfer-Encoding says and by what they are. Source: RFC 2045 section 6. */
final class TransferEncoding {

    private static final int LOOK_BYTES = 4096;

    /** Base64 has nothing but its alphabet and line ends; a damaged one has little else. */
    private static final double FOREIGN_SHARE_MAX = 0.05;

    private TransferEncoding() {}

    /** The name in a header, without what some mailers write behind it; {@code 7bit} if there is none. */
    static String nameIn(MimeHeaders headers) {
        String name = headers.raw("content-transfer-encoding")
                .text()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\"'\\s]", "")
                .replaceAll("[;(,].*", "");
        return switch (name) {
            case "", "8bits", "7bits", "8-bit", "7-bit" -> "7bit";
            case "uuencode", "x-uu", "uue", "x-uue" -> "x-uuencode";
            case "base-64", "x-base64", "b" -> "base64";
            case "quotedprintable", "q" -> "quoted-printable";
            default -> name;
        };
    }

    /** True if the name is one that can be decoded, or says that nothing is encoded. */
    static boolean isKnown(String name) {
        return switch (name) {
            case "7bit", "8bit", "binary", "base64", "quoted-printable", "x-uuencode" -> true;
            default -> false;
        };
    }

    /** The decoded bytes of the part that the parser is at; uuencoded ones as text, see {@link UuText}. */
    static InputStream decoded(MimeTokenStream tokens, String name) throws IOException {
        if (!name.equals("base64")) {
            return name.equals("quoted-printable")
                    ? new org.apache.james.mime4j.codec.QuotedPrintableInputStream(tokens.getInputStream(), false)
                    : tokens.getInputStream();
        }
        BufferedInputStream raw = new BufferedInputStream(tokens.getInputStream(), LOOK_BYTES);
        raw.mark(LOOK_BYTES);
        byte[] beginning = raw.readNBytes(LOOK_BYTES - 1);
        raw.reset();
        return isBase64(beginning) ? new Base64Stream(raw) : raw;
    }

    private static boolean isBase64(byte[] beginning) {
        int foreign = 0;
        int written = 0;
        for (byte b : beginning) {
            if (b > ' ' || b < 0) {
                written++;
                foreign += Base64Stream.valueOf(b) < 0 && b != '=' ? 1 : 0;
            } else if (b == ' ') {
                foreign++;
            }
        }
        return foreign <= written * FOREIGN_SHARE_MAX;
    }
}
