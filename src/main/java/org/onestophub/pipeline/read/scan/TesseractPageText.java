package org.onestophub.pipeline.read.scan;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.springframework.stereotype.Component;

/**
 * Text recognition by the Tesseract program. The page goes to it as a PNG the decoder wrote, under a name that the hub
 * chose, in a private folder; nothing of the sender reaches the command line, and the sender's file never reaches the
 * program's image decoders.
 */
@Component
final class TesseractPageText implements PageText {

    /** Table of words of one page: a dense page has 200 KB. */
    private static final long MAX_OUTPUT_BYTES = 16L << 20;

    private final ReadProperties.Ocr settings;
    private final ReadScratch scratch;

    TesseractPageText(ReadProperties properties, ReadScratch scratch) {
        this.settings = properties.ocr();
        this.scratch = scratch;
    }

    @Override
    public Optional<Recognised> textOf(Path page, Duration limit) {
        try {
            Path folder = scratch.newFolder();
            try {
                return recognised(page, folder, shorter(limit, settings.pageTimeout()));
            } finally {
                ReadScratch.delete(folder);
            }
        } catch (IOException e) {
            // program not there, disk full: the letter goes on as an image with RD-301
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Recognised> recognised(Path page, Path folder, Duration limit)
            throws IOException, InterruptedException {
        File words = folder.resolve("words.tsv").toFile();
        if (!succeeds(page, words, limit) || words.length() > MAX_OUTPUT_BYTES) {
            return Optional.empty();
        }
        // Tesseract writes UTF-8; malformed bytes become replacement characters and are no fault of the letter
        String table = new String(Files.readAllBytes(words.toPath()), StandardCharsets.UTF_8);
        return Optional.of(TesseractWords.of(table));
    }

    private boolean succeeds(Path page, File words, Duration limit) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(
                List.of(settings.command(), page.toString(), "stdout", "-l", settings.languages(), "tsv"));
        program.redirectOutput(words);
        program.redirectError(ProcessBuilder.Redirect.DISCARD);
        limitEnvironment(program.environment());
        Process process = program.start();
        try {
            process.getOutputStream().close();
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
        } finally {
            end(process);
        }
    }

    // the hub's environment has secrets that the child must not see
    private static void limitEnvironment(Map<String, String> environment) {
        environment.keySet().retainAll(List.of("PATH", "TESSDATA_PREFIX", "SystemRoot", "LD_LIBRARY_PATH"));
        // more threads hardly speed up one page and take processors from the other channels
        environment.put("OMP_THREAD_LIMIT", "1");
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
