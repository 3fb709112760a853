package org.onestophub.pipeline.read.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Finding;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class JsonReaderTest {

    private static final String PROFILE = """
            key: [/taskId, /round]
            keyPrefix: hotline
            required: [/taskId]
            defaults: {round: "1"}
            times: {/orderTime: "yyyy-MM-dd HH:mm:ss", /takenAt: ["yyyy-MM-dd HH:mm"]}
            aliases: {taskId: [工单编号], text: [内容]}
            unknownFields: report
            fields: [taskId, round, orderTime, takenAt, text, amount]
            """;

    private final JsonReader reader = new JsonReader(ReadReceipts.HUB);

    @Test
    void otherNamesAreReplacedAndTheKeyIsBuilt() {
        Candidate found = read("{'工单编号': ' A1 ', '内容': '等候\\r\\n太久\\u0000'}");

        assertThat(found.key()).isEqualTo("hotline:a1:A1#1");
        assertThat(found.view().path("taskId").asText()).isEqualTo("A1");
        assertThat(found.view().path("text").asText()).isEqualTo("等候\n太久");
        assertThat(found.view().at("/transport/account").asText()).isEqualTo("a1");
        assertThat(found.findings()).isEmpty();
    }

    @Test
    void roundMakesAnotherThing() {
        assertThat(read("{'taskId': 'A1', 'round': 2}").key()).isEqualTo("hotline:a1:A1#2");
        assertThat(read("{'taskId': 'A1', 'round': '02'}").key()).isEqualTo("hotline:a1:A1#2");
    }

    @Test
    void ownNameGoesBeforeAnAlias() {
        assertThat(read("{'工单编号': 'B', 'taskId': 'A'}").view().path("taskId").asText())
                .isEqualTo("A");
        assertThat(read("{'taskId': 'A', '工单编号': 'B'}").view().path("taskId").asText())
                .isEqualTo("A");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-18 16:30:00, 2026-09-18T08:30:00Z", "2026-09-18T16:30:00+08:00, 2026-09-18T08:30:00Z",
        "2026-09-18T16:30:00.123, 2026-09-18T08:30:00Z", "46283.6875, 2026-09-18T08:30:00Z",
        "1986-05-04 00:30:00, 1986-05-03T16:30:00Z"
    })
    void timeIsReadInTheHubsZone(String text, String instant) {
        JsonNode view = read("{'taskId': 'A', 'orderTime': '" + text + "'}").view();

        assertThat(view.path("orderTimeAt").asText()).isEqualTo(instant);
        assertThat(view.path("orderTime").asText()).isEqualTo(text);
    }

    @Test
    void fieldThatEndsInAtBecomesUtcAndItsTextStays() {
        JsonNode view = read("{'taskId': 'A', 'takenAt': '2026-09-18 16:30'}").view();

        assertThat(view.path("takenAt").asText()).isEqualTo("2026-09-18T08:30:00Z");
        assertThat(view.path("takenAtRaw").asText()).isEqualTo("2026-09-18 16:30");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30 10:00:00", "tomorrow", "99999999", "2026-09-18"})
    void unreadableTimeIsAFinding(String text) {
        Candidate found = read("{'taskId': 'A', 'orderTime': '" + text + "'}");

        assertThat(found.findings()).containsExactly(Finding.of(Problem.DATE_UNREADABLE, "/orderTime"));
        assertThat(found.view().has("orderTimeAt")).isFalse();
    }

    @Test
    void unknownFieldsAreReportedAndNamesThatCouldBeDataAreNotRepeated() {
        Candidate found = read("{'taskId': 'A', 'colour': 1, '测试甲 13800000001': 2}");

        assertThat(found.findings())
                .containsExactly(
                        Finding.of(Problem.COLUMNS_UNEXPECTED, "/colour"), Finding.of(Problem.COLUMNS_UNEXPECTED, ""));
    }

    @Test
    void missingRequiredFieldStopsTheCandidate() {
        for (String json : new String[] {"{'text': 'x'}", "{'taskId': ' '}", "{'taskId': null}", "{'taskId': []}"}) {
            Candidate found = read(json);
            assertThat(found.problem()).isEqualTo(Problem.FIELD_MISSING);
            assertThat(found.field()).isEqualTo("/taskId");
            assertThat(found.key()).isEqualTo("source-key");
        }
    }

    @Test
    void signThatPartsTheValuesOfAKeyMakesNoOtherKeyOfThem() {
        String roundInTheNumber = read("{'taskId': 'A1#1', 'round': 1}").key();
        String numberInTheRound = read("{'taskId': 'A1', 'round': '1#1'}").key();
        String escaped = read("{'taskId': 'A1\\\\#1', 'round': 1}").key();

        assertThat(Set.of(roundInTheNumber, numberInTheRound, escaped)).hasSize(3);
    }

    @Test
    void endlessNumbersAndKeysAreTamed() {
        assertThat(read("{'taskId': 'A', 'amount': 1E+999999999}")
                        .view()
                        .path("amount")
                        .isTextual())
                .isTrue();
        assertThat(read("{'taskId': '" + "A".repeat(1000) + "'}").key()).isEqualTo("source-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "null",
                "'text'",
                "{'a': 1, 'a': 2}",
                "{'a': {'b': 1, 'b': 2}}",
                "{'a': 1} x",
                "{'a': 1",
                "{a: 1}",
                "{'a': 1e99999999999}",
                "{'a': NaN}",
                "{'a': 01}",
                "{'a': 1,}",
                "// x\n{}"
            })
    void whatIsNoSoundObjectIsMalformed(String json) {
        assertProblem(json, Problem.JSON_MALFORMED);
    }

    @Test
    void depthNumbersAndNamesAreBounded() {
        assertProblem("{'a': " + "[".repeat(50) + "]".repeat(50) + "}", Problem.JSON_MALFORMED);
        assertThat(read("{'taskId': 'A', 'text': " + "[".repeat(48) + "]".repeat(48) + "}")
                        .isSound())
                .isTrue();
        assertProblem("{'a': " + "9".repeat(101) + "}", Problem.JSON_MALFORMED);
        assertProblem("{'" + "a".repeat(201) + "': 1}", Problem.JSON_MALFORMED);
    }

    @Test
    void sizeIsBoundedAndNothingIsEmpty() {
        assertProblem("{'a': '" + "x".repeat(1024 * 1024) + "'}", Problem.BOUNDS_EXCEEDED);
        assertProblem("", Problem.EMPTY);
        assertProblem(" \n", Problem.EMPTY);
    }

    @Test
    void byteOrderMarkIsFineAndOtherCharsetsAreNot() {
        byte[] marked = "\uFEFF{\"taskId\": \"A\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(ReadReceipts.of(marked, ""), profile(PROFILE))
                        .candidates()
                        .get(0)
                        .isSound())
                .isTrue();

        byte[] utf16 = "{\"taskId\": \"甲\"}".getBytes(StandardCharsets.UTF_16);
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> reader.read(ReadReceipts.of(utf16, ""), profile(PROFILE)));
        assertThat(problem.problem()).isEqualTo(Problem.JSON_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour: red",
                "key: taskId",
                "key: [taskId]",
                "times: {/a: 'jj'}",
                "times: {a: yyyy}",
                "unknownFields: ignore",
                "unknownFields: report",
                "aliases: {a: b}",
                "aliases: {a: [1]}"
            })
    void badProfileIsOurFault(String profile) {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> reader.read(ReadReceipts.of("{}"), profile(profile)));

        assertThat(problem.problem()).isEqualTo(Problem.PROFILE_INVALID);
    }

    @Property(tries = 500)
    void anyBytesEndAsCandidateOrProblem(@ForAll byte[] bytes) {
        assertTotal(bytes);
    }

    @Property(tries = 500)
    void anyDamagedObjectEndsAsCandidateOrProblem(@ForAll("damaged") byte[] bytes) {
        assertTotal(bytes);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] sound =
                "{\"taskId\":\"甲1\",\"round\":[2,{\"a\":null}],\"orderTime\":\"2026-09-18 16:30:00\",\"text\":\"\\ud83d\"}"
                        .getBytes(StandardCharsets.UTF_8);
        return Arbitraries.integers()
                .between(0, sound.length - 1)
                .flatMap(place -> Arbitraries.bytes().map(value -> {
                    byte[] copy = Arrays.copyOf(sound, sound.length);
                    copy[place] = value;
                    return copy;
                }));
    }

    private void assertTotal(byte[] bytes) {
        try {
            assertThat(reader.read(ReadReceipts.of(bytes, ""), profile(PROFILE)).candidates())
                    .hasSize(1);
        } catch (ProblemException e) {
            assertThat(e.problem().code()).startsWith("RD-1");
        }
    }

    private void assertProblem(String json, Problem expected) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(json));
        assertThat(problem).as(json.length() > 80 ? "long" : json).isNotNull();
        assertThat(problem.problem()).isEqualTo(expected);
    }

    private Candidate read(String json) {
        return reader.read(ReadReceipts.of(json), profile(PROFILE)).candidates().get(0);
    }

    private static JsonNode profile(String yaml) {
        try {
            ObjectMapper mapper = new YAMLMapper();
            return mapper.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
