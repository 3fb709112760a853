package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.ShortText;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.pipeline.read.scan.LetterText.From;
import org.onestophub.pipeline.read.scan.PageText.Recognised;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Goes through the pages of one letter: the text layer where it is real, recognition where it is not. */
final class LetterReading {

    /** A photograph gives a few stray characters; that is no text. */
    private static final int MIN_RECOGNISED_LETTERS = 4;

    private final PageText pageText;
    private final int maxRecognised;
    private final ReadBudget budget;
    private final StringJoiner text = new StringJoiner("\n\n");
    private int layered;
    private int attempted;
    private int unrecognised;
    private int words;
    private double confidence;
    private final StringJoiner recognised = new StringJoiner("\n\n");

    private LetterReading(PageText pageText, int maxRecognised, ReadBudget budget) {
        this.pageText = pageText;
        this.maxRecognised = maxRecognised;
        this.budget = budget;
    }

    /**
     * The text of the letter.
     * @throws ProblemException RD-103 or RD-107; never because recognition failed
     */
    static LetterText of(ScannedPages pages, PageText pageText, int maxRecognised, ReadBudget budget) {
        LetterReading reading = new LetterReading(pageText, maxRecognised, budget);
        for (int index = 0; index < pages.count(); index++) {
            reading.page(pages, index);
        }
        return reading.letter(pages.count());
    }

    private void page(ScannedPages pages, int index) {
        Optional<String> layer = pages.textLayer(index);
        if (layer.isPresent()) {
            layered++;
            text.add(layer.get().strip());
            return;
        }
        Optional<Recognised> found = attempted < maxRecognised ? recognise(pages, index) : Optional.empty();
        if (found.isEmpty()) {
            unrecognised++;
            return;
        }
        words += found.get().words();
        confidence += found.get().confidence() * found.get().words();
        recognised.add(found.get().text());
        text.add(found.get().text());
    }

    private Optional<Recognised> recognise(ScannedPages pages, int index) {
        Duration time = budget.spareTime();
        if (time.isZero()) {
            return Optional.empty();
        }
        attempted++;
        Optional<BufferedImage> image = image(pages, index);
        return image.isEmpty() ? Optional.empty() : pageText.textOf(image.get(), time);
    }

    // a damaged image file is refused; a PDF page that cannot be drawn is one that cannot be recognised
    private static Optional<BufferedImage> image(ScannedPages pages, int index) {
        try {
            return Optional.of(pages.image(index));
        } catch (ProblemException e) {
            if (pages.mustDraw() || e.problem() == Problem.BOUNDS_EXCEEDED) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private LetterText letter(int pages) {
        boolean isRecognised = lettersIn(recognised.toString()) >= MIN_RECOGNISED_LETTERS;
        From from = isRecognised ? From.OCR : layered > 0 ? From.TEXT_LAYER : From.NONE;
        String all = from == From.NONE ? "" : ViewText.clean(text.toString());
        List<Finding> findings = new ArrayList<>();
        if (unrecognised > 0 || from == From.NONE) {
            findings.add(Finding.of(Problem.OCR_UNAVAILABLE, "/letter/text"));
        }
        if (all.length() > ScanBounds.MAX_TEXT) {
            findings.add(Finding.of(Problem.BOUNDS_EXCEEDED, "/letter/text"));
        }
        return new LetterText(pages, from, ShortText.of(all, ScanBounds.MAX_TEXT), meanConfidence(), findings);
    }

    private double meanConfidence() {
        return words == 0 ? 0 : Math.round(confidence / words * 10) / 10.0;
    }

    private static long lettersIn(String text) {
        return text.codePoints().filter(Character::isLetterOrDigit).count();
    }
}
