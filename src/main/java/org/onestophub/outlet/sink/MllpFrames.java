package org.onestophub.outlet.sink;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Frames of MLLP: {@code 0x0B … 0x1C 0x0D}. */
final class MllpFrames {

    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int END_CR = 0x0D;
    /** An acknowledgement is some 200 bytes; one with a stack trace in it a few thousand. */
    private static final int MAX_ANSWER = 64 * 1024;

    private MllpFrames() {}

    /** In one write, so that a receiver that reads once has all of a short message. */
    static void write(OutputStream out, byte[] message) throws IOException {
        byte[] frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[frame.length - 2] = END;
        frame[frame.length - 1] = END_CR;
        out.write(frame);
        out.flush();
    }

    /** The first frame; empty if the line ends before it does, or it is longer than an answer can be. */
    static Optional<byte[]> read(InputStream line) throws IOException {
        InputStream in = new BufferedInputStream(line);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        boolean isInside = false;
        for (int read = 0; read < MAX_ANSWER; read++) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            if (next == START) {
                isInside = true;
                frame.reset();
                continue;
            }
            // the CR after it is left: some forget it
            if (isInside && next == END) {
                return Optional.of(frame.toByteArray());
            }
            frame.write(next);
        }
        return Optional.empty();
    }
}
