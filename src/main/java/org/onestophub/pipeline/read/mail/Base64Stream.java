package org.onestophub.pipeline.read.mail;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes of base64 text as mailers really write it: without its last {@code =}, in several pieces that each have one, with
 * other characters between. Nothing that was sent is dropped, but for a single last character, which holds no byte.
 */
final class Base64Stream extends ByteByByteStream {

    private final InputStream text;
    private int bits;
    private int count;

    Base64Stream(InputStream text) {
        this.text = text;
    }

    @Override
    int next() throws IOException {
        while (count < 8) {
            int c = text.read();
            if (c < 0) {
                return -1;
            }
            int value = valueOf(c);
            if (c == '=') {
                // the rest of a quantum is zeros; another may follow
                count = 0;
            } else if (value >= 0) {
                bits = (bits << 6 | value) & 0xFFFF;
                count += 6;
            }
        }
        count -= 8;
        return bits >> count & 0xFF;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    /** The six bits of a character, also of the alphabet for addresses; -1 if it has none. */
    static int valueOf(int c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return switch (c) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            default -> -1;
        };
    }
}
