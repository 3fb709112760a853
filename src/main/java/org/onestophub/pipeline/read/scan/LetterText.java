package org.onestophub.pipeline.read.scan;

import java.util.List;
import org.onestophub.complaint.Finding;

/**
 * The text of a scanned letter.
 *
 * @param pages what became of each page, 1–200
 * @param from source of the text
 * @param text at most 100,000 characters, NFC, without control characters but line feed and tab; doubtful text is
 *     introduced by a line that says so; empty if none was found
 * @param sure the part of the text that claims may be taken from: without doubtful pages, a sign for each doubtful word
 * @param confidence mean confidence of recognised words, 0–100; 0 if nothing was recognised
 * @param findings what is worth reporting
 */
record LetterText(List<Page> pages, From from, String text, String sure, double confidence, List<Finding> findings) {

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

    /**
     * One page.
     *
     * @param number its number from 1
     * @param from source of its text
     * @param confidence mean confidence of its recognised words, 0–100
     * @param isDoubtful true if its text is below the confidence that the hub asks for, or reads like no language
     * @param isUnread true if the page, or a part of it, gave no text though it shows something
     * @param orientation how it was turned as its file says
     * @param turned degrees clockwise by which it was turned so that its text could be read
     */
    record Page(
            int number,
            From from,
            double confidence,
            boolean isDoubtful,
            boolean isUnread,
            Orientation orientation,
            int turned) {}

    /** True if people have to read the letter itself: the hub found no text, or none that it trusts. */
    boolean isImageOnly() {
        return pages.stream().allMatch(page -> page.from() == From.NONE || page.isDoubtful());
    }
}
