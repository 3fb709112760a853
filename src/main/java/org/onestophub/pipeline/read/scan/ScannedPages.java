package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.util.List;
import java.util.Optional;
import org.onestophub.problem.Problem;

/** The files of a letter opened in the decoder, page by page. Every method may throw RD-103 or RD-107. */
interface ScannedPages extends Closeable {

    /**
     * The text layer of a page.
     *
     * @param text real text, not empty
     * @param needsLook true if the page may show something else: the text lies over a picture, or reads like no language
     */
    record Layer(String text, boolean needsLook) {}

    /**
     * A page as an image.
     *
     * @param pixels upright as far as the file tells, dark on light, at most {@link ScanBounds#MAX_OCR_PIXELS}
     * @param orientation how it was turned for this
     * @param isWhole false if a picture on the page could not be decoded
     */
    record Picture(BufferedImage pixels, Orientation orientation, boolean isWhole) {}

    /** Number of pages, 1–200. */
    int count();

    /** Real text of page {@code index} (from 0), beside or instead of its image. */
    Optional<Layer> textLayer(int index);

    /** Page {@code index} (from 0) as an image. */
    Picture picture(int index);

    /** True if a page that cannot be drawn means that the file is damaged. */
    boolean mustDraw();

    /** What is worth reporting about the files as a whole. */
    List<Problem> problems();

    @Override
    void close();
}
