package org.onestophub.pipeline.read.scan.ocr;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the Tesseract program. Nothing of the sender reaches its command line. Its output goes into a private folder, its
 * environment is reduced, and it is ended with its children when its time is over.
 */
final class OcrProgram {

    /** Table of words of one page: a dense page has 200 KB. */
    private static final long MAX_OUTPUT_BYTES = 16L << 20;

    private final String command;
    private final Path folder;
    private int runs;

    /** The program {@code command}, with its output in {@code folder}. */
    OcrProgram(String command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /**
     * What the program writes for the image {@code page}; empty if it failed or took longer than {@code limit}.
     * @throws IOException if it cannot be started
     */
    Optional<String> output(Path page, Duration limit, String... options) throws IOException, InterruptedException {
        File output = folder.resolve("output-" + runs++).toFile();
        List<String> words = new ArrayList<>(List.of(command, page.toString(), "stdout"));
        words.addAll(List.of(options));
        if (limit.isNegative() || !succeeds(words, output, limit) || output.length() > MAX_OUTPUT_BYTES) {
            return Optional.empty();
        }
        // Tesseract writes UTF-8; malformed bytes become replacement characters and are no fault of the letter
        return Optional.of(new String(Files.readAllBytes(output.toPath()), StandardCharsets.UTF_8));
    }

    private static boolean succeeds(List<String> words, File output, Duration limit)
            throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(words);
        program.redirectOutput(output);
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
}
