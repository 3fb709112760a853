package org.onestophub.operate.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.FieldOrigins;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.MappingDryRuns;
import org.onestophub.complaint.contract.configuration.ChannelDrafts.Trial;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.operate.ops.query.BoundedWork;
import org.onestophub.operate.ops.query.FieldLeaves;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** What drafts make of their inputs, with a copy of the configuration in which they stand. */
final class DraftTrials {

    private static final int MOST_SOURCES = 500;
    private static final int LONGEST_SHOWN = 200;

    private final MappingDryRuns trials;
    private final MergedConfig merged;
    private final DraftFolder folder;
    private final BoundedWork work;
    private final Clock clock;

    DraftTrials(MappingDryRuns trials, MergedConfig merged, DraftFolder folder, BoundedWork work, Clock clock) {
        this.trials = trials;
        this.merged = merged;
        this.folder = folder;
        this.work = work;
        this.clock = clock;
    }

    /** What the draft makes of the input; {@code files} are those of its mapping. */
    Trial tried(String id, DraftEntries given, byte[] input, Map<String, byte[]> files) {
        Map<String, String> sources = given.isPush() ? sources(input) : Map.of();
        return work.run(() -> merged.with(files, config -> tried(id, given, input, sources, config)));
    }

    private Trial tried(String id, DraftEntries given, byte[] input, Map<String, String> sources, Path config) {
        Receipt receipt = receipt(id, given, input);
        MappingDryRun run = trials.in(config);
        MappingDryRun.Result result;
        try {
            result = run.run(receipt);
        } catch (ProblemException e) {
            return new Trial(sources, null, null, null, e.problem().code(), e.field());
        }
        if (result.problem() != null || result.walk().candidates().isEmpty()) {
            String code = result.problem() == null ? "" : result.problem().code();
            return new Trial(sources, null, null, null, code, result.field());
        }
        Candidate first = result.walk().candidates().get(0);
        if (!first.isSound()) {
            Problem problem = first.problem();
            return new Trial(sources, first.view(), null, null, problem == null ? "" : problem.code(), first.field());
        }
        if (first.document() == null) {
            // what goes into a directory or a register is no complaint
            return new Trial(sources, first.view(), null, List.of(), null, null);
        }
        Optional<FieldOrigins> origins = run.origins(receipt, 0);
        JsonNode document = first.mapped().deepCopy().without("provenance");
        return new Trial(
                sources,
                first.view(),
                document,
                origins.map(FieldOrigins::fields).orElse(List.of()),
                null,
                null);
    }

    private Receipt receipt(String id, DraftEntries given, byte[] input) {
        return MappingDryRun.receipt(
                given.mappingOf(id), id, clock.instant(), transport(id, given, input.length), Content.of(input));
    }

    private Map<String, String> transport(String id, DraftEntries given, int size) {
        if (given.isPush()) {
            return Map.of("account", id, "contentType", "application/json");
        }
        String name = folder.inputName(id);
        return name.isEmpty() ? Map.of() : Map.of("fileName", name, "fileSize", Integer.toString(size));
    }

    private static Map<String, String> sources(byte[] input) {
        Map<String, String> sources = new TreeMap<>();
        try {
            FieldLeaves.of(CanonicalJson.MAPPER.readTree(input), MOST_SOURCES).forEach((pointer, value) -> {
                if (DraftValues.SOURCE.matcher(pointer).matches()) {
                    String text = value.asText();
                    sources.put(pointer, text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text);
                }
            });
        } catch (IOException e) {
            return Map.of();
        }
        return sources;
    }

    /** Adds a golden sample, personal data replaced; gives the code of what prevents one, or nothing. */
    String addSample(String id, DraftEntries given, byte[] input, SortedMap<String, byte[]> files) {
        try {
            files.putAll(work.run(() -> sample(id, given, input, files)));
            return "";
        } catch (ProblemException e) {
            return e.problem().code();
        }
    }

    private SortedMap<String, byte[]> sample(String id, DraftEntries given, byte[] input, Map<String, byte[]> files) {
        GeneratedSample made = merged.with(files, config -> trials.sampleOf(config, receipt(id, given, input)));
        String stem = "mappings/" + id + "/samples/first-order";
        SortedMap<String, byte[]> sample = new TreeMap<>();
        sample.put(stem + made.suffix(), made.input());
        sample.put(stem + ".meta.json", bytes(CanonicalJson.MAPPER.valueToTree(made.meta())));
        sample.put(stem + (made.rejected() ? ".rejected.json" : ".expected.json"), bytes(made.answer()));
        return sample;
    }

    private static byte[] bytes(JsonNode json) {
        return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
