package org.onestophub.pipeline.read.scan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The size and place of an image as one directory of a TIFF declares them. */
final class TiffDirectory {

    /** Strips of one page: one per row of a very large page at most. */
    static final int MAX_VALUES = 200_000;

    private static final int SUBFILE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;

    private final Map<Integer, long[]> values = new HashMap<>();

    /** True for the tags that are kept. */
    static boolean isWanted(int tag) {
        return switch (tag) {
            case SUBFILE,
                    WIDTH,
                    HEIGHT,
                    BITS,
                    STRIP_OFFSETS,
                    ORIENTATION,
                    SAMPLES,
                    STRIP_BYTES,
                    TILE_WIDTH,
                    TILE_HEIGHT,
                    TILE_OFFSETS,
                    TILE_BYTES -> true;
            default -> false;
        };
    }

    /** Keeps the values of a tag. */
    void put(int tag, long[] found) {
        values.put(tag, found);
    }

    /** True for a smaller copy of another image. */
    boolean isThumbnail() {
        return (first(SUBFILE, 0) & 1) != 0;
    }

    /** How the image has to be turned. */
    Orientation orientation() {
        return Orientation.of(first(ORIENTATION, 1));
    }

    /**
     * Checks sizes, and that the image lies within a file of {@code size} bytes.
     * @throws ProblemException RD-103 or RD-107
     */
    void check(long size) {
        long samples = first(SAMPLES, 1);
        // without the tag an image has one bit, TIFF 6.0 page 29; samples that do not say are taken like the first
        long bits = Math.max(
                first(BITS, 1) * samples,
                Arrays.stream(values.getOrDefault(BITS, new long[0])).sum());
        ScanBounds.checkPage(first(WIDTH, 0), first(HEIGHT, 0), bits);
        if (values.containsKey(TILE_WIDTH) || values.containsKey(TILE_HEIGHT)) {
            // decoders allocate a whole tile, however small the image is
            ScanBounds.checkPage(first(TILE_WIDTH, 0), first(TILE_HEIGHT, 0), bits);
        }
        boolean inStrips = areWithin(STRIP_OFFSETS, STRIP_BYTES, size);
        boolean inTiles = areWithin(TILE_OFFSETS, TILE_BYTES, size);
        if (!inStrips && !inTiles) {
            throw new ProblemException(Problem.CORRUPT, "page");
        }
    }

    private boolean areWithin(int offsetTag, int lengthTag, long size) {
        long[] offsets = values.get(offsetTag);
        if (offsets == null || offsets.length == 0) {
            return false;
        }
        // old writers omit the lengths when there is one strip
        long[] lengths = values.getOrDefault(lengthTag, new long[0]);
        for (int i = 0; i < offsets.length; i++) {
            long length = i < lengths.length ? lengths[i] : 0;
            if (offsets[i] < 0 || length < 0 || offsets[i] > size || length > size - offsets[i]) {
                throw new ProblemException(Problem.CORRUPT, "page");
            }
        }
        return true;
    }

    private long first(int tag, long otherwise) {
        long[] found = values.get(tag);
        return found == null || found.length == 0 ? otherwise : found[0];
    }
}
