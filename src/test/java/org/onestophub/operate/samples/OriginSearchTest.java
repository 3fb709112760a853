package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.Parser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.contract.FieldOrigins;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.list.CodeLists;

/** Where fields come from, found by running programs with other values. */
class OriginSearchTest {

    private static final CodeLists LISTS = new CodeLists(Path.of("mappings/code-lists"));
    private static final GoldenSamples SAMPLES = SampleWalk.SAMPLES;

    @Test
    void copyIsToldFromAnEqualValueElsewhere() {
        assertThat(origin("{'x': .b}", "{'a': '7', 'b': '7', 'c': '7'}", "/x")).isEqualTo("copied [/b] []");
    }

    @Test
    void constantEqualToAValueOfTheInputIsAConstant() {
        assertThat(origin("{'x': 'hotline', 'y': .a}", "{'a': 'hotline'}", "/x"))
                .isEqualTo("constant [] []");
    }

    @Test
    void concatenationNamesEveryPlace() {
        assertThat(origin("{'x': .a + '-' + .b.c[1]}", "{'a': 'p', 'b': {'c': ['q', 'r']}, 'd': 'p'}", "/x"))
                .isEqualTo("derived [/a, /b/c/1] []");
    }

    @Test
    void conditionIsNoPlaceOfTheValue() {
        assertThat(origin("{'x': if (.a == 'yes') .b, 'y': .c}", "{'a': 'yes', 'b': 'v', 'c': 'z'}", "/x"))
                .isEqualTo("copied [/b] [/a]");
        assertThat(origin("{'x': if (.a) true, 'y': .c}", "{'a': 'yes', 'c': 'true'}", "/x"))
                .isEqualTo("constant [] [/a]");
    }

    @Test
    void fallbackComesFromThePlaceThatWasThere() {
        assertThat(origin("{'x': fallback(.a, .b)}", "{'a': 'same', 'b': 'same'}", "/x"))
                .isEqualTo("copied [/a] []");
        assertThat(origin("{'x': fallback(.a, .b)}", "{'b': 'same'}", "/x")).isEqualTo("copied [/b] []");
    }

    @Test
    void functionsOfAValueAreDerived() {
        assertThat(origin("{'x': uppercase(.a), 'y': size(.b)}", "{'a': 'ab', 'b': 'abc'}", "/x"))
                .isEqualTo("derived [/a] []");
        assertThat(origin("{'x': number(.a) + 1}", "{'a': '41'}", "/x")).isEqualTo("derived [/a] []");
        assertThat(origin(
                        "{'x': format-time(parse-time(.a, 'yyyy-MM-dd'), 'dd.MM.yyyy')}", "{'a': '2026-11-10'}", "/x"))
                .isEqualTo("derived [/a] []");
    }

    @Test
    void elementThatGoesMovesNoOther() {
        assertThat(origin("{'x': [for ([.a, .b]) {'v': .} if (.)]}", "{'a': '1', 'b': '2'}", "/x/1/v"))
                .isEqualTo("copied [/b] []");
    }

    @Test
    void placesThatDecideOnlyTogetherAreFoundTogether() {
        assertThat(origin("{'x': if (.a or .b) 'k', 'y': .c}", "{'a': '1', 'b': '2', 'c': '3', 'd': '4'}", "/x"))
                .isEqualTo("constant [] [/a, /b]");
    }

    @Test
    void valueThatIsAnotherAtEachRunCannotBeTold() {
        assertThat(origin("{'x': random(), 'y': .a}", "{'a': 'v'}", "/x")).startsWith("unknown");
    }

    @Test
    void placeWhoseEveryExchangeStopsTheThingIsUntried() {
        FieldOrigins origins = of("{'x': if (.a == 'v') .b else error('no')}", "{'a': 'v', 'b': 'w'}");

        assertThat(origins.untried()).containsExactly("/a");
        assertThat(told(origins, "/x")).isEqualTo("copied [/b] []");
        assertThat(origins.complete()).isTrue();
    }

    @Test
    void fieldThatAnUntriedPlaceMayDecideIsNoConstant() {
        FieldOrigins origins = of("{'x': if (.a == 'v') 'k' else error('no'), 'y': .b}", "{'a': 'v', 'b': 'w'}");

        assertThat(told(origins, "/x")).isEqualTo("unknown [] []");
    }

    @Test
    void fieldsThatAreLeftOutAreSaid() {
        FieldOrigins origins = of(
                "{'x': [for ([0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]) [0,1,2,3,4,5,6,7,8,9,"
                        + "0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,"
                        + "0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9]]}",
                "{'a': 'v'}");

        assertThat(origins.fields()).hasSize(2_000);
        assertThat(origins.complete()).isFalse();
    }

    @Test
    void moreThanThousandPlacesAreSaidNotToBeTried() {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < 1_001; i++) {
            view.put("k" + i, "v");
        }

        FieldOrigins origins = search("{'x': .k999, 'y': .k1000}", view);

        assertThat(told(origins, "/x")).isEqualTo("copied [/k999] []");
        assertThat(told(origins, "/y")).isEqualTo("unknown [] []");
        assertThat(origins.complete()).isFalse();
    }

    @Test
    void hotlineOrderIsToldFieldByField() {
        FieldOrigins origins = hotline("""
                {"taskId": "BJ202611220001", "orderTime": "2026-11-20 09:15:00", "反映人": "张三", "callNumber": "13800138000",
                 "serviceType": "投诉", "discription": "候诊时间过长，张三", "confidential": "是", "levelTwo": "卫生健康",
                 "streetName": "东街", "address": "1号"}
                """);

        assertThat(told(origins, "/channel")).isEqualTo("constant [] []");
        assertThat(told(origins, "/complainant/name")).startsWith("copied [/reflectPerson]");
        assertThat(told(origins, "/matter/facts")).startsWith("copied [/discription]");
        assertThat(told(origins, "/matter/type")).startsWith("derived [/serviceType]");
        assertThat(told(origins, "/matter/place")).isEqualTo("derived [/streetName, /address] []");
        assertThat(told(origins, "/sentAt")).startsWith("copied [/orderTimeAt]");
        assertThat(told(origins, "/flags/confidential")).isEqualTo("constant [] [/confidential]");
        assertThat(told(origins, "/complainant/phones/0/raw")).startsWith("copied [/callNumber]");
        assertThat(told(origins, "/externalIds/0/value")).isEqualTo("copied [/taskId] []");
        assertThat(told(origins, "/externalIds/0/kind")).startsWith("constant []");
        assertThat(told(origins, "/language")).startsWith("derived [/discription]");
        assertThat(told(origins, "/schemaVersion")).isEqualTo("hub [] []");
    }

    /** Every sample of every mapping: a field said to be copied has the value of its place, each place is one of the view. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void whatIsSaidOfASampleHolds(Sample sample) {
        SampleFile file = new SampleFile(sample.mapping(), sample.input());
        Optional<FieldOrigins> found = SAMPLES.origins(file);

        assertThat(found).isPresent();
        assertThat(found.get().complete()).isTrue();
        assertThat(found.get().fields()).isNotEmpty();
        for (FieldOrigins.Field field : found.get().fields()) {
            if (found.get().untried().isEmpty()) {
                assertThat(field.kind()).as(field.field()).isNotEqualTo(FieldOrigins.UNKNOWN);
            }
            Stream.concat(field.places().stream(), field.conditions().stream())
                    .forEach(place -> assertThat(found.get().view().at(place).isValueNode())
                            .as(field + " " + place)
                            .isTrue());
            if (field.kind().equals(FieldOrigins.COPIED)) {
                assertThat(found.get().document().at(field.field()).asText())
                        .isEqualTo(found.get().view().at(field.places().get(0)).asText());
            }
        }
    }

    /** The first three of each mapping that give something. */
    private static Stream<Sample> samples() {
        Map<String, List<Sample>> byMapping = Sample.all().stream()
                .filter(sample -> SampleWalk.MAPPINGS.all().stream()
                        .anyMatch(mapping -> mapping.name().equals(sample.mapping())
                                && !mapping.program().isEmpty()))
                .filter(sample -> Files.exists(sample.beside(".expected.json")))
                .collect(Collectors.groupingBy(Sample::mapping));
        return byMapping.values().stream().flatMap(all -> all.stream().limit(3));
    }

    private static FieldOrigins hotline(String order) {
        return SAMPLES.origins(MappingDryRun.receipt(
                        "hotline",
                        "hotline",
                        Instant.parse("2026-11-22T04:00:00Z"),
                        Map.of("account", "city"),
                        Content.of(order.getBytes(StandardCharsets.UTF_8))))
                .orElseThrow();
    }

    private static String origin(String program, String view, String field) {
        return told(of(program, view), field);
    }

    private static FieldOrigins of(String program, String view) {
        try {
            return search(program, CanonicalJson.MAPPER.readTree(view.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static FieldOrigins search(String program, JsonNode view) {
        Expression compiled = Parser.compileString(program.replace('\'', '"'));
        return new OriginSearch(
                        given -> {
                            try {
                                return compiled.apply(given) instanceof ObjectNode made
                                        ? Optional.of(made.deepCopy())
                                        : Optional.empty();
                            } catch (com.schibsted.spt.data.jslt.JsltException e) {
                                return Optional.empty();
                            }
                        },
                        LISTS)
                .of(view)
                .orElseThrow();
    }

    private static String told(FieldOrigins origins, String field) {
        return origins.fields().stream()
                .filter(one -> one.field().equals(field))
                .map(one -> one.kind() + " " + one.places() + " " + one.conditions())
                .findFirst()
                .orElseThrow(() -> new AssertionError(field));
    }
}
