package org.onestophub.pipeline.read.scan;

import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Fixed bounds of a scanned letter, far above real letters. Time and memory for a file are bounded by the
 * decoder's process.
 */
final class ScanBounds {

    /** A letter with its enclosures; a file with more is a record, not a letter. */
    static final int MAX_PAGES = 200;
    /** A3 at 600 dpi is 70 million. */
    static final long MAX_PAGE_PIXELS = 80_000_000;
    /** Bytes of one page as the file declares it: 80 million pixels in four samples of 8 bits. */
    static final long MAX_PAGE_BYTES = 320_000_000;
    /** Pixels kept of a page for recognition: A3 at 300 dpi is 17.4 million. Larger pages are subsampled while reading. */
    static final long MAX_OCR_PIXELS = 20_000_000;
    /** Longest side of a page that a person looks at. */
    static final int MAX_LOOK_PIXELS = 1600;
    /** What draws one page, unpacked; a dense page has 1 MB, and pictures within it at most what the page has. */
    static final long MAX_CONTENT_BYTES = 160_000_000;
    /** Scratch space of one PDF on disk and in memory. */
    static final long MAX_SCRATCH_BYTES = 512L << 20;
    /** Characters in the text layer of one page; a full page of small print has 10,000. */
    static final int MAX_PAGE_TEXT = 200_000;
    /** Characters of text: the bound of the canonical complaint. The whole file stays as part 1. */
    static final int MAX_TEXT = 100_000;
    /** Scans of a progressive JPEG; encoders use about 10, each costs one pass over the image. */
    static final int MAX_JPEG_SCANS = 100;

    private ScanBounds() {}

    /**
     * Checks the declared size of a page before anything is allocated for it.
     * @throws ProblemException RD-103 if a side is not positive, RD-107 if the page is too large
     */
    static void checkPage(long width, long height, long bitsPerPixel) {
        if (width <= 0 || height <= 0 || bitsPerPixel <= 0) {
            throw new ProblemException(Problem.CORRUPT, "page");
        }
        // sides are at most 2^32, so the first comparison keeps the products from overflowing
        if (width > MAX_PAGE_PIXELS
                || height > MAX_PAGE_PIXELS
                || width * height > MAX_PAGE_PIXELS
                || bitsPerPixel > 1024
                || width * height * bitsPerPixel / 8 > MAX_PAGE_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "pixels");
        }
    }

    /**
     * Checks a number of pages.
     * @throws ProblemException RD-103 if there is none, RD-107 if there are too many
     */
    static void checkPages(long pages) {
        if (pages <= 0) {
            throw new ProblemException(Problem.CORRUPT, "pages");
        }
        if (pages > MAX_PAGES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "pages");
        }
    }
}
