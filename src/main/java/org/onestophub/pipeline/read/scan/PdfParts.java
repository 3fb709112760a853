package org.onestophub.pipeline.read.scan;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The PDF documents in one file. Devices put printer commands before a document and padding after it, and some programs
 * write one document after the other; a program that looks at the end of the file only sees the last. Found by the
 * marks {@code %PDF-} and {@code %%EOF}, in one pass over the bytes.
 */
final class PdfParts {

    /** More documents in one file are no letter; the rest stays with the last. */
    private static final int MAX_PARTS = 50;
    /** The longest mark, and what is kept of the bytes before it. */
    private static final int WINDOW = 64;

    private static final int BUFFER = 1 << 16;
    private static final byte[] HEADER = ascii("%PDF-");
    private static final byte[] END = ascii("%%EOF");
    private static final byte[] OBJECT = ascii(" obj");
    private static final byte[] START_OF_TABLE = ascii("startxref");
    private static final byte[] TRAILER = ascii("trailer");

    private final List<Part> parts = new ArrayList<>();
    private long start = -1;
    private long end = -1;
    private boolean objectsSince;
    private long lastTrailer = -1;
    private long lastObject = -1;

    private PdfParts() {}

    /**
     * One document: its bytes from {@code start} to {@code end}.
     *
     * @param isWhole false if its end mark is missing, or objects follow after it
     */
    record Part(long start, long end, boolean isWhole) {

        /** The document as a file in {@code folder}; the source itself if it is all of it. */
        ScanSource in(ScanSource source, Path folder) throws IOException {
            if (start == 0 && end == source.size()) {
                return source;
            }
            Path copy = Files.createTempFile(folder, "part", ".pdf");
            try (InputStream in = source.stream();
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
                in.skipNBytes(start);
                byte[] buffer = new byte[BUFFER];
                for (long left = end - start; left > 0; ) {
                    int read = in.read(buffer, 0, (int) Math.min(left, BUFFER));
                    if (read < 0) {
                        break;
                    }
                    out.write(buffer, 0, read);
                    left -= read;
                }
            }
            return ScanSource.of(copy);
        }
    }

    /** The documents of {@code source}, one at least if it is a PDF. */
    static List<Part> of(ScanSource source) throws IOException {
        PdfParts parts = new PdfParts();
        try (InputStream in = source.stream()) {
            parts.walk(in);
        }
        parts.close(source.size());
        return parts.parts;
    }

    private void walk(InputStream in) throws IOException {
        byte[] window = new byte[BUFFER];
        long offset = 0;
        int kept = 0;
        boolean isLast = false;
        while (!isLast) {
            int length = kept + in.readNBytes(window, kept, BUFFER - kept);
            isLast = length < BUFFER;
            int until = isLast ? length : length - WINDOW;
            for (int i = 0; i < until; i++) {
                look(window, i, length, offset + i);
            }
            kept = length - until;
            System.arraycopy(window, until, window, 0, kept);
            offset += until;
        }
    }

    private void look(byte[] window, int i, int length, long position) {
        switch (window[i]) {
            case '%' -> {
                if (isAt(window, i, length, HEADER)) {
                    header(position);
                } else if (isAt(window, i, length, END)) {
                    end = position + END.length;
                    objectsSince = false;
                }
            }
            case ' ' -> {
                if (isAt(window, i, length, OBJECT)) {
                    objectsSince = true;
                    lastObject = position;
                }
            }
            case 's', 't' -> {
                if (isAt(window, i, length, START_OF_TABLE) || isAt(window, i, length, TRAILER)) {
                    lastTrailer = position;
                }
            }
            default -> {}
        }
    }

    // a document within another, as an attachment, stands after the start of an object
    private void header(long position) {
        if (start < 0) {
            start = position;
        } else if (end > start && !objectsSince && parts.size() < MAX_PARTS - 1) {
            parts.add(new Part(start, end, true));
            start = position;
        }
    }

    private void close(long size) {
        long from = Math.max(0, start);
        boolean hasEnd = end > from && !objectsSince;
        // cut within the end mark: nothing of the document is missing
        boolean endsWithTrailer = lastTrailer > lastObject && lastTrailer > from;
        parts.add(new Part(from, hasEnd ? end : size, hasEnd || endsWithTrailer));
    }

    private static boolean isAt(byte[] window, int at, int length, byte[] mark) {
        if (at + mark.length > length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if (window[at + i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
