package org.onestophub.pipeline.read.scan;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.onestophub.complaint.Content;

/** The bytes of a scan in the forms its decoders want, without copying them into memory. */
record ScanSource(Content content) {

    /** Number of bytes. */
    long size() {
        return content.size();
    }

    /** The first {@code count} bytes, fewer if there are no more. */
    byte[] head(int count) throws IOException {
        try (InputStream in = content.open()) {
            return in.readNBytes(count);
        }
    }

    /** The last {@code count} bytes, fewer if there are no more. */
    byte[] tail(int count) throws IOException {
        try (InputStream in = content.open()) {
            in.skipNBytes(Math.max(0, size() - count));
            return in.readNBytes(count);
        }
    }

    /** All bytes from the start; the caller closes it. */
    InputStream stream() {
        return new BufferedInputStream(content.open(), 1 << 16);
    }

    /** For ImageIO; the caller closes it. */
    ImageInputStream images() throws IOException {
        if (content instanceof Content.InFile inFile) {
            return ImageIO.createImageInputStream(inFile.file().toFile());
        }
        return new ByteArrayImageInputStream(content.bytes(Integer.MAX_VALUE));
    }

    /** For PDFBox; the caller closes it. */
    RandomAccessRead random() throws IOException {
        if (content instanceof Content.InFile inFile) {
            return new RandomAccessReadBufferedFile(inFile.file());
        }
        return new RandomAccessReadBuffer(content.bytes(Integer.MAX_VALUE));
    }
}
