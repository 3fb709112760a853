package org.onestophub.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The product's routes, connectors and mappings in a folder of a test, to be spoiled and mended. */
public record ConfigCopy(Path root) {

    /** A fresh copy in {@code root}. */
    public static ConfigCopy to(Path root) throws IOException {
        return copy(root, file -> true);
    }

    /** The same without golden samples, which are three of four files and mean nothing until something is applied. */
    public static ConfigCopy withoutSamples(Path root) throws IOException {
        return copy(root, file -> !file.getParent().endsWith("samples"));
    }

    private static ConfigCopy copy(Path root, Predicate<Path> isWanted) throws IOException {
        for (String name : List.of("routes", "connectors", "mappings")) {
            try (Stream<Path> files = Files.walk(Path.of(name))) {
                for (Path file :
                        files.filter(Files::isRegularFile).filter(isWanted).toList()) {
                    Path target = root.resolve(file.toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return new ConfigCopy(root);
    }

    /** One of the files. */
    public Path file(String name) {
        return root.resolve(name);
    }

    /** Puts the product's own file there, or back. */
    public void restore(String name) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.copy(Path.of(name), file(name), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Replaces the first {@code from}, which must be there. */
    public void edit(String name, String from, String to) throws IOException {
        String text = Files.readString(file(name));
        int at = text.indexOf(from);
        if (at < 0) {
            throw new IllegalArgumentException(from);
        }
        Files.writeString(file(name), text.substring(0, at) + to + text.substring(at + from.length()));
    }

    /** Adds text at the end. */
    public void append(String name, String text) throws IOException {
        Files.writeString(file(name), text, StandardOpenOption.APPEND);
    }

    /** File and line of the first line that holds the text. */
    public String placeOf(String name, String text) throws IOException {
        List<String> lines = Files.readAllLines(file(name));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return name + ":" + (i + 1);
            }
        }
        throw new IllegalArgumentException(text);
    }
}
