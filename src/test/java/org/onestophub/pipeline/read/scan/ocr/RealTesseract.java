package org.onestophub.pipeline.read.scan.ocr;

import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.pipeline.read.scan.PageText;

/** Text recognition by the program itself, for tests of other packages. */
public final class RealTesseract {

    private RealTesseract() {}

    /** By the program that {@code properties} name, with its files in {@code scratch}. */
    public static PageText of(ReadProperties properties, ReadScratch scratch) {
        return new TesseractPageText(properties, scratch);
    }
}
