package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds a small winmail.dat: a text in Unicode and one file, as Outlook writes them. */
final class TnefBuilder {

    private static final int SIGNATURE = 0x223E9F78;
    private static final int MESSAGE = 1;
    private static final int ATTACHMENT = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TnefBuilder() {
        out.writeBytes(little(4).putInt(SIGNATURE).array());
        out.writeBytes(little(2).putShort((short) 1).array());
    }

    static byte[] mail(String text, String fileName, byte[] file) {
        TnefBuilder tnef = new TnefBuilder();
        tnef.attribute(MESSAGE, 0x00089006, little(4).putInt(0x00010000).array());
        tnef.attribute(MESSAGE, 0x00069003, unicodeProperties(0x1000, text));
        tnef.attribute(ATTACHMENT, 0x00069002, new byte[14]);
        tnef.attribute(ATTACHMENT, 0x00018010, "FILE.TXT\0".getBytes(StandardCharsets.US_ASCII));
        tnef.attribute(ATTACHMENT, 0x0006800F, file);
        tnef.attribute(ATTACHMENT, 0x00069005, unicodeProperties(0x3707, fileName));
        return tnef.out.toByteArray();
    }

    private void attribute(int level, int id, byte[] value) {
        int sum = 0;
        for (byte b : value) {
            sum += b & 0xFF;
        }
        out.write(level);
        out.writeBytes(little(8).putInt(id).putInt(value.length).array());
        out.writeBytes(value);
        out.writeBytes(little(2).putShort((short) sum).array());
    }

    private static byte[] unicodeProperties(int id, String text) {
        byte[] chars = (text + "\0").getBytes(StandardCharsets.UTF_16LE);
        int padded = (chars.length + 3) / 4 * 4;
        ByteBuffer buffer = little(4 + 4 + 4 + 4 + padded);
        buffer.putInt(1)
                .putShort((short) 0x1F)
                .putShort((short) id)
                .putInt(1)
                .putInt(chars.length)
                .put(chars);
        return buffer.array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
