package org.onestophub.intake.receive.letter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Receipt;
import org.onestophub.intake.receive.Intake;
import org.onestophub.intake.receive.letter.LetterRule.Kind;
import org.onestophub.intake.receive.letter.OpenLetter.Sheet;

/**
 * The files of one letter as one input: a ZIP of {@code page-<number>.<ending>} and {@code about-<number>.<ending>}.
 * The same files always give the same bytes and the same key, so making it again changes nothing.
 */
final class LetterBundle {

    /** A ZIP has two headers and a descriptor around a file, with its name twice. */
    private static final int AROUND_A_FILE = 160;
    /** What {@link Intake} keeps of a fact. */
    private static final int MOST_FACT_CHARS = 1_000;
    /** Room for the number of those left out. */
    private static final int REST_CHARS = 12;

    private static final Pattern ENDING = Pattern.compile(".*\\.([A-Za-z]{1,5})");

    private LetterBundle() {}

    /** A file of the letter. */
    record Leaf(Sheet sheet, Receipt receipt) {

        private String entry() {
            Matcher ending = ENDING.matcher(receipt.transport().getOrDefault("fileName", ""));
            return "%s-%04d%s"
                    .formatted(
                            sheet.isPage() ? "page" : "about",
                            sheet.page(),
                            ending.matches() ? "." + ending.group(1).toLowerCase(Locale.ROOT) : "");
        }
    }

    /** Pages by their number, then the sidecars; files that only say "done" are left out. */
    static List<Leaf> ordered(List<Sheet> sheets, List<Receipt> receipts) {
        Map<Long, Receipt> byId = receipts.stream().collect(Collectors.toMap(Receipt::id, receipt -> receipt));
        return sheets.stream()
                .filter(sheet -> sheet.kind() != Kind.DONE)
                .sorted(Comparator.comparing(Sheet::kind)
                        .thenComparing(Sheet::page)
                        .thenComparing(Sheet::receiptId))
                .flatMap(sheet ->
                        Stream.ofNullable(byId.get(sheet.receiptId())).map(receipt -> new Leaf(sheet, receipt)))
                .toList();
    }

    /** The input: bytes in {@code file}, known by the digests of all its files and their numbers; of their institution. */
    static Inbound inbound(List<Leaf> leaves, String name, Path file) throws IOException {
        write(leaves, file);
        Receipt first = leaves.get(0).receipt();
        Map<String, String> transport = new HashMap<>(Map.of(
                "fileName",
                name + ".zip",
                "account",
                first.transport().getOrDefault("account", ""),
                Inbound.LETTER_OF,
                idsOf(leaves),
                Inbound.FIRST_RECEIVED_AT,
                leaves.stream()
                        .map(leaf -> leaf.sheet().receivedAt())
                        .min(Comparator.naturalOrder())
                        .orElse(first.receivedAt())
                        .toString()));
        if (!first.institution().isEmpty()) {
            transport.put(Receipt.INSTITUTION, first.institution());
        }
        return new Inbound(Content.of(file), List.of("pages:" + keyOf(leaves)), transport, Inbound.SameKey.KEEP_BOTH);
    }

    /** Upper bound of the bundle's size in bytes, without making it. */
    static long sizeOf(List<Leaf> leaves) {
        return leaves.stream()
                .mapToLong(leaf -> leaf.receipt().content().size() + AROUND_A_FILE)
                .sum();
    }

    /** Whole numbers of receipts: one that was cut off would be the number of another. The table {@code letter_page} has all. */
    private static String idsOf(List<Leaf> leaves) {
        StringBuilder ids = new StringBuilder();
        for (int i = 0; i < leaves.size(); i++) {
            String id = (i == 0 ? "" : ",") + leaves.get(i).receipt().id();
            if (ids.length() + id.length() + REST_CHARS > MOST_FACT_CHARS) {
                return ids.append(",+").append(leaves.size() - i).toString();
            }
            ids.append(id);
        }
        return ids.toString();
    }

    private static void write(List<Leaf> leaves, Path file) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            // scans are packed already
            zip.setLevel(Deflater.NO_COMPRESSION);
            int about = 0;
            for (Leaf leaf : leaves) {
                String name = leaf.sheet().isPage()
                        ? leaf.entry()
                        : leaf.entry().replace("-0000", "-%04d".formatted(++about));
                ZipEntry entry = new ZipEntry(name);
                entry.setTime(0);
                zip.putNextEntry(entry);
                try (InputStream in = leaf.receipt().content().open()) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    private static String keyOf(List<Leaf> leaves) {
        String facts = leaves.stream()
                .map(leaf -> leaf.sheet().kind().word() + leaf.sheet().page() + ":"
                        + leaf.receipt().sha256())
                .collect(Collectors.joining("\n"));
        return "sha256:" + Digest.sha256(facts.getBytes(StandardCharsets.UTF_8));
    }
}
