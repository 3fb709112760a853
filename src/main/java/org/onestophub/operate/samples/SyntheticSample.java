package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.pipeline.map.FolderMappings;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.FileSystemUtils;

/** Makes a golden sample of a receipt, as the runner of the samples will see it. */
final class SyntheticSample {

    /** A sample is read by people. */
    private static final int MAX_BYTES = 256 * 1024;
    /** A mail is mostly its attachments, of which nothing stays. */
    private static final int MAX_MAIL_BYTES = 32 * 1024 * 1024;

    private static final int MAX_DIFFERENCES = 50;
    /** Facts of the transport that say nothing of a person, or that the hub gave itself. */
    private static final Set<String> PLAIN_FACTS = Set.of("account", "contentType");
    /** What the hub adds by itself, and what is compared apart. */
    private static final Set<String> NO_SHAPE = Set.of("provenance", "arrivals", "findings");

    private static final Map<String, String> SUFFIXES =
            Map.of("json", ".json", "json-or-multipart", ".json", "cdr-csv", ".csv", "mime", ".eml", "hl7-adt", ".hl7");

    private final Path configDir;
    private final Path scratch;
    private final Clock clock;

    SyntheticSample(Path configDir, Path scratch, Clock clock) {
        this.configDir = configDir;
        this.scratch = scratch;
        this.clock = clock;
    }

    GeneratedSample of(Receipt receipt) {
        CodeLists lists = new CodeLists(configDir.resolve("mappings/code-lists"));
        Mapping mapping = new FolderMappings(configDir.resolve("mappings"), lists).named(receipt.mapping());
        bound(receipt.content().size(), mapping.reader().equals("mime") ? MAX_MAIL_BYTES : MAX_BYTES);
        GoldenSamples runner = new GoldenSamples(configDir, scratch.resolve("read"), clock);
        KnownWords known = KnownWords.of(mapping, runner.readers().ownWords(mapping), lists);
        SyntheticWords words = new SyntheticWords(known);
        byte[] input = runner.readers().rewritten(receipt, mapping, words);
        bound(input.length, MAX_BYTES);
        Map<String, String> meta = meta(receipt, words);
        MappingDryRun.Result before = runner.run(receipt);
        try {
            SampleFile sample = write(mapping.name(), SUFFIXES.getOrDefault(mapping.reader(), ".bin"), input, meta);
            JsonNode answer = runner.answer(sample);
            String text = runner.readers().text(mapping, input).orElse("");
            LeakCheck.check(words.kept(), words.gone(), text, meta, answer);
            return new GeneratedSample(
                    "from-receipt-" + receipt.id(),
                    SUFFIXES.getOrDefault(mapping.reader(), ".bin"),
                    input,
                    text,
                    meta,
                    answer,
                    SampleAnswer.isRejection(answer),
                    differences(before, runner.run(sample)));
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private static void bound(long size, long most) {
        if (size > most) {
            throw new ProblemException(Problem.BOUNDS_EXCEEDED, "size");
        }
    }

    private static Map<String, String> meta(Receipt receipt, SyntheticWords words) {
        Map<String, String> meta = new TreeMap<>();
        receipt.transport()
                .forEach((fact, value) -> meta.put(fact, PLAIN_FACTS.contains(fact) ? value : words.of(fact, value)));
        meta.put("channel", receipt.channel());
        meta.put("receivedAt", receipt.receivedAt().toString());
        return meta;
    }

    private SampleFile write(String mapping, String suffix, byte[] input, Map<String, String> meta) throws IOException {
        Path folder = scratch.resolve("mappings").resolve(mapping).resolve("samples");
        FileSystemUtils.deleteRecursively(scratch.resolve("mappings"));
        Files.createDirectories(folder);
        Files.write(folder.resolve("made" + suffix), input);
        Files.writeString(folder.resolve("made.meta.json"), CanonicalJson.MAPPER.writeValueAsString(meta));
        return new SampleFile(mapping, folder.resolve("made" + suffix));
    }

    private static List<String> differences(MappingDryRun.Result before, MappingDryRun.Result after) {
        Set<String> ours = shape(before);
        Set<String> theirs = shape(after);
        Set<String> different = new TreeSet<>(ours);
        different.addAll(theirs);
        different.removeIf(word -> ours.contains(word) && theirs.contains(word));
        return different.stream().limit(MAX_DIFFERENCES).toList();
    }

    /** Which fields there are, and which problems and findings. */
    private static Set<String> shape(MappingDryRun.Result result) {
        Set<String> shape = new TreeSet<>();
        if (result.problem() != null) {
            shape.add(result.problem().code() + " " + result.field());
        }
        int item = 0;
        for (Candidate candidate : result.walk().candidates()) {
            String at = "/" + item++;
            if (candidate.problem() != null) {
                shape.add(at + " " + candidate.problem().code() + " " + candidate.field());
            }
            Map<String, Integer> findings = new TreeMap<>();
            candidate.findings().forEach(finding -> findings.merge(finding.code(), 1, Integer::sum));
            findings.forEach((code, count) -> shape.add(at + " " + code + " x" + count));
            if (candidate.document() != null) {
                collect(at, candidate.document().deepCopy().without(NO_SHAPE), shape);
            } else if (result.walk().mapping() != null
                    && result.walk().mapping().program().isEmpty()) {
                // what makes no complaint has its facts in the view
                collect(at, candidate.view(), shape);
            }
        }
        return shape;
    }

    private static void collect(String pointer, JsonNode node, Set<String> shape) {
        if (node.isValueNode() && !node.asText("").isEmpty()) {
            shape.add(pointer);
        }
        node.properties().forEach(field -> collect(pointer + "/" + field.getKey(), field.getValue(), shape));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(pointer + "/" + i, node.get(i), shape);
        }
    }
}
