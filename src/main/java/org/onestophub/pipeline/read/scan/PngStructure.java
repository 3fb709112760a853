package org.onestophub.pipeline.read.scan;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Walks the chunks of a PNG without decoding it: declared size and orientation, checksums, and whether it ends. Source: W3C PNG
 * specification, sections 5 and 11.
 */
public final class PngStructure {

    private static final int IHDR = 0x49484452;
    private static final int IEND = 0x49454E44;
    private static final int EXIF = 0x65584966;
    private static final int IHDR_LENGTH = 13;
    private static final int MAX_EXIF = 64 * 1024;
    // by color type 0–6; 0 where there is no such type
    private static final int[] SAMPLES = {1, 0, 3, 1, 2, 0, 4};
    /** Chunks of a large real file: some 10,000 of IDAT. */
    private static final int MAX_CHUNKS = 200_000;

    private Orientation orientation = Orientation.UPRIGHT;

    private PngStructure() {}

    /**
     * Reads {@code in} from the signature to IEND; bytes after that are not looked at. Returns the orientation that it declares.
     * @throws ProblemException RD-103 if it is cut or damaged, RD-107 if it declares too much
     */
    public static Orientation check(InputStream in) throws IOException {
        try {
            PngStructure structure = new PngStructure();
            in.skipNBytes(8);
            if (structure.chunk(in, true) != IHDR) {
                throw new ProblemException(Problem.CORRUPT);
            }
            for (int chunks = 1; structure.chunk(in, false) != IEND; chunks++) {
                if (chunks > MAX_CHUNKS) {
                    throw new ProblemException(Problem.BOUNDS_EXCEEDED, "chunks");
                }
            }
            return structure.orientation;
        } catch (EOFException e) {
            throw new ProblemException(Problem.CORRUPT);
        }
    }

    private int chunk(InputStream in, boolean isHeader) throws IOException {
        DataInputStream plain = new DataInputStream(in);
        int length = plain.readInt();
        if (length < 0) {
            throw new ProblemException(Problem.CORRUPT);
        }
        CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
        DataInputStream chunk = new DataInputStream(checked);
        int type = chunk.readInt();
        if (isHeader) {
            header(chunk, length);
        } else if (type == EXIF && length <= MAX_EXIF) {
            byte[] block = new byte[length];
            chunk.readFully(block);
            orientation = ExifBlock.orientation(block);
        } else {
            chunk.skipNBytes(length);
        }
        if ((int) checked.getChecksum().getValue() != plain.readInt()) {
            throw new ProblemException(Problem.CORRUPT);
        }
        return type;
    }

    private static void header(DataInputStream chunk, int length) throws IOException {
        if (length != IHDR_LENGTH) {
            throw new ProblemException(Problem.CORRUPT);
        }
        long width = Integer.toUnsignedLong(chunk.readInt());
        long height = Integer.toUnsignedLong(chunk.readInt());
        int bits = chunk.readUnsignedByte();
        int colorType = chunk.readUnsignedByte();
        int samples = colorType < SAMPLES.length ? SAMPLES[colorType] : 0;
        chunk.skipNBytes(3);
        ScanBounds.checkPage(width, height, (long) bits * samples);
    }
}
