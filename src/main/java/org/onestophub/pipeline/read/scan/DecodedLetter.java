package org.onestophub.pipeline.read.scan;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The decoder's result for a letter, passed from its process to the hub: one file with the verdict and
 * the texts, and one PNG for each drawn page beside it.
 *
 * @param pages the pages in their order, 1–200
 * @param problems what is worth reporting about the files of the letter as a whole
 */
record DecodedLetter(List<Page> pages, List<Problem> problems) {

    /** Text of all pages in UTF-8; 200 dense pages have 2 MB. */
    private static final long MAX_RESULT_BYTES = 16L << 20;
    /** The pixels of a page in 8 bits each, uncompressed. */
    private static final long MAX_IMAGE_BYTES = ScanBounds.MAX_OCR_PIXELS * 5 / 4;

    private static final int MAX_PROBLEMS = 20;

    private static final String RESULT = "result";
    private static final String SOUND = "";

    /**
     * One page.
     *
     * @param text its text layer, if it has a real one
     * @param image the page as a PNG in grey, if it was drawn; beside a text, to compare it with
     * @param isBlank true if the page was drawn and shows nothing
     * @param isWhole false if the page, or a picture on it, could not be decoded
     * @param orientation how the picture was turned, as its file says
     */
    record Page(
            Optional<String> text, Optional<Path> image, boolean isBlank, boolean isWhole, Orientation orientation) {

        /** A page that was not drawn. */
        static final Page NOTHING = of("", Optional.empty());
        /** A page that could not be decoded. */
        static final Page DAMAGED = new Page(Optional.empty(), Optional.empty(), false, false, Orientation.UPRIGHT);

        /** A page with the real text {@code layer}, if it is not empty, and its image. */
        static Page of(String layer, Optional<Path> image) {
            return new Page(
                    Optional.of(layer).filter(text -> !text.isEmpty()), image, false, true, Orientation.UPRIGHT);
        }

        /** Writes all but the image. */
        void write(DataOutputStream out) throws IOException {
            byte[] bytes = text.orElse("").getBytes(StandardCharsets.UTF_8);
            out.writeBoolean(isBlank);
            out.writeBoolean(isWhole);
            out.writeInt(orientation.value());
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        /** Page {@code index} (from 0) as {@link #write} wrote it, with its image in {@code folder}. */
        static Page read(DataInputStream in, Path folder, int index) throws IOException {
            boolean isBlank = in.readBoolean();
            boolean isWhole = in.readBoolean();
            Orientation orientation = Orientation.of(in.readInt());
            int length = in.readInt();
            byte[] text = in.readNBytes(length);
            if (text.length < length) {
                throw new EOFException();
            }
            Optional<String> layer =
                    length == 0 ? Optional.empty() : Optional.of(new String(text, StandardCharsets.UTF_8));
            return new Page(layer, drawn(imageIn(folder, index)), isBlank, isWhole, orientation);
        }

        /** The same page with a text layer. */
        Page withText(Optional<String> layer) {
            return new Page(layer, image, isBlank, isWhole, orientation);
        }
    }

    /** The file of the image of page {@code index} (from 0) in {@code folder}. */
    static Path imageIn(Path folder, int index) {
        return folder.resolve("page-" + index + ".png");
    }

    /** Writes the pages as the result of {@code folder}; their images are there already. */
    void write(Path folder) throws IOException {
        try (DataOutputStream out = created(folder)) {
            out.writeUTF(SOUND);
            out.writeInt(problems.size());
            for (Problem problem : problems) {
                out.writeUTF(problem.name());
            }
            out.writeInt(pages.size());
            for (Page page : pages) {
                page.write(out);
            }
        }
    }

    /** Writes the problem as the result of {@code folder}. */
    static void write(ProblemException verdict, Path folder) throws IOException {
        try (DataOutputStream out = created(folder)) {
            out.writeUTF(verdict.problem().name());
            out.writeUTF(verdict.field());
        }
    }

    private static DataOutputStream created(Path folder) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(RESULT))));
    }

    /**
     * The letter in {@code folder}.
     * @throws ProblemException the decoder's verdict on the letter; RD-107 if there is too much of it; RD-303 if there is
     *     no whole result
     */
    static DecodedLetter in(Path folder) {
        Path result = folder.resolve(RESULT);
        try {
            if (Files.size(result) > MAX_RESULT_BYTES) {
                throw new ProblemException(Problem.BOUNDS_EXCEEDED, "text");
            }
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(result)))) {
                String verdict = in.readUTF();
                if (!verdict.equals(SOUND)) {
                    throw new ProblemException(Problem.valueOf(verdict), in.readUTF());
                }
                List<Problem> problems = problems(in);
                return new DecodedLetter(pages(in, folder), problems);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(Problem.DECODER_UNAVAILABLE);
        }
    }

    private static List<Problem> problems(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count > MAX_PROBLEMS) {
            throw new IOException("result");
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            problems.add(Problem.valueOf(in.readUTF()));
        }
        return problems;
    }

    private static List<Page> pages(DataInputStream in, Path folder) throws IOException {
        int count = in.readInt();
        ScanBounds.checkPages(count);
        List<Page> pages = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            pages.add(Page.read(in, folder, index));
        }
        return pages;
    }

    private static Optional<Path> drawn(Path image) throws IOException {
        if (!Files.exists(image)) {
            return Optional.empty();
        }
        if (Files.size(image) > MAX_IMAGE_BYTES) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "pixels");
        }
        return Optional.of(image);
    }
}
