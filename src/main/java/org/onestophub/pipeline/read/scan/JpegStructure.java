package org.onestophub.pipeline.read.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Walks the markers of a JPEG without decoding it: declared size and orientation, number of scans, and whether it ends. The decoders
 * fill a cut image with grey silently, and allocate what the header declares. Source: ITU-T T.81, annex B.
 */
final class JpegStructure {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int APP1 = 0xE1;

    private final InputStream in;
    private boolean sized;
    private int scans;
    private Orientation orientation = Orientation.UPRIGHT;

    private JpegStructure(InputStream in) {
        this.in = in;
    }

    /**
     * Reads {@code in} from SOI to EOI; bytes after that are not looked at. Returns the orientation that it declares.
     * @throws ProblemException RD-103 if it is cut or no JPEG, RD-107 if it declares too much
     */
    static Orientation check(InputStream in) throws IOException {
        try {
            JpegStructure structure = new JpegStructure(in);
            structure.walk();
            return structure.orientation;
        } catch (EOFException e) {
            throw corrupt();
        }
    }

    private void walk() throws IOException {
        if (next() != 0xFF || next() != SOI) {
            throw corrupt();
        }
        int marker = marker(next());
        while (marker != EOI) {
            marker = marker == SOS ? afterScan() : afterSegment(marker);
        }
        if (!sized || scans == 0) {
            throw corrupt();
        }
    }

    private int afterSegment(int marker) throws IOException {
        if (isAlone(marker)) {
            return marker(next());
        }
        int length = (next() << 8 | next()) - 2;
        if (length < 0) {
            throw corrupt();
        }
        if (isFrame(marker)) {
            frame(length);
        } else if (marker == APP1) {
            camera(in.readNBytes(length), length);
        } else {
            in.skipNBytes(length);
        }
        return marker(next());
    }

    private void camera(byte[] segment, int length) throws EOFException {
        if (segment.length < length) {
            throw new EOFException();
        }
        int mark = ExifBlock.JPEG_MARK.length;
        if (length > mark && Arrays.equals(ExifBlock.JPEG_MARK, 0, mark, segment, 0, mark)) {
            orientation = ExifBlock.orientation(Arrays.copyOfRange(segment, mark, length));
        }
    }

    private void frame(int length) throws IOException {
        if (length < 6) {
            throw corrupt();
        }
        int bits = next();
        int height = next() << 8 | next();
        int width = next() << 8 | next();
        int samples = next();
        ScanBounds.checkPage(width, height, (long) bits * samples);
        sized = true;
        in.skipNBytes(length - 6L);
    }

    // entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart
    private int afterScan() throws IOException {
        scans++;
        if (scans > ScanBounds.MAX_JPEG_SCANS) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "scans");
        }
        int length = (next() << 8 | next()) - 2;
        if (length < 0) {
            throw corrupt();
        }
        in.skipNBytes(length);
        while (true) {
            int value = next();
            while (value == 0xFF) {
                value = next();
                if (value != 0xFF && value != 0 && !isAlone(value)) {
                    return value;
                }
            }
        }
    }

    // 0xFF may be repeated as filling before a marker
    private int marker(int first) throws IOException {
        if (first != 0xFF) {
            throw corrupt();
        }
        int value = next();
        while (value == 0xFF) {
            value = next();
        }
        return value;
    }

    private static boolean isAlone(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != DHT && marker != JPG && marker != DAC;
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    private static ProblemException corrupt() {
        return new ProblemException(Problem.CORRUPT);
    }
}
