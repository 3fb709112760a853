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

    private static final String VOWELS = "aeiouAEIOU";

    /** A reader of text layers; letters that are {@code turned} follow each other by their places, not by their order in the file. */
    PdfText(boolean turned) {
        setSortByPosition(turned);
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

    /**
     * False for text of fonts with a wrong table back to Unicode: mostly letters of Western Europe, which GBK read as
     * Latin-1 gives, or words without vowels.
     */
    static boolean isLikeLanguage(String text) {
        long ascii = text.codePoints().filter(PdfText::isAsciiLetter).count();
        long vowels = text.codePoints()
                .filter(letter -> letter < 128 && VOWELS.indexOf(letter) >= 0)
                .count();
        long western = text.codePoints()
                .filter(letter -> letter >= 0xA1 && letter <= 0x24F)
                .count();
        long letters = text.codePoints().filter(Character::isLetter).count();
        boolean isCode = ascii >= LETTERS_OVER_IMAGE && 2 * ascii > letters && vowels * 7 < ascii;
        return !isCode && western * 3 < letters + 1;
    }

    private static boolean isAsciiLetter(int letter) {
        return letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z';
    }

    private static boolean isOdd(int codePoint) {
        int type = Character.getType(codePoint);
        return codePoint == 0xFFFD
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || (type == Character.CONTROL && !Character.isWhitespace(codePoint));
    }
}
