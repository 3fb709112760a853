package org.onestophub.pipeline.read.mail;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that makes its bytes one by one. A fault within a block is raised; {@link InputStream} itself would take it for
 * the end of the block.
 */
abstract class ByteByByteStream extends InputStream {

    /** The next byte, 0–255; -1 at the end. */
    abstract int next() throws IOException;

    @Override
    public final int read() throws IOException {
        return next();
    }

    @Override
    public final int read(byte[] into, int from, int length) throws IOException {
        int at = 0;
        while (at < length) {
            int next = next();
            if (next < 0) {
                return at == 0 ? -1 : at;
            }
            into[from + at++] = (byte) next;
        }
        return at;
    }
}
