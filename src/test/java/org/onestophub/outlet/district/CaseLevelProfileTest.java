package org.onestophub.outlet.district;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.contract.OutboundMappings;

/** A canary in every text of a complaint that is no code, date or number of the hub: none gets through. */
class CaseLevelProfileTest {

    private static final String NAME = "测试卡娜丽";
    private static final String PHONE = "13800007707";
    private static final String CARD = "440524188001010014";
    private static final String BIRD = "zqcanary";

    /** Fields whose values are codes or generalised by the mapping. */
    private static final Set<String> KEPT = Set.of(
            "schemaVersion",
            "number",
            "uscc",
            "zone",
            "channel",
            "receivedAt",
            "sex",
            "birthDate",
            "type",
            "checked",
            "divisionCode",
            "relation",
            "kind",
            "state",
            "startedAt",
            "endedAt",
            "departmentCode",
            "code",
            "role",
            "occurredAt",
            "stageOfCare",
            "disposition",
            "categories",
            "result",
            "satisfaction",
            "facts");

    private final OutboundMappings mappings = FeedRig.shipped();

    @Test
    void canarySingsNowhereInTheForm() throws IOException {
        ObjectNode event = (ObjectNode) FeedRig.JSON.readTree(
                Path.of("mappings/district-case-level/samples/everything.json").toFile());
        ObjectNode complaint = (ObjectNode) event.get("data");
        complaint.remove("flags");
        sing(complaint);
        complaint.withObject("/complainant").put("name", NAME);
        complaint
                .withObject("/complainant/idDocument")
                .put("type", "01")
                .put("number", CARD)
                .put("checked", "valid");
        complaint.withObject("/institution").put("name", "测试医院");
        complaint
                .withObject("/matter")
                .put("facts", "我是" + NAME + "，电话" + PHONE + "，身份证" + CARD + "，" + BIRD + "@example.org，等候三小时。");

        String form = mappings.shape("district-case-level", event).toString();
        String withAbstract = mappings.shape("district-with-abstract", event).toString();

        assertThat(form).contains("\"pseudonym\"").doesNotContain("等候三小时");
        assertThat(withAbstract).contains("等候三小时", "\"pseudonym\"");
        for (String song : List.of(NAME, PHONE, CARD, BIRD)) {
            assertThat(form + withAbstract).doesNotContain(song);
        }
    }

    @Test
    void onlyTheFieldsOfTheAllowListLeave() throws IOException {
        JsonNode form = FeedRig.JSON.readTree(Path.of("mappings/district-case-level/samples/everything.expected.json")
                .toFile());

        assertThat(form.fieldNames())
                .toIterable()
                .isSubsetOf(
                        "profile",
                        "number",
                        "institution",
                        "channel",
                        "receivedWeek",
                        "arrivals",
                        "complainant",
                        "patient",
                        "visit",
                        "matter",
                        "call",
                        "flags",
                        "handling");
        assertThat(form.get("complainant").fieldNames())
                .toIterable()
                .isSubsetOf("pseudonym", "sex", "ageBand", "division", "relation");
        assertThat(form.get("patient").fieldNames()).toIterable().isSubsetOf("sex", "ageBand", "linked");
        assertThat(form.get("visit").fieldNames()).toIterable().isSubsetOf("kind", "week");
    }

    private static void sing(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!KEPT.contains(field.getKey())) {
                    field.setValue(sung(field.getValue()));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, sung(array.get(i)));
            }
        }
    }

    private static JsonNode sung(JsonNode value) {
        if (value.isTextual()) {
            return TextNode.valueOf(BIRD + " " + NAME + " " + PHONE + " " + CARD);
        }
        sing(value);
        return value;
    }
}
