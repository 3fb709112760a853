package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.onestophub.complaint.CanonicalJson;

/**
 * An input under {@code mappings/<mapping>/samples} and the answer beside it. {@code stem.meta.json}, if there, holds
 * the transport facts; its entries {@code channel}, {@code sourceKey} and {@code receivedAt} set the receipt's fields.
 */
record Sample(String mapping, Path input) {

    private static final List<String> COMPANIONS =
            List.of(".expected.json", ".rejected.json", ".meta.json", ".ocr.txt");

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>();
        for (Path folder : folders()) {
            files(folder).stream()
                    .filter(file -> !isCompanion(file))
                    .forEach(file -> samples.add(
                            new Sample(folder.getParent().getFileName().toString(), file)));
        }
        return samples;
    }

    /** Files that belong to no input, or inputs that share a stem. */
    static List<Path> orphans() {
        List<Path> orphans = new ArrayList<>();
        for (Path folder : folders()) {
            List<Path> files = files(folder);
            List<Sample> inputs = files.stream()
                    .filter(file -> !isCompanion(file))
                    .map(file -> new Sample("", file))
                    .toList();
            List<Path> owned = new ArrayList<>();
            inputs.forEach(sample -> COMPANIONS.forEach(suffix -> owned.add(sample.beside(suffix))));
            files.stream()
                    .filter(file -> isCompanion(file) && !owned.contains(file))
                    .forEach(orphans::add);
            long stems = inputs.stream().map(Sample::stem).distinct().count();
            if (stems != inputs.size()) {
                orphans.add(folder);
            }
        }
        return orphans;
    }

    private static List<Path> folders() {
        try (Stream<Path> mappings = Files.list(Path.of("mappings"))) {
            return mappings.map(mapping -> mapping.resolve("samples"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCompanion(Path file) {
        return COMPANIONS.stream()
                .anyMatch(suffix -> file.getFileName().toString().endsWith(suffix));
    }

    String stem() {
        String name = input.getFileName().toString();
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    Path beside(String suffix) {
        return input.resolveSibling(stem() + suffix);
    }

    byte[] bytes() {
        try {
            return Files.readAllBytes(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TreeMap<String, String> meta() {
        TreeMap<String, String> meta = new TreeMap<>();
        Path file = beside(".meta.json");
        if (Files.exists(file)) {
            json(file)
                    .fields()
                    .forEachRemaining(
                            entry -> meta.put(entry.getKey(), entry.getValue().asText()));
        }
        return meta;
    }

    static JsonNode json(Path file) {
        try {
            return CanonicalJson.MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return mapping + " <- " + input.getFileName();
    }
}
