package org.onestophub.pipeline.read.scan;

import java.nio.file.Path;
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

    /** A photograph gives a few stray characters, which are not text. */
    private static final int MIN_RECOGNISED_LETTERS = 4;

    private final PageText pageText;
    private final ReadBudget budget;
    private final StringJoiner text = new StringJoiner("\n\n");
    private int layered;
    private int unrecognised;
    private int words;
    private double confidence;
    private final StringJoiner recognised = new StringJoiner("\n\n");

    private LetterReading(PageText pageText, ReadBudget budget) {
        this.pageText = pageText;
        this.budget = budget;
    }

    /**
     * The text of the letter.
     * @throws ProblemException RD-107 if the time is over; never because recognition failed
     */
    static LetterText of(DecodedLetter letter, PageText pageText, ReadBudget budget) {
        LetterReading reading = new LetterReading(pageText, budget);
        letter.pages().forEach(reading::page);
        return reading.letter(letter.pages().size());
    }

    private void page(DecodedLetter.Page page) {
        budget.checkTime();
        if (page.text().isPresent()) {
            layered++;
            text.add(page.text().get().strip());
            return;
        }
        Optional<Recognised> found = page.image().flatMap(this::recognised);
        if (found.isEmpty()) {
            unrecognised++;
            return;
        }
        words += found.get().words();
        confidence += found.get().confidence() * found.get().words();
        recognised.add(found.get().text());
        text.add(found.get().text());
    }

    private Optional<Recognised> recognised(Path image) {
        Duration time = budget.spareTime();
        return time.isZero() ? Optional.empty() : pageText.textOf(image, time);
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
