package org.onestophub.operate.ops.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class FieldChangesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatCameWentAndChangedIsToldByItsPointer() throws JsonProcessingException {
        FieldChanges changes = between(
                "{'a': 1, 'b': {'c': 'x', 'd/e': true}, 'l': [1, 2], 'same': [{'z': 1}], 'provenance': [1]}",
                "{'a': 2, 'b': {'c': 'x'}, 'l': [1, 3, 4], 'same': [{'z': 1}], 'new': {'n': 5}, 'provenance': [2]}");

        assertThat(changes.asJson())
                .isEqualTo(tree("[{'field':'/a','was':1,'is':2},{'field':'/b/d~1e','was':true},"
                        + "{'field':'/l/1','was':2,'is':3},{'field':'/l/2','is':4},{'field':'/new/n','is':5}]"));
        assertThat(changes.isCut()).isFalse();
    }

    @Test
    void anotherTypeIsOneChange() throws JsonProcessingException {
        assertThat(between("{'a': {'b': 1}}", "{'a': [1]}").asJson())
                .isEqualTo(tree("[{'field':'/a','was':{'b':1},'is':[1]}]"));
    }

    @Test
    void manyChangesAndLongTextsAreCut() {
        ObjectNode before = JSON.createObjectNode();
        ObjectNode after = JSON.createObjectNode().put("a", "长".repeat(600));
        for (int i = 0; i < 300; i++) {
            after.put("f" + i, i);
        }

        FieldChanges changes = FieldChanges.between(before, after);

        assertThat(changes.isCut()).isTrue();
        assertThat(changes.asJson()).hasSize(200);
        assertThat(changes.asJson().get(0).get("is").asText()).hasSize(501);
    }

    private static FieldChanges between(String before, String after) throws JsonProcessingException {
        return FieldChanges.between(tree(before), tree(after));
    }

    private static JsonNode tree(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
