package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ReceiptNumber;

/**
 * An input under {@code mappings/<mapping>/samples} and the answer beside it. {@code stem.meta.json}, if there, holds
 * the transport facts; its entries {@code channel}, {@code sourceKey} and {@code receivedAt} set the receipt's fields.
 */
public record SampleFile(String mapping, Path input) {

    /** Files beside an input that belong to it. */
    public static final List<String> COMPANIONS = List.of(".expected.json", ".rejected.json", ".meta.json", ".ocr.txt");

    private static final Instant RECEIVED_AT = Instant.parse("2026-11-22T04:00:00Z");
    private static final LocalDate RECEIVED_ON = LocalDate.of(2026, 11, 22);

    /** The samples of a mapping in a configuration folder, ordered by name; none if it has no folder for them. */
    public static List<SampleFile> of(Path configDir, String mapping) {
        Path folder = configDir.resolve("mappings").resolve(mapping).resolve("samples");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !isCompanion(file))
                    .sorted()
                    .map(file -> new SampleFile(mapping, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True for an answer and for what goes with an input. */
    public static boolean isCompanion(Path file) {
        return COMPANIONS.stream()
                .anyMatch(suffix -> file.getFileName().toString().endsWith(suffix));
    }

    /** The input's name without its last suffix. */
    public String stem() {
        String name = input.getFileName().toString();
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /** The companion with that suffix, there or not. */
    public Path beside(String suffix) {
        return input.resolveSibling(stem() + suffix);
    }

    /** The receipt as it would be if the input came at a fixed moment. */
    public Receipt receipt() {
        TreeMap<String, String> meta = meta();
        byte[] bytes = bytes();
        String sha256 = Digest.sha256(bytes);
        Instant receivedAt = meta.containsKey("receivedAt") ? Instant.parse(meta.remove("receivedAt")) : RECEIVED_AT;
        String channel = meta.containsKey("channel") ? meta.remove("channel") : mapping;
        String key = meta.containsKey("sourceKey") ? meta.remove("sourceKey") : "sha256:" + sha256;
        return new Receipt(
                1,
                ReceiptNumber.of(RECEIVED_ON, 1),
                channel,
                mapping,
                key,
                sha256,
                receivedAt,
                meta,
                Content.of(bytes));
    }

    /** The input's bytes. */
    public byte[] bytes() {
        try {
            return Files.readAllBytes(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TreeMap<String, String> meta() {
        TreeMap<String, String> meta = new TreeMap<>();
        Path file = beside(".meta.json");
        if (Files.exists(file)) {
            json(file)
                    .properties()
                    .forEach(entry -> meta.put(entry.getKey(), entry.getValue().asText()));
        }
        return meta;
    }

    /** A JSON file. */
    public static JsonNode json(Path file) {
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
