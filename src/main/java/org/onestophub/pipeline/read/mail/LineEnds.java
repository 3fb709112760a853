package org.onestophub.pipeline.read.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * A mail whose lines end otherwise than with LF or CRLF: with CR alone, as old Macintosh programs save them, or with
 * CR CR LF, as file transfers make them. Every CR becomes the end of a line, those before an LF one end together.
 */
final class LineEnds extends ByteByByteStream {

    /** No first header line is longer. */
    private static final int LOOK_BYTES = 8 * 1024;

    private final PushbackInputStream in;

    private LineEnds(PushbackInputStream in) {
        this.in = in;
    }

    /** The mail with usual line ends; the same bytes if it has them. */
    static InputStream usual(InputStream mail) throws IOException {
        PushbackInputStream in = new PushbackInputStream(mail, LOOK_BYTES);
        byte[] beginning = in.readNBytes(LOOK_BYTES);
        in.unread(beginning);
        for (int i = 0; i + 1 < beginning.length; i++) {
            if (beginning[i] == '\n') {
                return in;
            }
            if (beginning[i] == '\r') {
                return beginning[i + 1] == '\n' ? in : new LineEnds(in);
            }
        }
        return in;
    }

    @Override
    int next() throws IOException {
        int next = in.read();
        if (next != '\r') {
            return next;
        }
        int run = 1;
        int after = in.read();
        while (after == '\r' && run < LOOK_BYTES - 2) {
            run++;
            after = in.read();
        }
        if (after == '\n') {
            return '\n';
        }
        if (after >= 0) {
            in.unread(after);
        }
        for (int i = 1; i < run; i++) {
            in.unread('\n');
        }
        return '\n';
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
