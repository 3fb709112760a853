package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Builds a small {@code .msg} as Outlook saves it: subject, sender, text, one file, and another mail attached. */
final class OutlookMailBuilder {

    private static final String PROPERTIES = "__properties_version1.0";
    /** Milliseconds from 1601 to 1970. */
    private static final long BEFORE_1970 = 11_644_473_600_000L;

    private static final int SENT = 0x0039;
    private static final int TIME = 0x0040;

    private OutlookMailBuilder() {}

    /** A mail of these properties with files of these; texts are saved in Unicode, bytes as they are, times beside them. */
    static byte[] of(Map<Integer, Object> mail, List<Map<Integer, Object>> files) throws IOException {
        try (POIFSFileSystem system = new POIFSFileSystem()) {
            DirectoryEntry root = system.getRoot();
            root.createDirectory("__nameid_version1.0");
            stream(root, PROPERTIES, mail.get(SENT) instanceof Instant sent ? withTime(sent) : new byte[32]);
            properties(root, mail);
            for (int i = 0; i < files.size(); i++) {
                DirectoryEntry folder = root.createDirectory("__attach_version1.0_#%08X".formatted(i));
                stream(folder, PROPERTIES, new byte[8]);
                properties(folder, files.get(i));
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            system.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    private static byte[] withTime(Instant time) {
        ByteBuffer properties = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        properties.position(32).putShort((short) TIME).putShort((short) SENT).putInt(0);
        return properties.putLong((time.toEpochMilli() + BEFORE_1970) * 10_000).array();
    }

    private static void properties(DirectoryEntry folder, Map<Integer, Object> properties) throws IOException {
        for (Map.Entry<Integer, Object> property : properties.entrySet()) {
            if (property.getValue() instanceof String text) {
                text(folder, property.getKey(), text);
            } else if (property.getValue() instanceof byte[] bytes) {
                stream(folder, "__substg1.0_%04X0102".formatted(property.getKey()), bytes);
            }
        }
    }

    static byte[] mail(String subject, String text, String fileName, byte[] file, String innerText) throws IOException {
        try (POIFSFileSystem system = new POIFSFileSystem()) {
            DirectoryEntry root = system.getRoot();
            root.createDirectory("__nameid_version1.0");
            message(root, 32, subject, text);
            DirectoryEntry first = root.createDirectory("__attach_version1.0_#00000000");
            stream(first, PROPERTIES, new byte[8]);
            text(first, 0x3707, fileName);
            stream(first, "__substg1.0_37010102", file);
            DirectoryEntry second = root.createDirectory("__attach_version1.0_#00000001");
            stream(second, PROPERTIES, new byte[8]);
            message(second.createDirectory("__substg1.0_3701000D"), 24, "inner", innerText);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            system.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    private static void message(DirectoryEntry folder, int headBytes, String subject, String text) throws IOException {
        stream(folder, PROPERTIES, new byte[headBytes]);
        text(folder, 0x001A, "IPM.Note");
        text(folder, 0x0037, subject);
        text(folder, 0x1000, text);
        text(folder, 0x0C1A, "测试甲");
        text(folder, 0x0C1F, "jia@example.org");
        text(folder, 0x1035, "<" + subject.length() + "@example.org>");
    }

    private static void text(DirectoryEntry folder, int property, String text) throws IOException {
        stream(folder, "__substg1.0_%04X001F".formatted(property), text.getBytes(StandardCharsets.UTF_16LE));
    }

    private static void stream(DirectoryEntry folder, String name, byte[] bytes) throws IOException {
        folder.createDocument(name, new ByteArrayInputStream(bytes));
    }
}
