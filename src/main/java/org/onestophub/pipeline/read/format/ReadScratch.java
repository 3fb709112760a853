package org.onestophub.pipeline.read.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.onestophub.HubProperties;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Private place for short-lived files of the READ room: pages of letters are personal data, so the folder lies in
 * {@code hub.home}, readable by the hub's user only, and what a killed hub left there is removed at the next start.
 */
@Component
public final class ReadScratch {

    private final Path folder;

    @Autowired
    ReadScratch(HubProperties hub) {
        this(hub.home().resolve("tmp").resolve("read"));
    }

    /** A place at {@code folder}, which is emptied now and used for nothing else. */
    public ReadScratch(Path folder) {
        this.folder = folder.toAbsolutePath();
        delete(this.folder);
    }

    /** A new empty folder only the hub's user can enter; give it back with {@link #delete}. */
    public Path newFolder() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempDirectory(folder, "r");
    }

    /** A file that is kept until the next start; the folder is there. */
    public Path kept(String name) throws IOException {
        return Files.createDirectories(folder).resolve(name);
    }

    /** Removes {@code path} with all that is in it; links are removed, not followed. */
    public static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new Removal());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException fault) throws IOException {
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
