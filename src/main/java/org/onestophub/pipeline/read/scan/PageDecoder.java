package org.onestophub.pipeline.read.scan;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The program that decodes the files of one letter: the only place where libraries read PDF and picture files from
 * outside. It runs in its own Java process, so a hostile file can only use time and memory of that
 * process; {@link DecoderProcess} starts it and ends it. Page by page it writes the text layer, or the page drawn
 * as a PNG, or both where they may differ. A page that cannot be decoded does not stop the others.
 */
public final class PageDecoder {

    /** Exit status of a decoder that ended itself because its time was over. */
    static final int OUT_OF_TIME = 4;
    /** Exit status of a decoder that failed in an unexpected way. */
    static final int FAULT = 5;
    /** Exit status of a decoder whose surroundings failed: a full disk, a library that is not there. */
    static final int NO_RESULT = 6;

    private final DecodeOrder order;
    private final long started = System.nanoTime();
    private int drawn;
    private @Nullable ProblemException fault;

    private PageDecoder(DecodeOrder order) {
        this.order = order;
    }

    /** Decodes by the order in {@code arguments}; no result means that the letter is not at fault. */
    public static void main(String[] arguments) throws IOException {
        // libraries print warnings that may quote the file
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> Runtime.getRuntime()
                .halt(fault instanceof IOException || fault instanceof LinkageError ? NO_RESULT : FAULT));
        DecodeOrder order = DecodeOrder.of(arguments);
        endAfter(order.timeLimit());
        decode(order);
        // no thread of a library may keep the process running
        Runtime.getRuntime().halt(0);
    }

    /** A hub that was killed cannot end its processes. */
    private static void endAfter(Duration limit) {
        Thread watch = new Thread(
                () -> {
                    try {
                        Thread.sleep(limit.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(OUT_OF_TIME);
                },
                "time-limit");
        watch.setDaemon(true);
        watch.start();
    }

    /** Decodes here and writes the result, which may be a verdict on the letter. */
    static void decode(DecodeOrder order) throws IOException {
        try {
            new PageDecoder(order).decoded().write(order.folder());
        } catch (ProblemException e) {
            DecodedLetter.write(e, order.folder());
        }
    }

    private DecodedLetter decoded() throws IOException {
        try (ScannedPages pages = opened()) {
            List<DecodedLetter.Page> decoded = new ArrayList<>();
            List<Integer> layersToCompare = new ArrayList<>();
            for (int index = 0; index < pages.count(); index++) {
                Optional<ScannedPages.Layer> layer = layer(pages, index);
                if (layer.isPresent() && layer.get().needsLook()) {
                    layersToCompare.add(index);
                }
                decoded.add(
                        layer.isPresent()
                                ? DecodedLetter.Page.of(layer.get().text(), Optional.empty())
                                : drawn(pages, index));
            }
            // pages that have no text come first: only so many are drawn
            for (int index : layersToCompare) {
                decoded.set(
                        index, drawn(pages, index).withText(decoded.get(index).text()));
            }
            requireContent(decoded, pages.problems());
            return new DecodedLetter(decoded, pages.problems());
        }
    }

    /** A letter with a sound page is read; one without is refused for what is wrong with its first. */
    private void requireContent(List<DecodedLetter.Page> decoded, List<Problem> problems) {
        boolean hasContent = decoded.stream()
                .anyMatch(page -> page.text().isPresent() || page.image().isPresent() && !page.isBlank());
        if (hasContent) {
            return;
        }
        if (fault != null) {
            throw fault;
        }
        if (problems.contains(Problem.SCAN_INCOMPLETE)) {
            throw new ProblemException(Problem.CORRUPT, "end");
        }
    }

    private ScannedPages opened() {
        if (order.files().size() == 1) {
            return open(order.files().get(0));
        }
        List<Supplier<ScannedPages>> files = new ArrayList<>();
        order.files().forEach(file -> files.add(() -> open(file)));
        return new JoinedPages(files);
    }

    private ScannedPages open(Path file) {
        ScanSource source = ScanSource.of(file);
        ScanType type = source.type();
        return type == ScanType.PDF
                ? PdfPages.open(source, order.folder(), order.dpi())
                : ImagePages.open(source, type, order.folder());
    }

    private Optional<ScannedPages.Layer> layer(ScannedPages pages, int index) {
        try {
            return pages.textLayer(index);
        } catch (ProblemException e) {
            note(e);
            return Optional.empty();
        }
    }

    private DecodedLetter.Page drawn(ScannedPages pages, int index) throws IOException {
        if (drawn >= order.maxDrawn()
                || System.nanoTime() - started > order.drawTime().toNanos()) {
            return DecodedLetter.Page.NOTHING;
        }
        drawn++;
        ScannedPages.Picture picture;
        try {
            picture = pages.picture(index);
        } catch (ProblemException e) {
            // a damaged image file is refused; a PDF page that cannot be drawn is one that cannot be recognised
            if (pages.mustDraw() || e.problem() == Problem.BOUNDS_EXCEEDED) {
                note(e);
            }
            return DecodedLetter.Page.DAMAGED;
        }
        return new DecodedLetter.Page(
                Optional.empty(),
                Optional.of(written(picture.pixels(), index)),
                GrayPage.isBlank(picture.pixels()),
                picture.isWhole(),
                picture.orientation());
    }

    private void note(ProblemException e) {
        if (fault == null) {
            fault = e;
        }
    }

    // a full disk is no verdict on the letter
    private Path written(BufferedImage image, int index) throws IOException {
        Path file = DecodedLetter.imageIn(order.folder(), index);
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("no writer");
            }
        }
        return file;
    }
}
