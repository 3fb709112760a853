package org.onestophub.pipeline.read.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Walks the directories of a TIFF or BigTIFF without decoding it: which images are pages, their declared sizes, and
 * whether everything they point at is in the file. Source: TIFF 6.0, sections 2 and 8; BigTIFF as of libtiff.
 */
final class TiffStructure {

    /** Images beside the pages, such as thumbnails, count too. */
    private static final int MAX_DIRECTORIES = 2 * ScanBounds.MAX_PAGES;

    private static final int MAX_ENTRIES = 1_000;
    // bytes of the value types 1–18; 0 where there is no such type
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final ImageInputStream in;
    private final long size;
    private boolean big;

    private TiffStructure(ImageInputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /**
     * Indexes of the images that are pages, in their order; thumbnails are left out.
     * @throws ProblemException RD-103 if it is cut or damaged, RD-107 if it declares too much
     */
    static List<Integer> pages(ImageInputStream in, long size) throws IOException {
        try {
            return new TiffStructure(in, size).walk();
        } catch (EOFException e) {
            throw corrupt();
        }
    }

    private List<Integer> walk() throws IOException {
        List<Integer> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long offset = header();
        for (int index = 0; offset != 0; index++) {
            if (!seen.add(offset)) {
                throw corrupt();
            }
            if (index >= MAX_DIRECTORIES) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "pages");
            }
            TiffDirectory directory = directory(offset);
            directory.check(size);
            if (!directory.isThumbnail()) {
                pages.add(index);
            }
            offset = big ? in.readLong() : in.readUnsignedInt();
        }
        ScanBounds.checkPages(pages.size());
        return pages;
    }

    private long header() throws IOException {
        in.seek(0);
        in.setByteOrder(in.readUnsignedByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        in.seek(2);
        big = in.readUnsignedShort() == 43;
        in.seek(big ? 8 : 4);
        return big ? in.readLong() : in.readUnsignedInt();
    }

    private TiffDirectory directory(long offset) throws IOException {
        seek(offset);
        long entries = big ? in.readLong() : in.readUnsignedShort();
        if (entries <= 0) {
            throw corrupt();
        }
        if (entries > MAX_ENTRIES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "entries");
        }
        TiffDirectory directory = new TiffDirectory();
        long first = in.getStreamPosition();
        long entryBytes = big ? 20 : 12;
        for (long i = 0; i < entries; i++) {
            seek(first + i * entryBytes);
            entry(directory);
        }
        seek(first + entries * entryBytes);
        return directory;
    }

    private void entry(TiffDirectory directory) throws IOException {
        int tag = in.readUnsignedShort();
        int type = in.readUnsignedShort();
        long count = big ? in.readLong() : in.readUnsignedInt();
        int bytes = type < TYPE_BYTES.length ? TYPE_BYTES[type] : 0;
        if (bytes == 0) {
            // TIFF 6.0: an unknown type is skipped
            return;
        }
        // a value cannot be longer than the file; decoders allocate count values before they read them
        if (count < 0 || count > size / bytes) {
            throw corrupt();
        }
        if (count * bytes > (big ? 8 : 4)) {
            seek(big ? in.readLong() : in.readUnsignedInt());
        }
        if (in.getStreamPosition() + count * bytes > size) {
            throw corrupt();
        }
        if (TiffDirectory.isWanted(tag)) {
            directory.put(tag, values(type, (int) Math.min(count, TiffDirectory.MAX_VALUES)));
        }
    }

    private long[] values(int type, int count) throws IOException {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = switch (type) {
                case 1, 7 -> in.readUnsignedByte();
                case 3 -> in.readUnsignedShort();
                case 4, 13 -> in.readUnsignedInt();
                case 16, 18 -> in.readLong();
                default -> throw corrupt();
            };
        }
        return values;
    }

    private void seek(long position) throws IOException {
        if (position < 0 || position >= size) {
            throw corrupt();
        }
        in.seek(position);
    }

    private static ProblemException corrupt() {
        return new ProblemException(Problem.CORRUPT);
    }
}
