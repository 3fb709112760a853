package org.onestophub.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.onestophub.pipeline.map.MappingRooms.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.ComplaintKind;
import org.onestophub.complaint.Part;
import org.onestophub.complaint.contract.StatusSenders;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.problem.Problem;
import org.springframework.mock.env.MockEnvironment;

class MapStepTest {

    @TempDir
    private Path root;

    @Test
    void programResultBecomesTheDocumentWithTheHubsFields() throws IOException {
        Candidate mapped = map(
                "{'channel': 'phone', 'sentAt': .at, 'matter': {'facts': .text, 'title': ''}}",
                "{'at': '2026-11-20T01:00:00Z', 'text': '等候太久'}",
                new Part("2", "a.jpg", "image/jpeg", 5, "1".repeat(64)));

        JsonNode document = mapped.document();
        assertThat(document.at("/schemaVersion").asText()).isEqualTo("1");
        assertThat(document.at("/institution/name").asText()).isEqualTo("测试医院");
        assertThat(document.at("/institution/uscc").isMissingNode()).isTrue();
        assertThat(document.at("/zone").asText()).isEqualTo("Asia/Shanghai");
        assertThat(document.at("/language").asText()).isEqualTo("zh");
        assertThat(document.at("/arrivals/0/receiptNumber").asText()).isEqualTo("261122-0000001-1");
        assertThat(document.at("/arrivals/0/sentAt").asText()).isEqualTo("2026-11-20T01:00:00Z");
        assertThat(document.at("/evidence/0/receiptId").asLong()).isEqualTo(7);
        assertThat(document.at("/matter/title").isMissingNode()).isTrue();
        assertThat(document.at("/complainant").isObject()).isTrue();
    }

    @Test
    void programCannotSetWhatOnlyTheHubKnows() throws IOException {
        Candidate mapped = map("{'channel': 'phone', 'number': 'x', 'provenance': [1], 'findings': [2]}", "{}");

        assertThat(mapped.document().has("number")).isFalse();
        assertThat(mapped.document().at("/provenance")).hasSize(1);
        assertThat(mapped.document().has("findings")).isFalse();
    }

    @Test
    void whatSaysNothingIsLeftOutOfObjectsAndLists() throws IOException {
        JsonNode document = map(
                        "{'channel': 'phone', 'matter': {'facts': .text, 'categories': ['', 'A1', null, {'x': ' '}, [[]]],"
                                + " 'staff': [{'name': ''}]}}",
                        "{'text': 'x'}")
                .document();

        assertThat(document.at("/matter/categories").toString()).isEqualTo("[\"A1\"]");
        assertThat(document.at("/matter").has("staff")).isFalse();
    }

    @Test
    void originsTellCopiedDerivedAndConstant() throws IOException {
        JsonNode origins = map(
                        "{'channel': 'phone',"
                                + " 'complainant': {'sex': code('sex', .gender), 'name': .who, 'phones': [{'raw': .tel}],"
                                + " 'address': .town + ' ' + .street},"
                                + " 'flags': {'confidential': .confidential, 'anonymous': .who == null}}",
                        "{'gender': '男', 'who': '测试甲', 'tel': '13800000001', 'town': '青浦', 'street': '公园路1号',"
                                + " 'confidential': true, 'other': true}")
                .document()
                .get("provenance");

        assertThat(origin(origins, "/channel")).isEqualTo("constant ");
        assertThat(origin(origins, "/complainant/sex")).isEqualTo("derived /gender");
        assertThat(origin(origins, "/complainant/name")).isEqualTo("copied /who");
        assertThat(origin(origins, "/complainant/phones/0/raw")).isEqualTo("copied /tel");
        assertThat(origin(origins, "/complainant/address")).startsWith("derived /");
        assertThat(origin(origins, "/flags/confidential")).isEqualTo("copied /confidential");
        assertThat(origin(origins, "/flags/anonymous")).isEqualTo("derived ");
    }

    @Test
    void equalValuesAreFoundUnderTheSameNameFirst() throws IOException {
        JsonNode origins = map(
                        "{'channel': 'phone', 'call': {'endedAt': .endedAt}}",
                        "{'startedAt': '2026-11-20T01:00:00Z', 'endedAt': '2026-11-20T01:00:00Z'}")
                .document()
                .get("provenance");

        assertThat(origin(origins, "/call/endedAt")).isEqualTo("copied /endedAt");
    }

    @Test
    void hugeViewIsMappedInBoundedTime() throws IOException {
        ObjectNode view = JsonNodeFactory.instance.objectNode().put("text", "长".repeat(90_000));
        for (int i = 0; i < 50_000; i++) {
            view.put("k" + i, "value " + i);
        }
        MapStep step = step("{'channel': 'phone', 'matter': {'facts': .text, 'title': 'absent from the view'}}");

        // a guard against hanging, not a measurement
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofMinutes(3),
                () -> assertThat(step.map(MappingRooms.walk("m", view))
                                .candidates()
                                .get(0)
                                .isSound())
                        .isTrue());
    }

    @Test
    void failingProgramStopsTheCandidateWithoutAMessage() throws IOException {
        Candidate mapped = map("{'channel': number(.x)}", "{'x': 'secret'}");

        assertThat(mapped.problem()).isEqualTo(Problem.MAPPING_FAILED);
        assertThat(mapped.field()).isEmpty();
    }

    @Test
    void endlessProgramStopsTheCandidate() throws IOException {
        assertThat(map("def f(x) f($x)\nf(.)", "{}").problem()).isEqualTo(Problem.MAPPING_FAILED);
    }

    @Test
    void resultThatIsNoObjectStopsTheCandidate() throws IOException {
        assertThat(map("[.x]", "{'x': 1}").problem()).isEqualTo(Problem.MAPPING_NO_OBJECT);
        assertThat(map("null", "{}").problem()).isEqualTo(Problem.MAPPING_NO_OBJECT);
    }

    @Test
    void unknownMappingIsAProblem() throws IOException {
        MapStep step = step("{}");

        assertThatThrownBy(() -> step.map(MappingRooms.walk("none", json("{}"))))
                .hasMessageContaining("RC-201");
    }

    @ParameterizedTest
    @CsvSource({
        "safety, {}, safety",
        "staff, {'kind':'patient'}, staff",
        "staff, {'kind':'safety'}, safety",
        "safety, {'flags':{'staffInternal':true}}, staff",
        "patient, {'kind':'staff'}, staff",
        "patient, {}, patient",
        "'', {}, patient"
    })
    void channelOfAnotherKindBringsNothingOfPatients(String channel, String made, String kind) throws IOException {
        MockEnvironment settings = new MockEnvironment();
        if (!channel.isEmpty()) {
            settings.setProperty("hub.channels.test-channel.kind", channel);
        }
        Rooms rooms = rooms(made.equals("{}") ? "{'matter':{}}" : made);

        JsonNode document = new MapStep(
                        rooms.mappings(),
                        rooms.lists(),
                        MappingRooms.HUB,
                        account -> new StatusSenders.Scope("", false),
                        settings)
                .map(MappingRooms.walk("m", json("{}")))
                .candidates()
                .get(0)
                .document();

        assertThat(document).isNotNull();
        assertThat(ComplaintKind.of(document)).isEqualTo(kind);
    }

    private Candidate map(String program, String view, Part... parts) throws IOException {
        return step(program)
                .map(MappingRooms.walk("m", json(view), parts))
                .candidates()
                .get(0);
    }

    private record Rooms(FolderMappings mappings, CodeLists lists) {}

    private MapStep step(String program) throws IOException {
        Rooms rooms = rooms(program);
        return new MapStep(rooms.mappings(), rooms.lists(), MappingRooms.HUB);
    }

    private Rooms rooms(String program) throws IOException {
        Path lists = Files.createDirectories(root.resolve("code-lists"));
        Files.writeString(lists.resolve("sex.csv"), "code,name_zh,name_en,parent,aliases\n1,男,male,,M\n");
        Path folder = Files.createDirectories(root.resolve("m"));
        Files.writeString(
                folder.resolve("mapping.yaml"),
                "reader: x\nprogram: m.jslt\nlane: complaint\nsource: s\nchanges: [{date: 2026-11-22}]\n");
        Files.writeString(folder.resolve("m.jslt"), program.replace('\'', '"'));
        CodeLists codeLists = new CodeLists(lists);
        FolderMappings mappings = new FolderMappings(root, codeLists);
        assertThat(mappings.faults()).isEmpty();
        return new Rooms(mappings, codeLists);
    }

    private static String origin(JsonNode origins, String field) {
        for (JsonNode origin : origins) {
            if (origin.path("field").asText().equals(field)) {
                return origin.path("kind").asText() + " "
                        + origin.path("source").asText("");
            }
        }
        return "none";
    }
}
