package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.list.CodeList;
import org.onestophub.complaint.walk.Walk;

/** What holds for every answer, however it was blessed. */
final class SampleInvariants {

    /** Coded fields and their lists, array places left out. */
    private static final Map<String, String> CODED = new TreeMap<>(Map.ofEntries(
            Map.entry("/channel", "channel"), Map.entry("/matter/type", "matter-type"),
            Map.entry("/matter/categories", "category"), Map.entry("/matter/stageOfCare", "stage-of-care"),
            Map.entry("/matter/departments/code", "department"), Map.entry("/matter/staff/role", "staff-role"),
            Map.entry("/complainant/sex", "sex"), Map.entry("/complainant/relation", "relation"),
            Map.entry("/complainant/idDocument/type", "id-type"), Map.entry("/patient/sex", "sex"),
            Map.entry("/patient/idDocument/type", "id-type"), Map.entry("/visit/kind", "visit-kind"),
            Map.entry("/visit/departmentCode", "department"), Map.entry("/call/disposition", "call-disposition")));

    /** What the hub itself writes; everything else must come from the input, the program or a code list. */
    private static final Pattern BY_THE_HUB =
            Pattern.compile("/(schemaVersion|source|mergedInto|flags/restricted|institution|zone|language|receivedAt"
                    + "|arrivals|evidence|findings|provenance)(/.*)?|.*/(e164|confidence|checked)");

    private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final Sample sample;
    private final Walk walk;
    private final Schema schema;

    SampleInvariants(Sample sample, Walk walk, Schema schema) {
        this.sample = sample;
        this.walk = walk;
        this.schema = schema;
    }

    static List<JsonNode> documents(JsonNode answer) {
        List<JsonNode> documents = new ArrayList<>();
        for (JsonNode item : answer.isArray() ? answer : List.of(answer)) {
            if (item.has("document")) {
                documents.add(item.get("document"));
            }
        }
        return documents;
    }

    void hold(JsonNode answer) {
        List<JsonNode> documents = documents(answer);
        if (documents.isEmpty()) {
            return;
        }
        String known = known();
        for (JsonNode document : documents) {
            Schema its = document.has("eventId") ? MappingSamplesTest.STATUS_SCHEMA : schema;
            assertThat(its.validate(document)).as("valid against the schema").isEmpty();
            each(document, "", (place, value) -> {
                String text = value.asText();
                assertThat(text).as(place).doesNotStartWith("null").doesNotContain("undefined");
                if (!BY_THE_HUB.matcher(place).matches() && !value.isBoolean()) {
                    assertNotInvented(place, text, known);
                }
                String list = CODED.get(place);
                if (list != null) {
                    assertThat(SampleWalk.LISTS.contains(list, text))
                            .as(place + " is in list " + list)
                            .isTrue();
                }
            });
        }
    }

    /** Whole, or in the words it is made of, the value stands in the input, the program or a code list. */
    private static void assertNotInvented(String place, String text, String known) {
        String folded = fold(text);
        if (known.contains(folded)) {
            return;
        }
        for (String word : WORDS.split(folded)) {
            assertThat(known.contains(word))
                    .as("%s invents nothing, but: %s", place, word)
                    .isTrue();
        }
    }

    private String known() {
        StringBuilder known = new StringBuilder();
        Mapping mapping = SampleWalk.MAPPINGS.named(sample.mapping());
        try {
            known.append(Files.readString(mapping.folder().resolve(mapping.program())))
                    .append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        walk.candidates()
                .forEach(candidate -> each(
                        candidate.view(),
                        "",
                        (place, value) -> known.append(value.asText()).append('\n')));
        walk.receipt().transport().values().forEach(value -> known.append(value).append('\n'));
        for (String name : SampleWalk.LISTS.names()) {
            for (CodeList.Entry entry :
                    SampleWalk.LISTS.named(name).orElseThrow().entries()) {
                known.append(entry.code()).append('\n');
            }
        }
        return fold(known.toString());
    }

    private static String fold(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(java.util.Locale.ROOT);
    }

    private static void each(JsonNode node, String place, java.util.function.BiConsumer<String, JsonNode> visitor) {
        if (node.isArray()) {
            node.forEach(element -> each(element, place, visitor));
        } else if (node.isObject()) {
            Set<Map.Entry<String, JsonNode>> fields = node.properties();
            fields.forEach(field -> each(field.getValue(), place + "/" + field.getKey(), visitor));
        } else if (!node.isNull()) {
            visitor.accept(place, node);
        }
    }
}
