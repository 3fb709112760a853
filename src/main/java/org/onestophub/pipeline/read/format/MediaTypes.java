package org.onestophub.pipeline.read.format;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Media types by the first bytes of a file. */
public final class MediaTypes {

    /** Length of the longest mark. */
    static final int HEAD = 8;

    private static final Map<String, String> MARKS = new LinkedHashMap<>();

    static {
        MARKS.put("%PDF-", "application/pdf");
        MARKS.put("\u00FF\u00D8\u00FF", "image/jpeg");
        MARKS.put("\u0089PNG\r\n\u001A\n", "image/png");
        MARKS.put("GIF8", "image/gif");
        MARKS.put("II*\0", "image/tiff");
        MARKS.put("MM\0*", "image/tiff");
        MARKS.put("PK\u0003\u0004", "application/zip");
    }

    private MediaTypes() {}

    /** The type by content, else as declared, else {@code application/octet-stream}; ZIP containers as declared. */
    public static String of(byte[] head, String declared) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> mark : MARKS.entrySet()) {
            boolean container = mark.getValue().equals("application/zip") && declared.contains("officedocument");
            if (text.startsWith(mark.getKey()) && !container) {
                return mark.getValue();
            }
        }
        return declared.matches("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}") ? declared : "application/octet-stream";
    }
}
