package org.onestophub.pipeline.read.scan.ocr;

import org.onestophub.pipeline.read.scan.PageText.Recognised;

/** Makes text of the table of words that Tesseract writes (its format {@code tsv}). */
final class TesseractWords {

    // columns: level page_num block_num par_num line_num word_num left top width height conf text
    private static final int COLUMNS = 12;
    private static final String LINE_LEVEL = "4";
    private static final String WORD_LEVEL = "5";
    /** In the place of a doubtful word: no letter and no digit. */
    private static final String DOUBT = "\u25a1";

    private final int minConfidence;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder sure = new StringBuilder();
    private String paragraph = "";
    private String line = "";
    private int words;
    private double confidence;
    private long widths;
    private long heights;

    private TesseractWords(int minConfidence) {
        this.minConfidence = minConfidence;
    }

    /** The words of a table; rows that are no words are left out. A word below {@code minConfidence}, 0–100, is doubtful. */
    static TesseractWords in(String table, int minConfidence) {
        TesseractWords words = new TesseractWords(minConfidence);
        table.lines().forEach(words::row);
        return words;
    }

    /** The text of the words. */
    Recognised recognised() {
        double mean = words == 0 ? 0 : Math.round(confidence / words * 10) / 10.0;
        return new Recognised(text.toString(), sure.toString(), words, mean, 0);
    }

    /** True if lines run from top to bottom: a page lies on its side, or Chinese is written downwards. */
    boolean isVertical() {
        return heights > widths;
    }

    private void row(String row) {
        String[] cells = row.split("\t", COLUMNS);
        if (cells.length < COLUMNS) {
            return;
        }
        if (cells[0].equals(LINE_LEVEL)) {
            widths += (long) number(cells[8]);
            heights += (long) number(cells[9]);
        }
        if (cells[0].equals(WORD_LEVEL) && !cells[11].isBlank()) {
            word(cells);
        }
    }

    private void word(String[] cells) {
        double certainty = number(cells[10]);
        if (!(certainty >= 0)) {
            return;
        }
        place(cells[1] + "/" + cells[2] + "/" + cells[3], cells[4], cells[11].strip(), certainty >= minConfidence);
        words++;
        confidence += Math.min(certainty, 100);
    }

    private void place(String newParagraph, String newLine, String word, boolean isSure) {
        if (text.length() > 0) {
            String gap = gap(newParagraph, newLine, word);
            text.append(gap);
            sure.append(gap);
        }
        text.append(word);
        sure.append(isSure ? word : DOUBT);
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

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
