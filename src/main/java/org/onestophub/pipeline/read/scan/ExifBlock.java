package org.onestophub.pipeline.read.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What a camera wrote about a picture, as far as the hub needs it. Source: EXIF 2.32, section 4.6: a small TIFF without an image. */
final class ExifBlock {

    /** The start of the block in a JPEG segment. */
    static final byte[] JPEG_MARK = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int HEADER = 8;
    private static final int ENTRY = 12;
    private static final int ORIENTATION = 274;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private ExifBlock() {}

    /** The orientation that the block declares; upright if it declares none or is damaged. */
    static Orientation orientation(byte[] block) {
        if (block.length < HEADER) {
            return Orientation.UPRIGHT;
        }
        ByteBuffer bytes = ByteBuffer.wrap(block);
        bytes.order(block[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = Integer.toUnsignedLong(bytes.getInt(4));
        if (directory > block.length - 2) {
            return Orientation.UPRIGHT;
        }
        int entries = Short.toUnsignedInt(bytes.getShort((int) directory));
        for (int i = 0; i < entries; i++) {
            long at = directory + 2 + (long) i * ENTRY;
            if (at > block.length - ENTRY) {
                return Orientation.UPRIGHT;
            }
            int entry = (int) at;
            if (Short.toUnsignedInt(bytes.getShort(entry)) == ORIENTATION) {
                return Orientation.of(value(bytes, entry));
            }
        }
        return Orientation.UPRIGHT;
    }

    private static long value(ByteBuffer bytes, int entry) {
        return switch (Short.toUnsignedInt(bytes.getShort(entry + 2))) {
            case SHORT -> Short.toUnsignedInt(bytes.getShort(entry + 8));
            case LONG -> Integer.toUnsignedLong(bytes.getInt(entry + 8));
            default -> 1;
        };
    }
}
