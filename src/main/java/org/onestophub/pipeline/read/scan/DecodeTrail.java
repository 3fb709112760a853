package org.onestophub.pipeline.read.scan;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * What the decoder has finished of a letter and what it is doing, as small files in the letter's folder. So a page that ends
 * the decoder's process is known, and the next process goes on behind it.
 */
final class DecodeTrail {

    private static final String DOING = "doing";
    private static final String LOST = ".lost";
    private static final String KEPT = ".kept";
    private static final String OVER = "over";
    private static final String NOTHING = "";
    private static final Pattern STEP = Pattern.compile("(page|file)-[0-9]{1,4}");
    private static final int MAX_STEP_BYTES = 20;

    private final Path folder;

    /** The trail of the letter that is decoded into {@code folder}. */
    DecodeTrail(Path folder) {
        this.folder = folder;
    }

    /**
     * A finished page.
     *
     * @param needsLook true if its text is there and it is still to be drawn, to compare both
     */
    record Kept(DecodedLetter.Page page, boolean needsLook) {}

    /** The step of decoding page {@code index} (from 0). */
    static String page(int index) {
        return "page-" + index;
    }

    /** The step of opening file {@code index} (from 0). */
    static String file(int index) {
        return "file-" + index;
    }

    /** Notes that a step begins; empty: none is going on. */
    void begin(String step) throws IOException {
        Files.writeString(folder.resolve(DOING), step);
    }

    /** The step that is going on, empty if none is. */
    String doing() throws IOException {
        Path file = folder.resolve(DOING);
        if (!Files.exists(file)) {
            return NOTHING;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String step = new String(in.readNBytes(MAX_STEP_BYTES), StandardCharsets.UTF_8);
            return STEP.matcher(step).matches() ? step : NOTHING;
        }
    }

    /** Notes that a step ended its process for the reason {@code fault}: it is not tried again. */
    void lose(String step, ProblemException fault) throws IOException {
        if (step.startsWith("file-")) {
            // a file that was counted before is one page now, so the numbers of all pages change
            forgetPages();
        } else {
            Files.deleteIfExists(folder.resolve(step + ".png"));
        }
        try (DataOutputStream out = written(folder.resolve(step + LOST))) {
            out.writeUTF(fault.problem().name());
            out.writeUTF(fault.field());
        }
        begin(NOTHING);
    }

    private void forgetPages() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "page-*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    /** Why a step is not tried again; empty if it may be. */
    Optional<ProblemException> lost(String step) throws IOException {
        Path file = folder.resolve(step + LOST);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = read(file)) {
            return Optional.of(new ProblemException(Problem.valueOf(in.readUTF()), in.readUTF()));
        }
    }

    /** Keeps page {@code index} (from 0); its image, if any, is there already. */
    void keep(int index, Kept kept) throws IOException {
        Path half = folder.resolve("half");
        try (DataOutputStream out = written(half)) {
            out.writeBoolean(kept.needsLook());
            kept.page().write(out);
        }
        Files.move(half, folder.resolve(page(index) + KEPT), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Page {@code index} (from 0), if it was finished before. */
    Optional<Kept> kept(int index) throws IOException {
        Path file = folder.resolve(page(index) + KEPT);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (DataInputStream in = read(file)) {
            boolean needsLook = in.readBoolean();
            return Optional.of(new Kept(DecodedLetter.Page.read(in, folder, index), needsLook));
        }
    }

    /** No further page is decoded: too many ended their process. */
    void end() throws IOException {
        Files.writeString(folder.resolve(OVER), NOTHING);
    }

    /** True after {@link #end}. */
    boolean isOver() {
        return Files.exists(folder.resolve(OVER));
    }

    private static DataOutputStream written(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    private static DataInputStream read(Path file) throws IOException {
        return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }
}
