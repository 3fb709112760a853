package org.onestophub.pipeline.read.scan;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
    private static final int BIG = 43;
    // bytes of the value types 1–18; 0 where there is no such type
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    private final ImageInputStream in;
    private final long size;
    private boolean big;
    private long next;

    private TiffStructure(ImageInputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    /**
     * One page.
     *
     * @param index index of its image in the file
     * @param orientation how it has to be turned
     * @param fault why its image cannot be decoded, if it cannot
     */
    record Page(int index, Orientation orientation, Optional<ProblemException> fault) {}

    /**
     * The images of a file that are pages, in their order; thumbnails are left out.
     *
     * @param pages the pages, one of them sound at least
     * @param brokenLink where the file points at a directory that it does not have, which ends it; 0 if it does not
     */
    record Pages(List<Page> pages, long brokenLink) {}

    /**
     * The pages of a file of {@code size} bytes.
     * @throws ProblemException RD-103 if it has no sound page, RD-107 if it declares too much
     */
    static Pages pages(ImageInputStream in, long size) throws IOException {
        try {
            return new TiffStructure(in, size).walk();
        } catch (EOFException e) {
            throw corrupt();
        }
    }

    /** Ends the chain of directories of {@code tiff}, a copy of the file, at the link that leads nowhere. */
    static void end(RandomAccessFile tiff, long brokenLink) throws IOException {
        tiff.seek(2);
        // 43 in either order of bytes: a BigTIFF has links of 8 bytes
        boolean isBig = tiff.read() + tiff.read() == BIG;
        tiff.seek(brokenLink);
        tiff.write(new byte[isBig ? 8 : 4]);
    }

    private Pages walk() throws IOException {
        List<Page> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        long offset = header();
        for (int index = 0; offset != 0; index++) {
            if (index >= MAX_DIRECTORIES) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "pages");
            }
            long link = in.getStreamPosition() - (big ? 8 : 4);
            if (!seen.add(offset)) {
                throw corrupt();
            }
            Optional<TiffDirectory> directory = wholeDirectory(offset);
            if (directory.isEmpty()) {
                return checked(pages, link);
            }
            add(pages, index, directory.get());
            offset = next;
        }
        return checked(pages, 0);
    }

    // empty if the file ends before the directory does
    private Optional<TiffDirectory> wholeDirectory(long offset) throws IOException {
        try {
            TiffDirectory directory = directory(offset);
            next = big ? in.readLong() : in.readUnsignedInt();
            return Optional.of(directory);
        } catch (EOFException e) {
            return Optional.empty();
        } catch (ProblemException e) {
            if (e.problem() != Problem.CORRUPT) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private void add(List<Page> pages, int index, TiffDirectory directory) {
        if (directory.isThumbnail()) {
            return;
        }
        Optional<ProblemException> fault = Optional.empty();
        try {
            directory.check(size);
        } catch (ProblemException e) {
            fault = Optional.of(e);
        }
        pages.add(new Page(index, directory.orientation(), fault));
    }

    private static Pages checked(List<Page> pages, long brokenLink) {
        ScanBounds.checkPages(pages.size());
        if (pages.stream().allMatch(page -> page.fault().isPresent())) {
            throw pages.get(0).fault().orElseGet(TiffStructure::corrupt);
        }
        return new Pages(pages, brokenLink);
    }

    private long header() throws IOException {
        in.seek(0);
        in.setByteOrder(in.readUnsignedByte() == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        in.seek(2);
        big = in.readUnsignedShort() == BIG;
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
