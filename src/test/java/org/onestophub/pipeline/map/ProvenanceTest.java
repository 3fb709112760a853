package org.onestophub.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.map.MappingRooms.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.list.CodeLists;

/** Which value of a view a value of the document is said to come from. */
class ProvenanceTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "copied /a; {'a': 'abc'}; abc",
                "copied /a; {'a': 7}; 7",
                "derived /a; {'a': 'A-B C.'}; abc",
                "derived /a; {'a': 'ＡＢＣ'}; abc",
                "derived /a; {'a': 'xabcx'}; abc",
                "derived /a; {'a': 'bcd'}; abcde",
                "constant; {'a': 'xabx'}; ab",
                "constant; {'a': 'ab'}; xabx",
                "derived /a; {'a': 'abc'}; xabcx",
                "constant; {'a': '男人'}; 1",
                "derived /a; {'a': '男'}; 1",
                "constant; {'a': '...'}; ---",
                "copied /x/0/t; {'u': 'abc', 'x': [{'t': 'abc'}]}; abc",
                "copied /u; {'u': 'abc', 'x': [{'at': 'abc'}]}; abc"
            })
    void valueIsCopiedDerivedOrConstant(String origin, String view, String value) {
        assertThat(originOf(json(view), value)).isEqualTo(origin);
    }

    @Test
    void booleanIsCopiedOnlyFromAPlaceOfItsName() {
        JsonNode document = json("{'t': true}");

        assertThat(asText(new Provenance(LISTS).of(document, json("{'t': true}"), 7)))
                .isEqualTo("copied /t");
        assertThat(asText(new Provenance(LISTS).of(document, json("{'u': true}"), 7)))
                .isEqualTo("derived");
        assertThat(asText(new Provenance(LISTS).of(document, json("{'u': 'it is true'}"), 7)))
                .isEqualTo("derived");
    }

    @Test
    void textLongerThanAnyConstantWasComputed() {
        assertThat(originOf(json("{'a': 'unlike'}"), "x".repeat(200))).isEqualTo("constant");
        assertThat(originOf(json("{'a': 'unlike'}"), "x".repeat(201))).isEqualTo("derived");
    }

    @Test
    void partsAreSearchedInTextsOfUpTo500Characters() {
        assertThat(originOf(json("{'a': '" + "x".repeat(497) + "abc'}"), "abc")).isEqualTo("derived /a");
        assertThat(originOf(json("{'a': '" + "x".repeat(498) + "abc'}"), "abc")).isEqualTo("constant");
        assertThat(originOf(json("{'a': 'abc'}"), "x".repeat(497) + "abc")).isEqualTo("derived /a");
        assertThat(originOf(json("{'a': 'abc'}"), "x".repeat(498) + "abc")).isEqualTo("derived");
    }

    @Test
    void partsAreSearchedInTheFirst500Values() {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= 501; i++) {
            view.put("k" + i, "value-" + i + "-end");
        }

        assertThat(originOf(view, "lue-500-e")).isEqualTo("derived /k500");
        assertThat(originOf(view, "lue-501-e")).isEqualTo("constant");
        assertThat(originOf(view, "value-501-end")).isEqualTo("copied /k501");
    }

    @Test
    void sixteenPlacesAreKeptOfOneValue() {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= 15; i++) {
            view.put("k" + i, "abc");
        }
        view.put("t", "abc");
        assertThat(originOf(view, "abc")).isEqualTo("copied /t");

        ObjectNode more = JsonNodeFactory.instance.objectNode();
        for (int i = 1; i <= 16; i++) {
            more.put("k" + i, "abc");
        }
        more.put("t", "abc");
        assertThat(originOf(more, "abc")).isEqualTo("copied /k1");
    }

    @Test
    void pointersOf300CharactersAreTheLongest() {
        String name = "n".repeat(299);

        assertThat(originOf(JsonNodeFactory.instance.objectNode().put(name, "abc"), "abc"))
                .isEqualTo("copied /" + name);
        assertThat(originOf(JsonNodeFactory.instance.objectNode().put(name + "n", "abc"), "abc"))
                .isEqualTo("copied");
        ObjectNode document =
                JsonNodeFactory.instance.objectNode().put(name, "abc").put(name + "n", "abc");
        assertThat(new Provenance(LISTS).of(document, json("{}"), 7)).hasSize(1);
    }

    @Test
    void leavesAreVisitedInOrderWithTheirPointersUpToALimit() {
        JsonNode tree = json("{'a': [1, [2, null, 3]], 'b~/c': {'d': 4}, 'e': null, 'f': 5}");
        List<String> visited = new ArrayList<>();

        JsonLeaves.visit(tree, 100, (pointer, value) -> visited.add(pointer + "=" + value));
        assertThat(visited).containsExactly("/a/0=1", "/a/1/0=2", "/a/1/2=3", "/b~0~1c/d=4", "/f=5");

        visited.clear();
        JsonLeaves.visit(tree, 2, (pointer, value) -> visited.add(pointer));
        assertThat(visited).containsExactly("/a/0", "/a/1/0");
    }

    private static String originOf(JsonNode view, String value) {
        ArrayNode origins =
                new Provenance(LISTS).of(JsonNodeFactory.instance.objectNode().put("t", value), view, 7);
        assertThat(origins.get(0).path("field").asText()).isEqualTo("/t");
        assertThat(origins.get(0).path("receiptId").asInt()).isEqualTo(7);
        return asText(origins);
    }

    private static String asText(ArrayNode origins) {
        assertThat(origins).hasSize(1);
        return (origins.get(0).path("kind").asText() + " "
                        + origins.get(0).path("source").asText())
                .strip();
    }
}
