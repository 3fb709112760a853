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

/**
 * Goes through the pages of one letter: the text layer where it is real, recognition where it is not. A page that gives no
 * text does not take it from the others; the findings name it.
 */
final class LetterReading {

    private static final String TEXT = "/letter/text";

    private final PageText pageText;
    private final int minConfidence;
    private final ReadBudget budget;
    private final int count;
    private final StringJoiner text = new StringJoiner("\n\n");
    private final StringJoiner sure = new StringJoiner("\n\n");
    private final List<LetterText.Page> pages = new ArrayList<>();
    private final PageNumbers differing = new PageNumbers();
    private boolean recognitionFailed;
    private int words;
    private double confidence;

    private LetterReading(PageText pageText, int minConfidence, ReadBudget budget, int count) {
        this.pageText = pageText;
        this.minConfidence = minConfidence;
        this.budget = budget;
        this.count = count;
    }

    /**
     * The text of the letter.
     *
     * @param minConfidence mean confidence of words that are trusted, 0–100
     * @throws ProblemException RD-107 if the time is over; never because recognition failed
     */
    static LetterText of(DecodedLetter letter, PageText pageText, int minConfidence, ReadBudget budget) {
        LetterReading reading = new LetterReading(
                pageText, minConfidence, budget, letter.pages().size());
        letter.pages().forEach(reading::page);
        return reading.letter(letter.problems());
    }

    private void page(DecodedLetter.Page page) {
        budget.checkTime();
        Optional<Recognised> found = page.image().flatMap(this::recognised);
        if (found.isEmpty() && page.text().isEmpty() && page.isWhole()) {
            recognitionFailed = true;
        }
        PageReading reading = PageReading.of(page.text(), found, minConfidence);
        add(reading);
        boolean showsNothing = page.isBlank() && found.isPresent();
        boolean isUnread = !page.isWhole() || reading.from() == From.NONE && !showsNothing;
        LetterText.Page seen = new LetterText.Page(
                pages.size() + 1,
                reading.from(),
                reading.recognised().map(Recognised::confidence).orElse(0.0),
                reading.isDoubtful(),
                isUnread,
                page.orientation(),
                reading.recognised().map(Recognised::turned).orElse(0));
        pages.add(seen);
        if (reading.differs()) {
            differing.add(seen.number());
        }
    }

    private Optional<Recognised> recognised(Path image) {
        Duration time = budget.spareTime();
        return time.isZero() ? Optional.empty() : pageText.textOf(image, time);
    }

    private void add(PageReading reading) {
        reading.recognised().ifPresent(recognised -> {
            words += recognised.words();
            confidence += recognised.confidence() * recognised.words();
        });
        if (reading.from() == From.NONE) {
            return;
        }
        text.add(reading.isDoubtful() ? doubt() + "\n" + reading.text() : reading.text());
        sure.add(reading.sure());
    }

    // the line stays with the text wherever it is shown
    private String doubt() {
        return count == 1 ? "【文字识别不可靠，请以扫描件为准】" : "【第" + (pages.size() + 1) + "页文字识别不可靠，请以扫描件为准】";
    }

    private LetterText letter(List<Problem> problems) {
        From from = from();
        String all = ViewText.clean(text.toString());
        List<Finding> findings = new ArrayList<>();
        boolean isNotDecoded = problems.contains(Problem.PICTURE_NOT_DECODED);
        if (recognitionFailed || from == From.NONE && !isNotDecoded) {
            findings.add(Finding.of(Problem.OCR_UNAVAILABLE, TEXT));
        }
        problems.forEach(problem -> findings.add(Finding.of(problem, "/letter")));
        if (from != From.NONE) {
            report(findings, Problem.PAGES_UNREAD, PageNumbers.of(pages, LetterText.Page::isUnread), "");
        }
        report(findings, Problem.TEXT_DOUBTFUL, PageNumbers.of(pages, LetterText.Page::isDoubtful), "");
        report(findings, Problem.TEXT_LAYER_DIFFERS, differing, "");
        for (int degrees = 90; degrees < 360; degrees += 90) {
            int turn = degrees;
            PageNumbers turned = PageNumbers.of(pages, page -> page.turned() == turn);
            report(findings, Problem.PAGE_TURNED, turned, "/turned/" + degrees);
        }
        if (all.length() > ScanBounds.MAX_TEXT) {
            findings.add(Finding.of(Problem.BOUNDS_EXCEEDED, TEXT));
        }
        return new LetterText(
                pages,
                from,
                ShortText.of(all, ScanBounds.MAX_TEXT),
                ViewText.clean(sure.toString()),
                meanConfidence(),
                findings);
    }

    private static void report(List<Finding> findings, Problem problem, PageNumbers numbers, String what) {
        if (!numbers.isEmpty()) {
            findings.add(Finding.of(problem, "/letter/pages/" + numbers + what));
        }
    }

    private From from() {
        for (From from : List.of(From.OCR, From.TEXT_LAYER)) {
            if (pages.stream().anyMatch(page -> page.from() == from)) {
                return from;
            }
        }
        return From.NONE;
    }

    private double meanConfidence() {
        return words == 0 ? 0 : Math.round(confidence / words * 10) / 10.0;
    }
}
