package org.onestophub.pipeline.read.scan;

import java.util.List;
import org.onestophub.complaint.Finding;

/**
 * The text of a scanned letter.
 *
 * @param pages number of pages, 1–200
 * @param from source of the text
 * @param text at most 100,000 characters, NFC, without control characters but line feed and tab; empty if none was found
 * @param confidence mean confidence of recognised words, 0–100; 0 if nothing was recognised
 * @param findings what is worth reporting
 */
record LetterText(int pages, From from, String text, double confidence, List<Finding> findings) {

    /** The source of a text. */
    enum From {
        TEXT_LAYER("text-layer"),
        /** At least one page was recognised. */
        OCR("ocr"),
        NONE("none");

        private final String word;

        From(String word) {
            this.word = word;
        }

        /** The word in the view. */
        String word() {
            return word;
        }
    }

    /** True if only people can read the letter: the hub found no text. */
    boolean isImageOnly() {
        return from == From.NONE;
    }
}
