package org.onestophub.pipeline.read.scan;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.onestophub.complaint.Content;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The bytes of a scan in the forms that decoders need, without copying them into memory. */
record ScanSource(Content content) {

    /** A scan in a file that does not change meanwhile. */
    static ScanSource of(Path file) {
        return new ScanSource(Content.of(file));
    }

    /**
     * What type of scan it is.
     * @throws ProblemException RD-106 if it is none, RD-108 if there are no bytes
     */
    ScanType type() {
        if (size() == 0) {
            throw new ProblemException(Problem.EMPTY);
        }
        return found().orElseThrow(() -> new ProblemException(Problem.TYPE_UNSUPPORTED));
    }

    /** True if it is of a type that the hub reads. */
    boolean isScan() {
        return found().isPresent();
    }

    /** Its media type; that of unknown bytes if it is no scan. */
    String mediaType() {
        return found().map(ScanType::mediaType).orElse("application/octet-stream");
    }

    private Optional<ScanType> found() {
        return ScanType.of(LibraryEdge.decode(() -> head(ScanType.HEAD_BYTES)));
    }

    /** A file with these bytes: the one they lie in, else {@code file}, which is then written. */
    Path file(Path file) throws IOException {
        if (content instanceof Content.InFile inFile) {
            return inFile.file().toAbsolutePath();
        }
        copyTo(file);
        return file;
    }

    /** Writes all bytes into {@code file}. */
    void copyTo(Path file) throws IOException {
        try (InputStream in = content.open()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

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
