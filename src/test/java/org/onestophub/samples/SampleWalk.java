package org.onestophub.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.check.CheckProperties;
import org.onestophub.check.CheckStep;
import org.onestophub.check.ComplaintSchema;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CodeLists;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.ReceiptNumber;
import org.onestophub.complaint.Walk;
import org.onestophub.map.FolderMappings;
import org.onestophub.map.MapStep;
import org.onestophub.problem.ProblemException;
import org.onestophub.read.FormatReader;

/** READ, MAP and CHECK as in the hub, over the mappings of this repository, with a fixed clock and receipt. */
final class SampleWalk {

    static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    static final FolderMappings MAPPINGS = new FolderMappings(Path.of("mappings"), LISTS);

    private static final String RECEIVED_AT = "2026-11-22T04:00:00Z";
    private static final Map<String, FormatReader> READERS = SampleReaders.all();
    private static final MapStep MAP = new MapStep(MAPPINGS, LISTS, SampleReaders.HUB);
    private static final CheckStep CHECK = new CheckStep(
            new ComplaintSchema(Path.of("mappings/complaint.schema.json")),
            LISTS,
            new CheckProperties(List.of("9", "0"), "021", List.of("anonymous", "unavailable", "匿名")),
            Validation.buildDefaultValidatorFactory().getValidator());

    private SampleWalk() {}

    /** The walk of a sample; a problem of the whole input is thrown. */
    static Walk walk(Sample sample) {
        SampleReaders.PAGE_TEXT.open(sample.input());
        return walk(receipt(sample));
    }

    /** The walk of a JSON body of a mapping that reads such. */
    static Walk walk(String mapping, JsonNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        return walk(new Receipt(1, "", mapping, mapping, "key", sha256(bytes), Instant.parse(RECEIVED_AT),
                Map.of("contentType", "application/json"), Content.of(bytes)));
    }

    private static Walk walk(Receipt receipt) {
        Mapping mapping = MAPPINGS.named(receipt.mapping());
        FormatReader reader = READERS.get(mapping.reader());
        if (reader == null) {
            throw new AssertionError("no reader for format " + mapping.reader());
        }
        return CHECK.check(MAP.map(reader.read(receipt, mapping.profile())));
    }

    /** The answer as its file holds it: object, array, or {@code {code, field}} if all of it is rejected. */
    static JsonNode answer(Sample sample) {
        try {
            return answer(walk(sample));
        } catch (ProblemException e) {
            return rejection(e.problem().code(), e.field());
        }
    }

    static boolean isRejection(JsonNode answer) {
        return answer.has("code");
    }

    private static JsonNode answer(Walk walk) {
        if (walk.candidates().size() == 1 && walk.counted().isEmpty()) {
            Candidate only = walk.candidates().get(0);
            return only.isSound() ? item(only) : rejection(only.problem().code(), only.field());
        }
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        walk.candidates().forEach(candidate -> items.add(item(candidate)));
        if (!walk.counted().isEmpty()) {
            ObjectNode counted = items.addObject().putObject("counted");
            new TreeMap<>(walk.counted()).forEach(counted::put);
        }
        return items;
    }

    private static ObjectNode item(Candidate candidate) {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("key", candidate.key());
        if (candidate.isSound()) {
            return item.set("document", candidate.document());
        }
        return item.set("rejected", rejection(candidate.problem().code(), candidate.field()));
    }

    private static ObjectNode rejection(String code, String field) {
        return JsonNodeFactory.instance.objectNode().put("code", code).put("field", field);
    }

    private static Receipt receipt(Sample sample) {
        byte[] bytes = sample.bytes();
        TreeMap<String, String> meta = sample.meta();
        String sha256 = sha256(bytes);
        Instant receivedAt = Instant.parse(meta.containsKey("receivedAt") ? meta.remove("receivedAt") : RECEIVED_AT);
        String channel = meta.containsKey("channel") ? meta.remove("channel") : sample.mapping();
        String key = meta.containsKey("sourceKey") ? meta.remove("sourceKey") : "sha256:" + sha256;
        return new Receipt(1, ReceiptNumber.of(LocalDate.of(2026, 11, 22), 1), channel, sample.mapping(), key, sha256,
                receivedAt, meta, Content.of(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
