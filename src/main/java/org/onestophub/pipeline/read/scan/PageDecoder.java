package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The program that decodes the files of one letter: the only place where libraries read PDF and picture files from
 * outside. It runs in its own Java process, so a hostile file can only use time and memory of that
 * process; {@link DecoderProcess} starts it and ends it. Page by page it writes the text layer, or the page drawn
 * as a PNG, or both where they may differ. A page that cannot be decoded does not stop the others; nor does one that ends the
 * process, because the next process goes on by the {@link DecodeTrail}.
 */
public final class PageDecoder {

    /** Exit status of a decoder that ended itself because its time was over. */
    static final int OUT_OF_TIME = 4;
    /** Exit status of a decoder that failed in an unexpected way. */
    static final int FAULT = 5;
    /** Exit status of a decoder whose surroundings failed: a full disk, a library that is not there. */
    static final int NO_RESULT = 6;
    /** Exit status of a decoder that ended itself because one page took too long. */
    static final int PAGE_OUT_OF_TIME = 7;

    private static final Duration WATCH = Duration.ofMillis(200);

    private final DecodeOrder order;
    private final DecodeTrail trail;
    private final long started = System.nanoTime();
    private volatile long stepStarted = started;
    private volatile boolean isInStep;
    private boolean hasUndecoded;
    private int drawn;
    private @Nullable ProblemException fault;

    private PageDecoder(DecodeOrder order) {
        this.order = order;
        this.trail = new DecodeTrail(order.folder());
    }

    /** Decodes by the order in {@code arguments}; no result means that the letter is not at fault. */
    public static void main(String[] arguments) throws IOException {
        // libraries print warnings that may quote the file
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> Runtime.getRuntime()
                .halt(fault instanceof IOException || fault instanceof LinkageError ? NO_RESULT : FAULT));
        PageDecoder decoder = new PageDecoder(DecodeOrder.of(arguments));
        decoder.endInTime();
        decoder.decode();
        // no thread of a library may keep the process running
        Runtime.getRuntime().halt(0);
    }

    /** A hub that was killed cannot end its processes. */
    private void endInTime() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (!isOver(started, order.timeLimit())) {
                            if (isInStep && isOver(stepStarted, order.pageLimit())) {
                                Runtime.getRuntime().halt(PAGE_OUT_OF_TIME);
                            }
                            Thread.sleep(WATCH.toMillis());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Runtime.getRuntime().halt(OUT_OF_TIME);
                },
                "time-limit");
        watch.setDaemon(true);
        watch.start();
    }

    private static boolean isOver(long since, Duration limit) {
        return System.nanoTime() - since > limit.toNanos();
    }

    /** Decodes here and writes the result, which may be a verdict on the letter. */
    static void decode(DecodeOrder order) throws IOException {
        new PageDecoder(order).decode();
    }

    private void decode() throws IOException {
        try {
            decoded().write(order.folder());
        } catch (ProblemException e) {
            DecodedLetter.write(e, order.folder());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private DecodedLetter decoded() throws IOException {
        if (order.files().size() == 1
                && !ScanSource.of(order.files().get(0)).type().isDecoded()) {
            return new DecodedLetter(List.of(DecodedLetter.Page.DAMAGED), List.of(Problem.PICTURE_NOT_DECODED));
        }
        try (ScannedPages pages = opened()) {
            if (order.only() != DecodeOrder.ALL) {
                return PageLook.at(pages, order, trail);
            }
            List<DecodedLetter.Page> decoded = new ArrayList<>();
            List<Integer> layersToCompare = new ArrayList<>();
            for (int index = 0; index < pages.count(); index++) {
                DecodeTrail.Kept page = page(pages, index);
                decoded.add(page.page());
                if (page.needsLook()) {
                    layersToCompare.add(index);
                }
            }
            // pages that have no text come first: only so many are drawn
            for (int index : layersToCompare) {
                if (trail.isOver()) {
                    break;
                }
                begin(DecodeTrail.page(index));
                DecodedLetter.Page compared =
                        drawn(pages, index).withText(decoded.get(index).text());
                end(index, new DecodeTrail.Kept(compared, false));
                decoded.set(index, compared);
            }
            List<Problem> problems = new ArrayList<>(pages.problems());
            if (hasUndecoded) {
                problems.add(Problem.PICTURE_NOT_DECODED);
            }
            requireContent(decoded, problems);
            return new DecodedLetter(decoded, problems);
        }
    }

    private DecodeTrail.Kept page(ScannedPages pages, int index) throws IOException {
        Optional<DecodeTrail.Kept> kept = trail.kept(index);
        Optional<ProblemException> lost = trail.lost(DecodeTrail.page(index));
        if (lost.isPresent()) {
            note(lost.get());
            // its text may have been found before it was drawn
            return new DecodeTrail.Kept(
                    DecodedLetter.Page.DAMAGED.withText(
                            kept.flatMap(before -> before.page().text())),
                    false);
        }
        if (kept.isPresent()) {
            drawn += kept.get().page().image().isPresent() ? 1 : 0;
            return kept.get();
        }
        if (trail.isOver()) {
            return new DecodeTrail.Kept(DecodedLetter.Page.DAMAGED, false);
        }
        begin(DecodeTrail.page(index));
        Optional<ScannedPages.Layer> layer = layer(pages, index);
        DecodedLetter.Page page =
                layer.isPresent() ? DecodedLetter.Page.of(layer.get().text(), Optional.empty()) : drawn(pages, index);
        DecodeTrail.Kept finished = new DecodeTrail.Kept(
                page, layer.map(ScannedPages.Layer::needsLook).orElse(false));
        end(index, finished);
        return finished;
    }

    private void begin(String step) throws IOException {
        trail.begin(step);
        stepStarted = System.nanoTime();
        isInStep = true;
    }

    private void end(int index, DecodeTrail.Kept page) throws IOException {
        isInStep = false;
        trail.keep(index, page);
        trail.begin("");
    }

    /** A letter with a sound page is read; one without is refused for what is wrong with its first. */
    private void requireContent(List<DecodedLetter.Page> decoded, List<Problem> problems) {
        boolean hasContent = decoded.stream()
                .anyMatch(page -> page.text().isPresent() || page.image().isPresent() && !page.isBlank());
        if (hasContent) {
            return;
        }
        if (problems.contains(Problem.PICTURE_NOT_DECODED)) {
            // people can look at it, so it is a letter of pictures only
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
            return open(0);
        }
        List<Supplier<ScannedPages>> files = new ArrayList<>();
        for (int file = 0; file < order.files().size(); file++) {
            int index = file;
            files.add(() -> open(index));
        }
        return new JoinedPages(files);
    }

    private ScannedPages open(int file) {
        try {
            String step = DecodeTrail.file(file);
            Optional<ProblemException> lost = trail.lost(step);
            if (lost.isPresent()) {
                throw lost.get();
            }
            // a file may be opened anew within the step of a page
            String before = trail.doing();
            boolean wasInStep = isInStep;
            begin(step);
            try {
                return open(order.files().get(file));
            } finally {
                isInStep = wasInStep;
                trail.begin(before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ScannedPages open(Path file) {
        ScanSource source = ScanSource.of(file);
        ScanType type = source.type();
        if (!type.isDecoded()) {
            hasUndecoded = true;
            throw new ProblemException(Problem.PICTURE_NOT_DECODED);
        }
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
                Optional.of(PageLook.written(picture.pixels(), order.folder(), index)),
                GrayPage.isBlank(picture.pixels()),
                picture.isWhole(),
                picture.orientation());
    }

    private void note(ProblemException e) {
        if (fault == null) {
            fault = e;
        }
    }
}
