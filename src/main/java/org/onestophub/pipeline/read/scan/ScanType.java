package org.onestophub.pipeline.read.scan;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The types of file that scanners and phones send, detected by the first bytes and never by a name. */
enum ScanType {
    PDF("application/pdf", true),
    TIFF("image/tiff", true),
    JPEG("image/jpeg", true),
    PNG("image/png", true),
    WEBP("image/webp", true),
    /** Its only free decoder for Java has a licence that restricts its use. */
    JPEG2000("image/jp2", false),
    /** Phones of Apple; no decoder for Java. */
    HEIC("image/heic", false),
    AVIF("image/avif", false),
    JPEG_XL("image/jxl", false);

    /** Bytes of the head that {@link #of} needs: programs look for the header of a PDF so far. Source: ISO 32000-1, annex H.3.4.1. */
    static final int HEAD_BYTES = 1024;

    /** A header that stands after other bytes: a printer's commands, the head of an answer. Text that only mentions it is none. */
    private static final Pattern LATER_PDF = Pattern.compile("%PDF-[0-9]\\.[0-9][ \\t]*[\\r\\n]");

    /** The JPEG XL and JPEG 2000 boxes that begin a file, and the mark of a bare code stream. Source: ISO/IEC 15444-1, 18181-2. */
    private static final String JP2 = "\0\0\0\fjP  \r\n\u0087\n";

    private static final String JXL = "\0\0\0\fJXL \r\n\u0087\n";
    private static final Pattern HEIC_BRAND = Pattern.compile("(?s).{4}ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1).*");
    private static final Pattern AVIF_BRAND = Pattern.compile("(?s).{4}ftypavi[fs].*");
    private static final Pattern WEBP_HEAD = Pattern.compile("(?s)RIFF.{4}WEBP.*");

    private final String mediaType;
    private final boolean isDecoded;

    ScanType(String mediaType, boolean isDecoded) {
        this.mediaType = mediaType;
        this.isDecoded = isDecoded;
    }

    /** False if the hub knows the format and cannot show what is in it. */
    boolean isDecoded() {
        return isDecoded;
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
        Optional<ScanType> picture = pictureOf(start);
        if (picture.isPresent()) {
            return picture;
        }
        boolean isPdf = afterBlank(start).startsWith("%PDF-")
                || LATER_PDF.matcher(start).find();
        return isPdf ? Optional.of(PDF) : Optional.empty();
    }

    private static Optional<ScanType> pictureOf(String start) {
        if (WEBP_HEAD.matcher(start).matches()) {
            return Optional.of(WEBP);
        }
        if (start.startsWith(JP2) || start.startsWith("\u00ffO\u00ffQ")) {
            return Optional.of(JPEG2000);
        }
        if (AVIF_BRAND.matcher(start).matches()) {
            return Optional.of(AVIF);
        }
        if (HEIC_BRAND.matcher(start).matches()) {
            return Optional.of(HEIC);
        }
        return start.startsWith(JXL) ? Optional.of(JPEG_XL) : Optional.empty();
    }

    // some devices put a byte order mark or an empty line before %PDF
    private static String afterBlank(String start) {
        String text = start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start;
        return text.stripLeading();
    }
}
