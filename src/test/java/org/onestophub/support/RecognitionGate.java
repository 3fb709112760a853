package org.onestophub.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;

/** A program before the real Tesseract: while somebody shuts it, every page waits until it is opened again. */
public final class RecognitionGate {

    /** More than ever wait at once; a line that nobody takes does no harm. */
    private static final int LETS_THROUGH = 64;

    private final Path folder;

    private RecognitionGate(Path folder) {
        this.folder = folder;
    }

    /** An open gate that keeps its things in {@code folder}. */
    static RecognitionGate in(Path folder) throws IOException {
        Files.writeString(folder.resolve("tesseract"), """
                #!/bin/sh
                if read -r gate 2>/dev/null < '%s'; then
                  echo waits >> "$gate.waiting"
                  read -r go < "$gate"
                fi
                exec tesseract "$@"
                """.formatted(folder.resolve("shut")));
        Files.setPosixFilePermissions(folder.resolve("tesseract"), PosixFilePermissions.fromString("rwx------"));
        return new RecognitionGate(folder);
    }

    /** The program to call in place of Tesseract. */
    Path command() {
        return folder.resolve("tesseract");
    }

    /** Shuts it, until the result is closed. */
    public Shut shut() throws IOException, InterruptedException {
        Path gate = folder.resolve("gate-" + UUID.randomUUID());
        new ProcessBuilder("mkfifo", gate.toString()).start().waitFor();
        // opened both ways it waits for no reader, and readers do not end while nobody writes
        RandomAccessFile pipe = new RandomAccessFile(gate.toFile(), "rw");
        Path sign = Files.writeString(folder.resolve("shut.new"), gate + "\n");
        Files.move(sign, folder.resolve("shut"), StandardCopyOption.ATOMIC_MOVE);
        return new Shut(gate, pipe);
    }

    /** The shut gate. */
    public final class Shut implements AutoCloseable {

        private final Path gate;
        private final RandomAccessFile pipe;

        private Shut(Path gate, RandomAccessFile pipe) {
            this.gate = gate;
            this.pipe = pipe;
        }

        /** Returns when a page waits. */
        public void awaitPage() {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(Path.of(gate + ".waiting")));
        }

        @Override
        public void close() throws IOException {
            Files.delete(folder.resolve("shut"));
            pipe.write("go\n".repeat(LETS_THROUGH).getBytes(StandardCharsets.US_ASCII));
            // the pipe stays open: a page may have seen the gate shut and not have come to it yet
        }
    }
}
