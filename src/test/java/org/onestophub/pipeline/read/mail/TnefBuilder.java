package org.onestophub.pipeline.read.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Builds a small winmail.dat as Outlook writes it. */
final class TnefBuilder {

    /** Types of properties: text of 8 bits and of 16, bytes, an object. */
    static final int ASCII = 0x1E;

    static final int UNICODE = 0x1F;
    static final int BINARY = 0x102;
    static final int OBJECT = 0x0D;

    private static final int SIGNATURE = 0x223E9F78;
    private static final int MESSAGE = 1;
    private static final int ATTACHMENT = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TnefBuilder() {
        out.writeBytes(little(4).putInt(SIGNATURE).array());
        out.writeBytes(little(2).putShort((short) 1).array());
    }

    /** A text in Unicode and one file. */
    static byte[] mail(String text, String fileName, byte[] file) {
        return tnef().message(property(UNICODE, 0x1000, unicode(text)))
                .file(
                        "FILE.TXT\0".getBytes(StandardCharsets.US_ASCII),
                        file,
                        property(UNICODE, 0x3707, unicode(fileName)))
                .bytes();
    }

    /** One with nothing in it. */
    static TnefBuilder tnef() {
        TnefBuilder tnef = new TnefBuilder();
        tnef.attribute(MESSAGE, 0x00089006, little(4).putInt(0x00010000).array());
        return tnef;
    }

    /** A property of the message. */
    TnefBuilder message(byte[] property) {
        return attribute(MESSAGE, 0x00069003, property);
    }

    /** The plain text as an attribute of its own, as servers before MAPI wrote it. */
    TnefBuilder oldText(byte[] text) {
        return attribute(MESSAGE, 0x0002800C, text);
    }

    /** A file with a short name, its data and one property, each left out if it is empty or null. */
    TnefBuilder file(byte[] title, byte @Nullable [] data, byte[] property) {
        attribute(ATTACHMENT, 0x00069002, new byte[14]);
        if (title.length > 0) {
            attribute(ATTACHMENT, 0x00018010, title);
        }
        if (data != null) {
            attribute(ATTACHMENT, 0x0006800F, data);
        }
        return property.length == 0 ? this : attribute(ATTACHMENT, 0x00069005, property);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] unicode(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_16LE);
    }

    private TnefBuilder attribute(int level, int id, byte[] value) {
        int sum = 0;
        for (byte b : value) {
            sum += b & 0xFF;
        }
        out.write(level);
        out.writeBytes(little(8).putInt(id).putInt(value.length).array());
        out.writeBytes(value);
        out.writeBytes(little(2).putShort((short) sum).array());
        return this;
    }

    /** One property of variable length. */
    static byte[] property(int type, int id, byte[] value) {
        int padded = (value.length + 3) / 4 * 4;
        ByteBuffer buffer = little(4 + 4 + 4 + 4 + padded);
        buffer.putInt(1)
                .putShort((short) type)
                .putShort((short) id)
                .putInt(1)
                .putInt(value.length)
                .put(value);
        return buffer.array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
