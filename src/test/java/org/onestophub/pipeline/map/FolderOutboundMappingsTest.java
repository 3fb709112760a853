package org.onestophub.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Fault;

class FolderOutboundMappingsTest {

    private static final String SOUND = """
            direction: out
            program: form.jslt
            source: "interface note of the case system, 2026"
            changes:
              - {date: 2026-11-22, what: first version, why: new destination}
            """;
    private static final String EVENT =
            "{'type': 'complaint.created', 'data': {'number': '261122-0000001-1', 'matter': {'categories': ['A1']}}}";

    @TempDir
    private Path root;

    @BeforeEach
    void codeList() throws IOException {
        put(
                "code-lists/category.csv",
                "code,name_zh,name_en,parent,aliases\nA,医疗质量,quality,,\nA1,诊断,diagnosis,A,误诊\nA2,治疗,,A,\n");
    }

    @Test
    void eventTakesTheFormOfItsReceiver() throws IOException {
        JsonNode form = shape("{'id': .data.number, 'kind': code-name('category', .data.matter.categories[0], 'zh'),"
                + " 'top': code-top('category', .data.matter.categories[0]), 'code': code('category', '误诊')}");

        assertThat(form)
                .isEqualTo(MappingRooms.json("{'id': '261122-0000001-1', 'kind': '诊断', 'top': 'A', 'code': 'A1'}"));
    }

    @Test
    void codeWithoutEnglishNameHasItsChineseOneAndAnUnknownCodeHasNone() throws IOException {
        JsonNode form = shape(
                "{'en': code-name('category', 'A1', 'en'), 'zh': code-name('category', 'A2', 'en'),"
                        + " 'none': [code-name('category', 'X', 'zh'), code-top('category', 'X'), code-top('category', null)]}");

        assertThat(form).isEqualTo(MappingRooms.json("{'en': 'diagnosis', 'zh': '治疗', 'none': [null, null, null]}"));
    }

    @Test
    void codeThatIsNoTextAndNoNumberHasNone() throws IOException {
        JsonNode form = shape("{'none': [code('category', true), code('category', {}), code('category', null)]}");

        assertThat(form).isEqualTo(MappingRooms.json("{'none': [null, null, null]}"));
        assertThatThrownBy(() -> shape("{'a': code(.type, 'A1')}")).hasMessageContaining("DL-201");
    }

    @Test
    void outcomeAndWarningsAreToldToThoseThatAskForThem() throws IOException {
        put("form/mapping.yaml", SOUND);
        put("form/form.jslt", "{}");
        put("told/mapping.yaml", SOUND + "outcome: true\n");
        put("told/form.jslt", "{}");
        put("warned/mapping.yaml", SOUND + "warnings: true\n");
        put("warned/form.jslt", "{}");
        put("wrong-too/mapping.yaml", SOUND + "warnings: 1\n");
        put("wrong-too/form.jslt", "{}");
        put("wrong/mapping.yaml", SOUND + "outcome: perhaps\n");
        put("wrong/form.jslt", "{}");

        FolderOutboundMappings mappings = outbound();

        assertThat(mappings.tellsOutcome("told")).isTrue();
        assertThat(mappings.tellsOutcome("form")).isFalse();
        assertThat(mappings.tellsOutcome("warned")).isFalse();
        assertThat(mappings.tellsOutcome("none-such")).isFalse();
        assertThat(mappings.tellsWarnings("warned")).isTrue();
        assertThat(mappings.tellsWarnings("told")).isFalse();
        assertThat(mappings.tellsWarnings("none-such")).isFalse();
        assertThat(mappings.faults())
                .extracting(Fault::file)
                .containsExactly("mappings/wrong/mapping.yaml", "mappings/wrong-too/mapping.yaml");
    }

    @Test
    void inboundAndOutboundMappingsDoNotSeeEachOther() throws IOException {
        put("form/mapping.yaml", SOUND);
        put("form/form.jslt", "{}");
        put(
                "calls/mapping.yaml",
                "direction: in\nreader: csv\nlane: patient\nsource: x\nchanges: [{date: 2026-11-22}]\n");
        FolderMappings inbound = new FolderMappings(root, lists());

        assertThat(inbound.faults()).isEmpty();
        assertThat(inbound.all()).extracting("name").containsExactly("calls");
        assertThat(outbound().faults()).isEmpty();
        assertThat(outbound().names()).containsExactly("form");
        assertThat(outbound().knows("calls")).isFalse();
        assertThat(outbound().knows("form")).isTrue();
    }

    @Test
    void unknownMappingIsAProblem() {
        assertThatThrownBy(() -> outbound().shape("none", MappingRooms.json(EVENT)))
                .hasMessageContaining("RC-201");
    }

    @Test
    void programThatFailsOrGivesNoFormIsAProblemWithoutTheDatum() {
        for (String program : new String[] {"{'a': number(.type)}", "def f(x) f($x)\nf(.)", "null", ".type", "7"}) {
            assertThatThrownBy(() -> shape(program))
                    .as(program)
                    .hasMessageContaining("DL-201")
                    .hasMessageNotContaining("created")
                    .hasNoCause();
        }
    }

    @Test
    void formsBeyondTheBoundsAreRefused() {
        String doubling = "def more(x, n) if ($n > 0) more($x + $x, $n - 1) else $x\n";

        assertThatThrownBy(() -> shape(doubling + "{'text': more('0123456789', 20)}"))
                .hasMessageContaining("DL-201");
        assertThatThrownBy(() -> shape(doubling + "more([1], 17)")).hasMessageContaining("DL-201");
        assertThatThrownBy(() -> shape("def nest(x, n) if ($n > 0) nest([$x], $n - 1) else $x\nnest(1, 120)"))
                .hasMessageContaining("DL-201");
    }

    @Test
    void formAtTheBoundsIsTaken() {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (int i = 1; i < OutboundBounds.MAX_VALUES; i++) {
            values.add(i);
        }
        assertThat(OutboundBounds.hold(values)).isTrue();
        assertThat(OutboundBounds.hold(values.add(0))).isFalse();

        String most = "x".repeat(OutboundBounds.MAX_CHARS);
        assertThat(OutboundBounds.hold(JsonNodeFactory.instance.arrayNode().add(most)))
                .isTrue();
        assertThat(OutboundBounds.hold(JsonNodeFactory.instance.arrayNode().add(most + "x")))
                .isFalse();

        JsonNode deep = JsonNodeFactory.instance.arrayNode();
        for (int i = 1; i < OutboundBounds.MAX_DEPTH; i++) {
            deep = JsonNodeFactory.instance.arrayNode().add(deep);
        }
        assertThat(OutboundBounds.hold(deep)).isTrue();
        assertThat(OutboundBounds.hold(JsonNodeFactory.instance.arrayNode().add(deep)))
                .isFalse();
    }

    @Test
    void faultsAreListedOnceWithLinesAndOnlyTheFaultyAreAbsent() throws IOException {
        put("good/mapping.yaml", SOUND);
        put("good/form.jslt", "{\"a\": .type}");
        put("broken-jslt/mapping.yaml", SOUND);
        put("broken-jslt/form.jslt", "{\n  \"a\": .b,\n  \"c\" .d\n}");
        put("unknown-list/mapping.yaml", SOUND);
        put("unknown-list/form.jslt", "{\n  \"a\": code-name(\"no-list\", .x, \"zh\")\n}");
        put("reader/mapping.yaml", SOUND + "reader: csv\n");
        put("outside/mapping.yaml", SOUND.replace("form.jslt", "../good/form.jslt"));
        put("nothing/mapping.yaml", "direction: out\n");
        put("sideways/mapping.yaml", SOUND.replace("out", "sideways"));
        put("broken-yaml/mapping.yaml", "direction: out\n  lane: [\n");

        FolderOutboundMappings mappings = outbound();

        assertThat(mappings.names()).containsExactly("good");
        assertThat(mappings.faults()).extracting(Fault::code).containsOnly("CH-203");
        assertThat(mappings.faults()).anyMatch(f -> f.file().equals("mappings/broken-jslt/form.jslt") && f.line() == 3);
        assertThat(mappings.faults())
                .anyMatch(f -> f.file().equals("mappings/unknown-list/form.jslt") && f.line() == 2);
        assertThat(mappings.faults()).anyMatch(f -> f.file().equals("mappings/reader/mapping.yaml") && f.line() == 6);
        assertThat(mappings.faults()).anyMatch(f -> f.file().equals("mappings/outside/mapping.yaml") && f.line() == 2);
        assertThat(mappings.faults())
                .filteredOn(f -> f.file().equals("mappings/nothing/mapping.yaml"))
                .hasSize(3);
        assertThat(mappings.faults()).noneMatch(f -> f.file().matches("mappings/(sideways|broken-yaml)/.*"));
        assertThat(new FolderMappings(root, lists()).faults())
                .anyMatch(f -> f.file().equals("mappings/sideways/mapping.yaml") && f.line() == 1)
                .anyMatch(f -> f.file().equals("mappings/broken-yaml/mapping.yaml") && f.line() == 2)
                .noneMatch(f -> f.file().startsWith("mappings/broken-jslt/"));
    }

    private JsonNode shape(String program) throws IOException {
        put("form/mapping.yaml", SOUND);
        put("form/form.jslt", program.replace('\'', '"'));
        FolderOutboundMappings mappings = outbound();
        assertThat(mappings.faults()).isEmpty();
        return mappings.shape("form", MappingRooms.json(EVENT));
    }

    private FolderOutboundMappings outbound() {
        return new FolderOutboundMappings(root, lists(), new MappingProperties(""));
    }

    private CodeLists lists() {
        return new CodeLists(root.resolve("code-lists"));
    }

    private void put(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
