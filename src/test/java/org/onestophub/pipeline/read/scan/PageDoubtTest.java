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
    void singleDoubtfulWordGivesNoClaim() {
        TesseractWords words = TesseractWords.in(
                "5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t95\t电话\n5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t41\t13800000012\n", 70);

        assertThat(words.recognised().text()).isEqualTo("电话13800000012");
        assertThat(words.recognised().sure()).isEqualTo("电话□");
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
}
