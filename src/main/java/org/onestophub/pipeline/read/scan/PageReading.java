package org.onestophub.pipeline.read.scan;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.onestophub.pipeline.read.scan.LetterText.From;
import org.onestophub.pipeline.read.scan.PageText.Recognised;

/**
 * What one page says: its text layer, what was recognised, or both where they say different things.
 *
 * @param from source of the text
 * @param text the text; empty if there is none
 * @param sure the part of it that claims may be taken from
 * @param isDoubtful true if nobody should take it for what the page says
 * @param differs true if the text layer says something else than the page shows
 * @param recognised what was recognised and is in the text, if anything was
 */
record PageReading(
        From from, String text, String sure, boolean isDoubtful, boolean differs, Optional<Recognised> recognised) {

    private static final PageReading NOTHING = new PageReading(From.NONE, "", "", false, false, Optional.empty());

    /** A photograph gives a few stray characters, which are not text. */
    private static final int MIN_LETTERS = 4;
    /** Two texts with so many pairs of letters in common say the same. */
    private static final double SAME = 0.5;
    /** A line with fewer of them is none of the other text's. */
    private static final double DIFFERENT = 0.3;

    /** The line before a text layer that the page does not show. */
    private static final String HIDDEN = "【以下为PDF隐藏文字，与页面显示不一致】";

    /**
     * The reading of a page with {@code layer} as its text layer, on which {@code found} was recognised.
     *
     * @param minConfidence mean confidence of words that are trusted, 0–100
     */
    static PageReading of(Optional<String> layer, Optional<Recognised> found, int minConfidence) {
        Optional<Recognised> text = found.filter(recognised -> recognised.letters() >= MIN_LETTERS);
        if (layer.isEmpty()) {
            return text.map(recognised -> recognised(recognised, minConfidence)).orElse(NOTHING);
        }
        String said = layer.get().strip();
        boolean isTrusted = text.isPresent() && text.get().confidence() >= minConfidence;
        return isTrusted ? compared(said, text.get()) : layerAlone(said);
    }

    private static PageReading recognised(Recognised text, int minConfidence) {
        boolean isDoubtful = text.confidence() < minConfidence;
        return new PageReading(
                From.OCR, text.text(), isDoubtful ? "" : text.sure(), isDoubtful, false, Optional.of(text));
    }

    private static PageReading layerAlone(String layer) {
        boolean isDoubtful = !PdfText.isLikeLanguage(layer);
        return new PageReading(From.TEXT_LAYER, layer, isDoubtful ? "" : layer, isDoubtful, false, Optional.empty());
    }

    private static PageReading compared(String layer, Recognised text) {
        Set<String> inLayer = pairs(layer);
        Set<String> inText = pairs(text.text());
        if (shared(inText, inLayer) >= SAME) {
            return withMore(layer, inLayer, text);
        }
        if (shared(inLayer, inText) >= SAME) {
            // the page shows the layer and more, such as a letter below the stamp of a device
            return new PageReading(From.OCR, text.text(), text.sure(), false, false, Optional.of(text));
        }
        String both = text.text() + "\n\n" + HIDDEN + "\n" + layer;
        return new PageReading(From.OCR, both, text.sure(), false, true, Optional.of(text));
    }

    // the layer, and the lines that only the page shows
    private static PageReading withMore(String layer, Set<String> inLayer, Recognised text) {
        String[] lines = text.text().split("\n");
        String[] sureLines = text.sure().split("\n");
        StringJoiner more = new StringJoiner("\n", "\n\n", "").setEmptyValue("");
        StringJoiner sureMore = new StringJoiner("\n", "\n\n", "").setEmptyValue("");
        for (int i = 0; i < Math.min(lines.length, sureLines.length); i++) {
            Set<String> inLine = pairs(lines[i]);
            if (inLine.size() >= MIN_LETTERS && shared(inLine, inLayer) < DIFFERENT) {
                more.add(lines[i]);
                sureMore.add(sureLines[i]);
            }
        }
        return more.length() == 0
                ? new PageReading(From.TEXT_LAYER, layer, layer, false, false, Optional.empty())
                : new PageReading(From.OCR, layer + more, layer + sureMore, false, false, Optional.of(text));
    }

    // the part of one that is in the other, 0–1
    private static double shared(Set<String> one, Set<String> other) {
        long common = one.stream().filter(other::contains).count();
        return one.isEmpty() ? 1 : (double) common / one.size();
    }

    private static Set<String> pairs(String text) {
        int[] letters = text.codePoints().filter(Character::isLetterOrDigit).toArray();
        Set<String> pairs = new HashSet<>();
        for (int i = 1; i < letters.length; i++) {
            pairs.add(new String(letters, i - 1, 2));
        }
        return pairs;
    }
}
