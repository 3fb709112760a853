package org.onestophub.pipeline.read.scan.ocr;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.scan.Orientation;
import org.onestophub.pipeline.read.scan.PageText.Recognised;
import org.onestophub.pipeline.read.scan.PngStructure;

/**
 * Recognises one page, turned if it is not upright. The page is recognised as it is first: text in order is nearly always
 * recognised with a high confidence, and costs nothing more. Otherwise Tesseract's detection of orientation says how to turn the
 * page. Where it does not know, or its data ({@code osd.traineddata}) is not installed, doubtful pages are tried in every
 * direction. Another direction is taken only if its text is clearly better.
 */
final class UprightText {

    /** Mean confidence that only text in order has. Measured: upright 84–96, upside down or mirrored up to 61. */
    private static final double CERTAIN = 80;
    /** Text that another direction must beat even if every text is trusted. */
    private static final int DOUBTFUL = 65;
    /** So much higher is clearly better. */
    private static final double CLEARLY = 10;
    /** Fewer letters say nothing about a direction. */
    private static final int FEW_LETTERS = 4;
    /** Confidence of the detection of orientation; Tesseract's own programs ask for 1 to 2. */
    private static final double KNOWN = 1.5;

    private static final List<Integer> TURNS = List.of(180, 90, 270);

    private static final Pattern ROTATE = Pattern.compile("(?m)^Rotate: (0|90|180|270)$");
    private static final Pattern CONFIDENCE =
            Pattern.compile("(?m)^Orientation confidence: ([0-9]{1,4}(?:\\.[0-9]{1,4})?)$");

    private final ReadProperties.Ocr settings;
    private final Path folder;
    private final Path page;
    private final OcrProgram program;
    private final long end;
    private final int leastConfidence;

    /** Reads the PNG {@code page} within {@code limit}, all turns included; {@code folder} is private. */
    UprightText(ReadProperties.Ocr settings, Path folder, Path page, Duration limit) {
        this.settings = settings;
        this.folder = folder;
        this.page = page;
        this.program = new OcrProgram(settings.command(), folder);
        this.end = System.nanoTime() + limit.toNanos();
        this.leastConfidence = Math.max(DOUBTFUL, settings.minConfidence());
    }

    /**
     * The text in the best direction; empty if recognition failed or took too long.
     * @throws IOException if the program cannot be started
     */
    Optional<Recognised> found() throws IOException, InterruptedException {
        Optional<TesseractWords> upright = words(page);
        if (upright.isEmpty()) {
            return Optional.empty();
        }
        Recognised first = upright.get().recognised();
        boolean isVertical = upright.get().isVertical();
        if (isCertain(first) && !isVertical) {
            return Optional.of(first);
        }
        Optional<Integer> detected = detected();
        Recognised best = first;
        if (detected.isPresent() && detected.get() != 0) {
            best = better(first, turned(detected.get()), isVertical ? -CLEARLY : CLEARLY);
        }
        boolean isHopeless = first.letters() < FEW_LETTERS || detected.isPresent() && detected.get() == 0;
        return Optional.of(isHopeless ? best : best(best, detected));
    }

    private Recognised best(Recognised before, Optional<Integer> detected) throws IOException, InterruptedException {
        Recognised best = before;
        Set<Integer> turns = new LinkedHashSet<>(TURNS);
        detected.ifPresent(turns::remove);
        for (int degrees : turns) {
            if (best.confidence() >= leastConfidence) {
                return best;
            }
            best = better(best, turned(degrees), CLEARLY);
        }
        return best;
    }

    private static boolean isCertain(Recognised text) {
        return text.confidence() >= CERTAIN && text.letters() >= FEW_LETTERS;
    }

    // a direction with a few good words does not win over one with many
    private static Recognised better(Recognised known, Optional<Recognised> other, double margin) {
        return other.filter(text -> text.letters() >= FEW_LETTERS && 2 * text.letters() >= known.letters())
                .filter(text -> text.confidence() >= known.confidence() + margin)
                .orElse(known);
    }

    private Optional<Recognised> turned(int degrees) throws IOException, InterruptedException {
        if (left().isNegative()) {
            return Optional.empty();
        }
        Path target = folder.resolve("turned-" + degrees + ".png");
        turn(degrees, target);
        return words(target).map(words -> words.recognised().after(degrees));
    }

    // the PNG is the decoder's and not the sender's, grey and of bounded size
    private void turn(int degrees, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(page)) {
            PngStructure.check(in);
        }
        BufferedImage image = ImageIO.read(page.toFile());
        if (image == null || !ImageIO.write(Orientation.turn(degrees).upright(image), "png", target.toFile())) {
            throw new IOException("page");
        }
    }

    private Optional<TesseractWords> words(Path image) throws IOException, InterruptedException {
        return program.output(image, left(), "-l", settings.languages(), "tsv")
                .map(table -> TesseractWords.in(table, settings.minConfidence()));
    }

    // empty if Tesseract does not know or lacks the data
    private Optional<Integer> detected() throws IOException, InterruptedException {
        return program.output(page, left(), "--psm", "0", "-l", "osd").flatMap(UprightText::rotation);
    }

    /** The degrees clockwise that Tesseract's detection advises, if it is sure of them. */
    static Optional<Integer> rotation(String output) {
        Matcher confidence = CONFIDENCE.matcher(output);
        Matcher rotate = ROTATE.matcher(output);
        boolean isKnown = confidence.find() && Double.parseDouble(confidence.group(1)) >= KNOWN && rotate.find();
        return isKnown ? Optional.of(Integer.valueOf(rotate.group(1))) : Optional.empty();
    }

    private Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
