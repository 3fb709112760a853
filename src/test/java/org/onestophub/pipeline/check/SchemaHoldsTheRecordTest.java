package org.onestophub.pipeline.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.CanonicalJson;

/** Senders who wait are judged by the schema alone, so it must refuse whatever the record would refuse later. */
class SchemaHoldsTheRecordTest {

    private static final Path MAPPINGS = Path.of("mappings");
    /** What a mapping could put in the place of a value. */
    private static final List<JsonNode> STRANGERS = List.of(
            TextNode.valueOf(""),
            TextNode.valueOf("  "),
            TextNode.valueOf("x".repeat(200_001)),
            IntNode.valueOf(-1),
            IntNode.valueOf(Integer.MAX_VALUE),
            CanonicalJson.MAPPER.createObjectNode(),
            CanonicalJson.MAPPER.createArrayNode(),
            CanonicalJson.MAPPER.getNodeFactory().nullNode(),
            CanonicalJson.MAPPER.getNodeFactory().booleanNode(true));

    private final ComplaintSchema schema = new ComplaintSchema(MAPPINGS.resolve("complaint.schema.json"));

    @Test
    void whateverTheRecordRefusesTheSchemaRefusesToo() throws IOException {
        TreeSet<String> slipped = new TreeSet<>();
        int refused = 0;
        try (ValidatorFactory factory = Validation.buildDefaultValidatorFactory()) {
            ConstraintCheck records = new ConstraintCheck(factory.getValidator());
            for (Mutant mutant : mutants()) {
                boolean byRecord = !records.bind(mutant.document()).violations().isEmpty();
                refused += byRecord ? 1 : 0;
                if (byRecord && schema.violations(mutant.document()).isEmpty()) {
                    slipped.add(mutant.what());
                }
            }
        }
        assertThat(refused).as("mutants the record refuses").isGreaterThan(500);
        assertThat(slipped).as("refused by the record only").isEmpty();
    }

    private record Mutant(String what, ObjectNode document) {}

    /** Every place that any golden sample fills, with a stranger in it, without it, and with too many of it. */
    private static List<Mutant> mutants() throws IOException {
        List<Mutant> mutants = new ArrayList<>();
        TreeSet<String> seen = new TreeSet<>();
        try (Stream<Path> files = Files.walk(MAPPINGS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".expected.json"))
                    .sorted()
                    .toList()) {
                JsonNode expected = CanonicalJson.MAPPER.readTree(Files.readString(file));
                JsonNode first = expected.isArray() ? expected.path(0) : expected;
                if (first.path("document") instanceof ObjectNode document) {
                    mutate(document, "", document, seen, mutants);
                }
            }
        }
        return mutants;
    }

    private static void mutate(
            ObjectNode whole, String pointer, JsonNode node, TreeSet<String> seen, List<Mutant> mutants) {
        if (!pointer.isEmpty() && seen.add(pointer.replaceAll("/[0-9]+", "/*"))) {
            for (JsonNode stranger : STRANGERS) {
                add(whole, pointer, old -> stranger, mutants);
            }
            add(whole, pointer, old -> null, mutants);
            if (node.isArray() && !node.isEmpty()) {
                add(whole, pointer, SchemaHoldsTheRecordTest::manyOf, mutants);
            }
        }
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(
                            field -> mutate(whole, pointer + "/" + field.getKey(), field.getValue(), seen, mutants));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            mutate(whole, pointer + "/" + i, node.get(i), seen, mutants);
        }
    }

    private static JsonNode manyOf(JsonNode array) {
        ArrayNode many = CanonicalJson.MAPPER.createArrayNode();
        for (int i = 0; i < 2_001; i++) {
            many.add(array.get(0));
        }
        return many;
    }

    private static void add(
            ObjectNode whole, String pointer, Function<JsonNode, JsonNode> change, List<Mutant> mutants) {
        ObjectNode copy = whole.deepCopy();
        int cut = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, cut));
        String name = pointer.substring(cut + 1);
        JsonNode value = change.apply(copy.at(pointer));
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        } else if (parent instanceof ArrayNode array && value != null) {
            array.set(Integer.parseInt(name), value);
        }
        mutants.add(new Mutant(pointer + " = " + (value == null ? "nothing" : brief(value)), copy));
    }

    private static String brief(JsonNode value) {
        String text = value.toString();
        return text.length() > 40 ? text.substring(0, 20) + "… (" + value.size() + ")" : text;
    }
}
