package org.onestophub.pipeline.read.scan;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types of file that a scanner sends, detected by the first bytes and never by a name. */
enum ScanType {
    PDF("application/pdf"),
    TIFF("image/tiff"),
    JPEG("image/jpeg"),
    PNG("image/png");

    /** Bytes of the head that {@link #of} needs: programs look for the header of a PDF so far. Source: ISO 32000-1, annex H.3.4.1. */
    static final int HEAD_BYTES = 1024;

    /** A header that stands after other bytes: a printer's commands, the head of an answer. Text that only mentions it is none. */
    private static final Pattern LATER_PDF = Pattern.compile("%PDF-[0-9]\\.[0-9][ \\t]*[\\r\\n]");

    private final String mediaType;

    ScanType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Its media type. */
    String mediaType() {
        return mediaType;
    }

    /** The type of a file that begins with {@code head}; TIFF includes BigTIFF. Empty if it is none of them. */
    static Optional<ScanType> of(byte[] head) {
        // ISO 8859-1 keeps every byte as one character
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("II*\0")
                || start.startsWith("MM\0*")
                || start.startsWith("II+\0")
                || start.startsWith("MM\0+")) {
            return Optional.of(TIFF);
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        boolean isPdf = afterBlank(start).startsWith("%PDF-")
                || LATER_PDF.matcher(start).find();
        return isPdf ? Optional.of(PDF) : Optional.empty();
    }

    // some devices put a byte order mark or an empty line before %PDF
    private static String afterBlank(String start) {
        String text = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
        return text.stripLeading();
    }
}
