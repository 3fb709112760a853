package org.onestophub.operate.handover;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The ending of a file by what its bytes are. What is not known ends in {@code .bin}, so that no program opens it by itself. */
final class FileKind {

    private static final Map<String, String> BEGINNINGS = Map.ofEntries(
            Map.entry("%PDF-", ".pdf"),
            Map.entry("\u00ff\u00d8\u00ff", ".jpg"),
            Map.entry("\u0089PNG\r\n", ".png"),
            Map.entry("II*\0", ".tif"),
            Map.entry("MM\0*", ".tif"),
            Map.entry("GIF8", ".gif"),
            Map.entry("ID3", ".mp3"),
            Map.entry("MSH|", ".hl7"));

    private FileKind() {}

    static String endingOf(byte[] bytes, String mapping) {
        String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> kind : BEGINNINGS.entrySet()) {
            if (start.startsWith(kind.getKey())) {
                return kind.getValue();
            }
        }
        if (start.startsWith("RIFF") && start.startsWith("WAVE", 8)) {
            return ".wav";
        }
        String first = start.strip();
        if (first.startsWith("{") || first.startsWith("[")) {
            return ".json";
        }
        return mapping.contains("email") ? ".eml" : ".bin";
    }
}
