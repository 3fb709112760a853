package org.onestophub.pipeline.read.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What passes between the hub and its decoder: the order, what is finished, and the result. */
class LetterPartsTest {

    private static final Orientation TURNED = new Orientation(6);

    @TempDir
    private Path folder;

    @Test
    void resultIsReadAsItWasWritten() throws IOException {
        Path image = Files.writeString(DecodedLetter.imageIn(folder, 1), "png");
        DecodedLetter letter = new DecodedLetter(
                List.of(
                        DecodedLetter.Page.of("我要投诉", Optional.empty()),
                        new DecodedLetter.Page(Optional.empty(), Optional.of(image), true, true, TURNED),
                        DecodedLetter.Page.DAMAGED,
                        DecodedLetter.Page.NOTHING),
                List.of(Problem.SCAN_INCOMPLETE, Problem.FILES_INSIDE));

        letter.write(folder);

        assertThat(DecodedLetter.in(folder)).isEqualTo(letter);
        assertThat(DecodedLetter.Page.of("", Optional.empty()).text()).isEmpty();
        assertThat(DecodedLetter.Page.DAMAGED.withText(Optional.of("x")).text()).contains("x");
    }

    @Test
    void verdictIsRaisedWhereTheResultIsRead() throws IOException {
        DecodedLetter.write(new ProblemException(Problem.CORRUPT, "page"), folder);

        assertThatThrownBy(() -> DecodedLetter.in(folder)).hasMessage("RD-103 page");
    }

    @Test
    void resultThatIsMissingOrCutIsNoneOfTheLetter() throws IOException {
        assertThatThrownBy(() -> DecodedLetter.in(folder)).hasMessageStartingWith("RD-303");

        new DecodedLetter(List.of(DecodedLetter.Page.of("我要投诉", Optional.empty())), List.of()).write(folder);
        byte[] whole = Files.readAllBytes(folder.resolve("result"));
        for (int length = 0; length < whole.length; length++) {
            Files.write(folder.resolve("result"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> DecodedLetter.in(folder))
                    .as("%d bytes", length)
                    .hasMessageStartingWith("RD-303");
        }
    }

    @Test
    void resultIsBounded() throws IOException {
        List<DecodedLetter.Page> one = List.of(DecodedLetter.Page.NOTHING);
        new DecodedLetter(one, Collections.nCopies(20, Problem.FILES_INSIDE)).write(folder);
        assertThat(DecodedLetter.in(folder).problems()).hasSize(20);
        new DecodedLetter(one, Collections.nCopies(21, Problem.FILES_INSIDE)).write(folder);
        assertThatThrownBy(() -> DecodedLetter.in(folder)).hasMessageStartingWith("RD-303");

        new DecodedLetter(Collections.nCopies(200, DecodedLetter.Page.NOTHING), List.of()).write(folder);
        assertThat(DecodedLetter.in(folder).pages()).hasSize(200);
        new DecodedLetter(Collections.nCopies(201, DecodedLetter.Page.NOTHING), List.of()).write(folder);
        assertThatThrownBy(() -> DecodedLetter.in(folder)).hasMessage("RD-107 pages");

        String most = "x".repeat((16 << 20) - 20);
        new DecodedLetter(List.of(DecodedLetter.Page.of(most, Optional.empty())), List.of()).write(folder);
        assertThat(Files.size(folder.resolve("result"))).isEqualTo(16 << 20);
        assertThat(DecodedLetter.in(folder).pages()).hasSize(1);
        new DecodedLetter(List.of(DecodedLetter.Page.of(most + "x", Optional.empty())), List.of()).write(folder);
        assertThatThrownBy(() -> DecodedLetter.in(folder)).hasMessage("RD-107 text");
    }

    @Test
    void imageOfAPageIsBounded() throws IOException {
        new DecodedLetter(List.of(DecodedLetter.Page.NOTHING), List.of()).write(folder);
        Path image = DecodedLetter.imageIn(folder, 0);
        for (long size : new long[] {25_000_000, 25_000_001}) {
            try (java.io.RandomAccessFile file = new java.io.RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(size);
            }
            if (size == 25_000_000) {
                assertThat(DecodedLetter.in(folder).pages().get(0).image()).contains(image);
            } else {
                assertThatThrownBy(() -> DecodedLetter.in(folder)).hasMessage("RD-107 pixels");
            }
        }
    }

    @Test
    void orderComesBackFromItsArguments() {
        DecodeOrder order = new DecodeOrder(
                List.of(Path.of("a.pdf"), Path.of("b.png")),
                folder,
                300,
                20,
                7,
                Duration.ofMillis(1_500),
                Duration.ofSeconds(100));

        assertThat(DecodeOrder.of(order.arguments().toArray(String[]::new))).isEqualTo(order);
        assertThat(order.after(Duration.ofSeconds(1)))
                .isEqualTo(new DecodeOrder(
                        order.files(), folder, 300, 20, 7, Duration.ofMillis(500), Duration.ofSeconds(99)));
        assertThat(order.after(Duration.ofMillis(1_500)).drawTime()).isZero();
        assertThat(order.after(Duration.ofSeconds(2)).drawTime()).isZero();
    }

    @Test
    void pictureForPeopleIsNoLongerThanItsBoundAndKeepsItsShape() {
        BufferedImage wide = GrayPage.within(new BufferedImage(4000, 1000, BufferedImage.TYPE_INT_RGB), 1600);
        BufferedImage thin = GrayPage.within(new BufferedImage(1, 4000, BufferedImage.TYPE_BYTE_GRAY), 1600);
        BufferedImage small = GrayPage.within(new BufferedImage(1600, 10, BufferedImage.TYPE_INT_RGB), 1600);

        assertThat(List.of(wide.getWidth(), wide.getHeight())).containsExactly(1600, 400);
        assertThat(List.of(thin.getWidth(), thin.getHeight())).containsExactly(1, 1600);
        assertThat(List.of(small.getWidth(), small.getHeight())).containsExactly(1600, 10);
        assertThat(List.of(wide.getType(), thin.getType(), small.getType())).containsOnly(BufferedImage.TYPE_BYTE_GRAY);
    }

    @ParameterizedTest
    @CsvSource({"400, 100", "40, 10", "44, 11", "36, 10", "0, 10"})
    void pageMayTakeAQuarterOfTheTimeAndTenSeconds(int seconds, int page) {
        DecodeOrder order =
                new DecodeOrder(List.of(), folder, 72, 1, DecodeOrder.ALL, Duration.ZERO, Duration.ofSeconds(seconds));

        assertThat(order.pageLimit()).isEqualTo(Duration.ofSeconds(page));
    }

    @Test
    void stepThatIsGoingOnIsKnown() throws IOException {
        DecodeTrail trail = new DecodeTrail(folder);
        assertThat(trail.doing()).isEmpty();

        trail.begin(DecodeTrail.page(7));
        assertThat(new DecodeTrail(folder).doing()).isEqualTo("page-7");
        trail.begin("");
        assertThat(trail.doing()).isEmpty();
        trail.begin("page-../../etc");
        assertThat(trail.doing()).as("no step of ours").isEmpty();
    }

    @Test
    void pageThatIsLostKeepsItsReasonAndNoImage() throws IOException {
        DecodeTrail trail = new DecodeTrail(folder);
        Path image = Files.writeString(DecodedLetter.imageIn(folder, 1), "half");
        trail.begin(DecodeTrail.page(1));
        trail.lose(DecodeTrail.page(1), new ProblemException(Problem.BOUNDS_EXCEEDED, "memory"));

        assertThat(trail.lost(DecodeTrail.page(0))).isEmpty();
        assertThat(trail.lost(DecodeTrail.page(1)))
                .hasValueSatisfying(fault -> assertThat(fault).hasMessage("RD-107 memory"));
        assertThat(trail.doing()).isEmpty();
        assertThat(image).doesNotExist();
    }

    @Test
    void fileThatIsLostChangesTheNumbersOfAllPages() throws IOException {
        DecodeTrail trail = new DecodeTrail(folder);
        trail.keep(0, new DecodeTrail.Kept(DecodedLetter.Page.NOTHING, true));
        Files.writeString(DecodedLetter.imageIn(folder, 0), "png");
        assertThat(trail.kept(0)).hasValueSatisfying(kept -> {
            assertThat(kept.needsLook()).isTrue();
            assertThat(kept.page().image()).isPresent();
        });
        assertThat(trail.kept(1)).isEmpty();

        trail.lose(DecodeTrail.file(1), new ProblemException(Problem.READ_FAULT));

        assertThat(trail.kept(0)).isEmpty();
        assertThat(DecodedLetter.imageIn(folder, 0)).doesNotExist();
        assertThat(trail.lost(DecodeTrail.file(1))).isPresent();
    }

    @Test
    void trailEnds() throws IOException {
        DecodeTrail trail = new DecodeTrail(folder);
        assertThat(trail.isOver()).isFalse();

        trail.end();

        assertThat(new DecodeTrail(folder).isOver()).isTrue();
    }

    @Test
    void timeForWhatALetterCanDoWithoutEndsAtThreeQuarters() {
        Instant start = Instant.parse("2026-09-18T01:00:00Z");
        ReadBudget budget = new ReadBudget(Clock.fixed(start, ZoneOffset.UTC), Duration.ofSeconds(100));
        assertThat(budget.spareTime()).isEqualTo(Duration.ofSeconds(75));

        AdvancingClock clock = new AdvancingClock(Duration.ZERO);
        ReadBudget passing = new ReadBudget(clock, Duration.ofSeconds(100));
        clock.pass(Duration.ofSeconds(80));
        assertThat(passing.spareTime()).isZero();
        passing.checkTime();
        clock.pass(Duration.ofSeconds(20));
        passing.checkTime();
        clock.pass(Duration.ofMillis(1));
        assertThatThrownBy(passing::checkTime).hasMessage("RD-107 time");
    }

    @Test
    void anyFaultOfALibraryIsOneOfTheInput() {
        assertThat(LibraryEdge.<String>decode(() -> "x")).isEqualTo("x");
        assertThatThrownBy(() -> LibraryEdge.decode(() -> {
                    throw new IOException("x");
                }))
                .hasMessage("RD-103");
        assertThatThrownBy(() -> LibraryEdge.decode(() -> {
                    throw new NegativeArraySizeException("x");
                }))
                .hasMessage("RD-103");
        assertThatThrownBy(() -> LibraryEdge.decode(() -> {
                    throw new StackOverflowError("x");
                }))
                .hasMessage("RD-107 nesting");
        assertThatThrownBy(() -> LibraryEdge.decode(() -> {
                    throw wrapped(9);
                }))
                .hasMessage("RD-107 size");
        assertThatThrownBy(() -> LibraryEdge.decode(() -> {
                    throw wrapped(10);
                }))
                .as("causes are followed ten deep")
                .hasMessage("RD-103");
    }

    @Test
    void librarySucceedsUnlessTheBytesAreCorrupt() {
        assertThat(LibraryEdge.succeeds(() -> 1)).isTrue();
        assertThat(LibraryEdge.succeeds(() -> {
                    throw new IllegalStateException("x");
                }))
                .isFalse();
        assertThatThrownBy(() -> LibraryEdge.succeeds(() -> {
                    throw wrapped(1);
                }))
                .hasMessage("RD-107 size");
    }

    private static IOException wrapped(int times) {
        Throwable cause = new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        for (int i = 1; i < times; i++) {
            cause = new IllegalStateException(cause);
        }
        return new IOException(cause);
    }
}
