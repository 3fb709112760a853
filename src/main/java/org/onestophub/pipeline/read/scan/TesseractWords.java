package org.onestophub.pipeline.read.scan;

import org.onestophub.pipeline.read.scan.PageText.Recognised;

/** Makes text of the table of words that Tesseract writes (its format {@code tsv}). */
final class TesseractWords {

    // columns: level page_num block_num par_num line_num word_num left top width height conf text
    private static final int COLUMNS = 12;
    private static final String WORD_LEVEL = "5";

    private final StringBuilder text = new StringBuilder();
    private String paragraph = "";
    private String line = "";
    private int words;
    private double confidence;

    private TesseractWords() {}

    /** The text of a table; rows that are no words are left out. */
    static Recognised of(String table) {
        TesseractWords words = new TesseractWords();
        table.lines().forEach(words::row);
        double mean = words.words == 0 ? 0 : Math.round(words.confidence / words.words * 10) / 10.0;
        return new Recognised(words.text.toString(), words.words, mean);
    }

    private void row(String row) {
        String[] cells = row.split("\t", COLUMNS);
        if (cells.length < COLUMNS || !cells[0].equals(WORD_LEVEL) || cells[11].isBlank()) {
            return;
        }
        double sure = confidenceOf(cells[10]);
        if (!(sure >= 0)) {
            return;
        }
        place(cells[1] + "/" + cells[2] + "/" + cells[3], cells[4], cells[11].strip());
        words++;
        confidence += Math.min(sure, 100);
    }

    private void place(String newParagraph, String newLine, String word) {
        if (text.length() > 0) {
            text.append(gap(newParagraph, newLine, word));
        }
        text.append(word);
        paragraph = newParagraph;
        line = newLine;
    }

    private String gap(String newParagraph, String newLine, String word) {
        if (!newParagraph.equals(paragraph)) {
            return "\n\n";
        }
        if (!newLine.equals(line)) {
            return "\n";
        }
        // Chinese is written without spaces, but Tesseract splits it into words
        boolean chinese = isWide(text.codePointBefore(text.length())) || isWide(word.codePointAt(0));
        return chinese ? "" : " ";
    }

    private static boolean isWide(int codePoint) {
        return Character.isIdeographic(codePoint)
                || (codePoint >= 0x3000 && codePoint <= 0x303F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFFEF);
    }

    private static double confidenceOf(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
