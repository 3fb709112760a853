package org.onestophub.operate.config.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.onestophub.complaint.DurableFolder;

/** Which tree a route last ran well by: a small file for each, on the disk when a method returns. */
final class LastGoodTrees {

    private final Path folder;

    LastGoodTrees(Path folder) {
        this.folder = folder;
    }

    void write(RouteFileName stem, String digest) throws IOException {
        Files.createDirectories(folder);
        if (digestFor(stem).filter(digest::equals).isEmpty()) {
            DurableFiles.write(noteOf(stem), digest.getBytes(StandardCharsets.UTF_8));
            DurableFolder.force(folder);
        }
    }

    /** Empty if there is no note. */
    Optional<String> digestFor(RouteFileName stem) throws IOException {
        return Files.exists(noteOf(stem))
                ? Optional.of(Files.readString(noteOf(stem)).strip())
                : Optional.empty();
    }

    /** All digests that are noted. */
    Set<String> digests() throws IOException {
        Set<String> digests = new HashSet<>();
        for (Path note : notes()) {
            digests.add(Files.readString(note).strip());
        }
        return digests;
    }

    void drop(RouteFileName stem) throws IOException {
        if (Files.deleteIfExists(noteOf(stem))) {
            DurableFolder.force(folder);
        }
    }

    void dropAllBut(List<RouteFileName> stems) throws IOException {
        Set<String> kept = stems.stream().map(RouteFileName::text).collect(Collectors.toSet());
        List<Path> gone = new ArrayList<>(notes());
        gone.removeIf(note -> kept.contains(note.getFileName().toString()));
        for (Path note : gone) {
            Files.delete(note);
        }
        if (!gone.isEmpty()) {
            DurableFolder.force(folder);
        }
    }

    private List<Path> notes() throws IOException {
        try (Stream<Path> notes = Files.list(Files.createDirectories(folder))) {
            return notes.toList();
        }
    }

    private Path noteOf(RouteFileName stem) {
        return folder.resolve(stem.text());
    }
}
