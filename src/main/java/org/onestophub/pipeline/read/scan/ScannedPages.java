package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.util.Optional;

/** The files of a letter opened in the decoder, page by page. Every method may throw RD-103 or RD-107. */
interface ScannedPages extends Closeable {

    /** Number of pages, 1–200. */
    int count();

    /** Real text of page {@code index} (from 0), beside or instead of its image. */
    Optional<String> textLayer(int index);

    /** Page {@code index} (from 0) as an image of at most {@link ScanBounds#MAX_OCR_PIXELS}. */
    BufferedImage image(int index);

    /** True if a page that cannot be drawn means that the file is damaged. */
    boolean mustDraw();

    @Override
    void close();
}
