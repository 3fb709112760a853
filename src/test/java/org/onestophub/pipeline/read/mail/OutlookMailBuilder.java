package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Builds a small {@code .msg} as Outlook saves it: subject, sender, text, one file, and another mail attached. */
final class OutlookMailBuilder {

    private OutlookMailBuilder() {}

    static byte[] mail(String subject, String text, String fileName, byte[] file, String innerText) throws IOException {
        try (POIFSFileSystem system = new POIFSFileSystem()) {
            DirectoryEntry root = system.getRoot();
            root.createDirectory("__nameid_version1.0");
            message(root, 32, subject, text);
            DirectoryEntry first = root.createDirectory("__attach_version1.0_#00000000");
            stream(first, "__properties_version1.0", new byte[8]);
            text(first, 0x3707, fileName);
            stream(first, "__substg1.0_37010102", file);
            DirectoryEntry second = root.createDirectory("__attach_version1.0_#00000001");
            stream(second, "__properties_version1.0", new byte[8]);
            message(second.createDirectory("__substg1.0_3701000D"), 24, "inner", innerText);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            system.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    private static void message(DirectoryEntry folder, int headBytes, String subject, String text) throws IOException {
        stream(folder, "__properties_version1.0", new byte[headBytes]);
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
