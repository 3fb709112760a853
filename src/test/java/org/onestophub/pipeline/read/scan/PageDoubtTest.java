package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Finding;
import org.onestophub.pipeline.read.scan.PageText.Recognised;
import org.onestophub.problem.Problem;

/** What is taken from pages whose text is sure, doubtful or missing. */
class PageDoubtTest {

    private static final Recognised GOOD = new Recognised("我要投诉，电话13800000012。", 5, 91);
    private static final Recognised POOR = new Recognised("PUBIO buen 961 eDMSeAUI 13800000099", 5, 59);
    private static final Recognised EMPTY = new Recognised("", 0, 0);

    @Test
    void doubtfulTextIsKeptBehindALineThatSaysSoAndGivesNoClaims() {
        LetterText letter = read(page(), POOR);

        assertThat(letter.text()).isEqualTo("【文字识别不可靠，请以扫描件为准】\n" + POOR.text());
        assertThat(letter.sure()).isEmpty();
        assertThat(letter.isImageOnly()).isTrue();
        assertThat(letter.findings()).containsExactly(new Finding("RD-122", "/letter/pages/1"));
    }

    @Test
    void doubtfulPageDoesNotSpoilTheOthers() {
        LetterText letter = read(List.of(page(), page(), page()), GOOD, POOR, GOOD);

        assertThat(letter.text()).contains("【第2页文字识别不可靠，请以扫描件为准】\nPUBIO");
        assertThat(letter.sure()).contains("13800000012").doesNotContain("13800000099");
        assertThat(letter.isImageOnly()).isFalse();
        assertThat(letter.findings()).containsExactly(new Finding("RD-122", "/letter/pages/2"));
    }

    @Test
    void confidenceAtTheBoundIsTrusted() {
        assertThat(read(page(), new Recognised("我要投诉", 3, 70)).findings()).isEmpty();
        assertThat(read(page(), new Recognised("我要投诉", 3, 69.9)).findings()).isNotEmpty();
    }

    @Test
    void pagesWithoutTextAreNamed() {
        LetterText letter = read(
                List.of(page(), DecodedLetter.Page.DAMAGED, page(), page(), DecodedLetter.Page.NOTHING),
                GOOD,
                EMPTY,
                null);

        assertThat(letter.text()).isEqualTo(GOOD.text());
        assertThat(letter.findings())
                .containsExactly(new Finding("RD-301", "/letter/text"), new Finding("RD-123", "/letter/pages/2-5"));
    }

    @Test
    void blankBackOfAPageIsNoGap() {
        DecodedLetter.Page blank =
                new DecodedLetter.Page(Optional.empty(), Optional.of(Path.of("page")), true, true, Orientation.UPRIGHT);

        assertThat(read(List.of(page(), blank), GOOD, EMPTY).findings()).isEmpty();
    }

    @Test
    void pageOfWhichAPictureIsMissingIsNamedAlthoughItHasText() {
        DecodedLetter.Page partly = new DecodedLetter.Page(
                Optional.empty(), Optional.of(Path.of("page")), false, false, Orientation.UPRIGHT);

        assertThat(read(List.of(partly), GOOD).findings()).containsExactly(new Finding("RD-123", "/letter/pages/1"));
    }

    @Test
    void turnIsReported() {
        assertThat(read(List.of(page(), page()), GOOD, GOOD.after(180)).findings())
                .containsExactly(new Finding("RD-125", "/letter/pages/2/turned/180"));
    }

    @Test
    void numbersOfPagesAreShort() {
        PageNumbers numbers = new PageNumbers();
        List.of(1, 2, 3, 7, 9, 10).forEach(numbers::add);
        assertThat(numbers).hasToString("1-3,7,9-10");

        PageNumbers many = new PageNumbers();
        for (int page = 1; page < 200; page += 2) {
            many.add(page);
        }
        assertThat(many.toString()).hasSizeLessThan(170).endsWith(",…");
    }

    private static DecodedLetter.Page page() {
        return DecodedLetter.Page.of("", Optional.of(Path.of("page")));
    }

    private static LetterText read(DecodedLetter.Page page, Recognised found) {
        return read(List.of(page), found);
    }

    private static LetterText read(List<DecodedLetter.Page> pages, Recognised... found) {
        Queue<Optional<Recognised>> answers = new ArrayDeque<>();
        for (Recognised answer : found) {
            answers.add(Optional.ofNullable(answer));
        }
        return LetterReading.of(
                new DecodedLetter(pages, List.of()),
                (page, limit) -> answers.remove(),
                70,
                new ReadBudget(Clock.systemUTC(), Duration.ofMinutes(5)));
    }

    @Test
    void numbersThatWouldBeTooLongEndWithAnEllipsis() {
        PageNumbers three = new PageNumbers();
        List.of(1, 3, 4).forEach(three::add);
        assertThat(three).hasToString("1,3-4");
        assertThat(new PageNumbers().isEmpty()).isTrue();
        assertThat(three.isEmpty()).isFalse();

        PageNumbers many = new PageNumbers();
        for (int page = 1; page <= 95; page += 2) {
            many.add(page);
        }
        List.of(101, 103, 105).forEach(many::add);
        assertThat(many.toString()).hasSize(150);
        many.add(107);
        assertThat(many.toString()).endsWith(",105,107");
        many.add(109);
        assertThat(many.toString()).endsWith(",105,107,…");
    }

    @Test
    void confidenceOfALetterIsThatOfItsWords() {
        LetterText letter = read(
                List.of(page(), page(), DecodedLetter.Page.of("其他页的文字", Optional.empty())),
                new Recognised("我要投诉", 1, 80),
                new Recognised("我要投诉", 2, 95));

        assertThat(letter.confidence()).isEqualTo(90.0);
        assertThat(letter.from()).isEqualTo(LetterText.From.OCR);
        assertThat(letter.pages()).extracting(LetterText.Page::confidence).containsExactly(80.0, 95.0, 0.0);
        assertThat(letter.pages()).extracting(LetterText.Page::number).containsExactly(1, 2, 3);
        assertThat(read(page(), new Recognised("我要投诉", 3, 80.26)).confidence()).isEqualTo(80.3);
        assertThat(read(List.of(DecodedLetter.Page.of("文字", Optional.empty()))).confidence())
                .isZero();
    }

    @Test
    void everyTurnIsReportedAsWhatItIs() {
        LetterText letter = read(
                List.of(page(), page(), page(), page()),
                GOOD.after(270),
                GOOD.after(90),
                GOOD.after(0),
                GOOD.after(90));

        assertThat(letter.findings())
                .containsExactly(
                        new Finding("RD-125", "/letter/pages/2,4/turned/90"),
                        new Finding("RD-125", "/letter/pages/1/turned/270"));
    }

    @Test
    void pageThatIsNotDecodedIsNoFaultOfRecognition() {
        assertThat(LetterReading.of(
                                new DecodedLetter(
                                        List.of(DecodedLetter.Page.DAMAGED), List.of(Problem.PICTURE_NOT_DECODED)),
                                (page, limit) -> Optional.empty(),
                                70,
                                new ReadBudget(Clock.systemUTC(), Duration.ofMinutes(5)))
                        .findings())
                .containsExactly(new Finding("RD-128", "/letter"));
        assertThat(read(List.of(DecodedLetter.Page.DAMAGED)).findings())
                .containsExactly(new Finding("RD-301", "/letter/text"));
    }

    @Test
    void textOfExactlyTheBoundIsNoFinding() {
        String most = "投".repeat(ScanBounds.MAX_TEXT);

        assertThat(read(List.of(DecodedLetter.Page.of(most, Optional.empty()))).findings())
                .isEmpty();
        LetterText cut = read(List.of(DecodedLetter.Page.of(most + "诉", Optional.empty())));
        assertThat(cut.findings()).containsExactly(new Finding("RD-107", "/letter/text"));
        assertThat(cut.text()).isEqualTo(most);
    }

    @Test
    void emptyPageThatIsNotDrawnBlankIsAGap() {
        DecodedLetter.Page notBlank = new DecodedLetter.Page(
                Optional.empty(), Optional.of(Path.of("page")), false, true, Orientation.UPRIGHT);

        assertThat(read(List.of(page(), notBlank), GOOD, EMPTY).findings())
                .containsExactly(new Finding("RD-123", "/letter/pages/2"));
        assertThat(read(List.of(page(), notBlank), GOOD, EMPTY).pages())
                .extracting(LetterText.Page::isUnread)
                .containsExactly(false, true);
    }
}
