package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.onestophub.complaint.Candidate;
import org.onestophub.problem.Problem;

/** Whatever types a sender puts into a known form, the fault is told as his and never as the mapping's. */
class HostileEntriesTest {

    private static final Path DESK = Path.of("mappings/desk/samples/full-form.json");
    private static final Path HOTLINE = Path.of("mappings/hotline/samples/plain-order.json");

    @Property(tries = 300)
    void deskMappingNeverFails(@ForAll("replacements") List<Object[]> replacements) {
        assertNotOurFault("desk", DESK, replacements);
    }

    @Property(tries = 300)
    void hotlineMappingNeverFails(@ForAll("replacements") List<Object[]> replacements) {
        assertNotOurFault("hotline", HOTLINE, replacements);
    }

    @Provide
    Arbitrary<List<Object[]>> replacements() {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("name", "x");
        ArrayNode array =
                JsonNodeFactory.instance.arrayNode().add(1).add("二").add(object).addNull();
        Arbitrary<JsonNode> values = Arbitraries.of(
                TextNode.valueOf("乱"),
                TextNode.valueOf(""),
                IntNode.valueOf(-7),
                BooleanNode.TRUE,
                JsonNodeFactory.instance.nullNode(),
                object,
                array,
                JsonNodeFactory.instance.arrayNode(),
                TextNode.valueOf("长".repeat(600)));
        Arbitrary<Object[]> replacement = Arbitraries.integers()
                .between(0, 1000)
                .flatMap(place -> values.map(value -> new Object[] {place, value}));
        return replacement.list().ofMinSize(1).ofMaxSize(4);
    }

    private static void assertNotOurFault(String mapping, Path sound, List<Object[]> replacements) {
        JsonNode entry = Sample.json(sound);
        for (Object[] replacement : replacements) {
            List<ObjectNode> parents = new ArrayList<>();
            List<String> names = new ArrayList<>();
            collect(entry, parents, names);
            int place = (Integer) replacement[0] % names.size();
            parents.get(place).set(names.get(place), ((JsonNode) replacement[1]).deepCopy());
        }
        Candidate candidate = SampleWalk.walk(mapping, entry).candidates().get(0);

        assertThat(candidate.problem())
                .as(entry.toString())
                .isIn(null, Problem.FIELD_MISSING, Problem.FIELD_INVALID, Problem.CODE_UNKNOWN);
    }

    private static void collect(JsonNode node, List<ObjectNode> parents, List<String> names) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                parents.add(object);
                names.add(name);
            });
        }
        node.forEach(child -> collect(child, parents, names));
    }
}
