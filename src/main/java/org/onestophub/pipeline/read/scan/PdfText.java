package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The text layer of PDF pages, and whether it is the page's real text. */
final class PdfText extends PDFTextStripper {

    /** A scanned page may carry a stamp of its device or a date; a page of a letter has more letters than that. */
    private static final int LETTERS_OVER_IMAGE = 50;

    PdfText() {
        setSortByPosition(false);
        setLineSeparator("\n");
        setPageEnd("");
    }

    /** Real text of page {@code index} (from 0), if it has any. */
    Optional<String> of(PDDocument document, PDPage page, int index) throws IOException {
        setStartPage(index + 1);
        setEndPage(index + 1);
        String text = getText(document);
        if (text.length() > ScanBounds.MAX_PAGE_TEXT) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "text");
        }
        return isReal(text, PdfPictures.has(page)) ? Optional.of(text) : Optional.empty();
    }

    /**
     * Text is real if most of it is letters and digits of a script, and if the page shows a picture there is more of
     * it than a stamp. Fonts without a table back to Unicode give private or undefined characters instead.
     */
    static boolean isReal(String text, boolean overImage) {
        long letters = text.codePoints().filter(Character::isLetterOrDigit).count();
        long odd = text.codePoints().filter(PdfText::isOdd).count();
        return letters >= (overImage ? LETTERS_OVER_IMAGE : 1) && letters > odd;
    }

    private static boolean isOdd(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint == 0xFFFD
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || (type == Character.CONTROL && !Character.isWhitespace(codePoint));
    }
}
