package org.onestophub.pipeline.read.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.ReadReceipts;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** JSON as lines of a file, as a view, and with replaced texts. */
class JsonFormsTest {

    private static final JsonNode NOTHING = yaml("{}");
    private static final JsonNode KEYED = yaml("{key: [/id], keyPrefix: x, required: [/id]}");

    private final JsonReader reader = new JsonReader(ReadReceipts.HUB);
    private final JsonLinesReader lines = new JsonLinesReader(ReadReceipts.HUB);
    private final FormReader form = new FormReader(ReadReceipts.HUB);

    @Test
    void eachLineIsACandidate() {
        List<Candidate> found = lines("{\"id\":1}\n\n \t\r\n{\"id\":2}\r\n{\"a\":3}", KEYED);

        assertThat(found).extracting(Candidate::key).containsExactly("x:a1:1", "x:a1:2", "source-key#5");
        assertThat(found).extracting(Candidate::field).containsExactly("", "", "/id");
        assertThat(found.get(1).view().path("id").asInt()).isEqualTo(2);
    }

    @Test
    void lineThatIsNoObjectStopsNoOther() {
        List<Candidate> found = lines("{\"id\":1}\nnonsense\n[]\n{\"id\":4}\n", KEYED);

        assertThat(found)
                .extracting(Candidate::problem)
                .containsExactly(null, Problem.JSON_MALFORMED, Problem.JSON_MALFORMED, null);
        assertThat(found.get(1).key()).isEqualTo("source-key#2");
        assertThat(found.get(2).view().path("line").asInt()).isEqualTo(3);
    }

    @Test
    void listWithAnObjectOnEachLineIsReadLikeLines() {
        List<Candidate> found = lines("[\r\n{\"id\":1},\r\n{\"id\":2} , \n{\"id\":3}\n]\n", KEYED);

        assertThat(found).extracting(Candidate::key).containsExactly("x:a1:1", "x:a1:2", "x:a1:3");
        assertThat(found).extracting(Candidate::problem).containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\n \"id\": 1\n}\n", "[{\n \"id\": 1\n},\n{\n \"id\": 2\n}]", "{\"id\":1},,\n{\"id\":2},,"})
    void fileOfWhichNoLineIsAnObjectIsRefusedAsAWhole(String text) {
        assertProblem(Problem.JSON_MALFORMED, "lines", () -> lines(text, KEYED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", " \r\n\t\n"})
    void fileWithoutALineIsEmpty(String text) {
        assertProblem(Problem.EMPTY, "", () -> lines(text, NOTHING));
    }

    @Test
    void linesAndBytesOfAFileAreBounded() {
        assertThat(lines("{}\n".repeat(20_000), NOTHING)).hasSize(20_000);
        assertProblem(Problem.BOUNDS_EXCEEDED, "lines", () -> lines("{}\n".repeat(20_001), NOTHING));
        String blanks = " ".repeat(32 * 1024 * 1024 - 2);
        assertThat(lines(blanks + "{}", NOTHING)).hasSize(1);
        assertProblem(Problem.BOUNDS_EXCEEDED, "size", () -> lines(blanks + "{}\n", NOTHING));
    }

    @Test
    void addressOfAPageHasASecondFormInTheView() {
        JsonNode profile = yaml("{addresses: [url, other, third], wayParameters: [utm_*]}");

        JsonNode view = view("{\"url\":\"https://e.org/1/?utm_x=2\",\"other\":\" \",\"third\":7}", profile);

        assertThat(view.path("urlSame").asText()).isEqualTo("e.org/1");
        assertThat(view.has("otherSame")).isFalse();
        assertThat(view.has("thirdSame")).isFalse();
    }

    @Test
    void textsAreCleanedHoweverDeepTheyAre() {
        JsonNode view = view("{\"a\":[\" b\\u0000 \",{\" c \":\"d\\u0007\"}],\"n\":null,\"t\":true}", NOTHING);

        assertThat(view.path("a").toString()).isEqualTo("[\"b\",{\"c\":\"d\"}]");
        assertThat(view.path("n").isNull()).isTrue();
        assertThat(view.path("t").asBoolean()).isTrue();
    }

    @Test
    void numberIsANumberUpToAScaleOf50() {
        JsonNode view = view("{\"a\":1E-50,\"b\":1E-51,\"c\":1E+50,\"d\":1E+999999999}", NOTHING);

        assertThat(view.path("a").isNumber()).isTrue();
        assertThat(view.path("b").isTextual()).isTrue();
        assertThat(view.path("c").isNumber()).isTrue();
        assertThat(view.path("d").asText()).isEqualTo("1E+999999999");
    }

    @Test
    void unknownFieldsAreToldTwentyTimesAtMost() {
        StringBuilder json = new StringBuilder("{\"id\":1");
        for (int i = 0; i < 30; i++) {
            json.append(",\"a").append(i).append("\":1");
        }
        JsonNode profile = yaml("{unknownFields: report, fields: [id]}");

        assertThat(candidate(json.append('}').toString(), profile).findings()).hasSize(20);
        assertThat(candidate("{\"id\":1,\"王\":1,\"李\":2}", profile).findings()).hasSize(1);
    }

    @Test
    void keyHasUpTo300Characters() {
        String prefix = "x:a1:";
        String longest = "k".repeat(300 - prefix.length());

        assertThat(candidate("{\"id\":\"" + longest + "\"}", KEYED).key()).isEqualTo(prefix + longest);
        assertThat(candidate("{\"id\":\"" + longest + "k\"}", KEYED).key()).isEqualTo("source-key");
        assertThat(candidate("{\"id\":\"1#2\\\\\"}", KEYED).key()).isEqualTo("x:a1:1#2\\");
    }

    @ParameterizedTest
    @CsvSource({
        "'{times: [/a], timePatterns: [yyyy]}', ''",
        "'{times: [/], timePatterns: [yyyy]}', times",
        "'{times: [a]}', times",
        "'{times: {/a: bbbbbb}}', times",
        "'{aliases: {a: b}}', aliases",
        "'{senderFields: {/a: b}}', ''",
        "'{senderFields: {a: b}}', senderFields",
        "'{senderFields: {/a: 1}}', senderFields",
        "'{unknownFields: report}', fields",
        "'{unknownFields: other}', unknownFields",
        "'{colour: red}', colour"
    })
    void optionThatIsNoneIsNamed(String profile, String field) {
        if (field.isEmpty()) {
            assertThat(candidate("{\"a\":\"2026\"}", yaml(profile)).key()).isEqualTo("source-key");
            lines.check(yaml(profile));
        } else {
            assertProblem(Problem.PROFILE_INVALID, field, () -> candidate("{}", yaml(profile)));
            assertProblem(Problem.PROFILE_INVALID, field, () -> lines.check(yaml(profile)));
        }
    }

    @Test
    void timesOfAListShareTheirPatterns() {
        JsonNode profile = yaml("{times: [/a, /b], timePatterns: ['yyyy/MM/dd']}");

        JsonNode view = view("{\"a\":\"2026/11/29\",\"b\":\"2026/11/30\"}", profile);

        assertThat(view.path("aAt").asText()).isEqualTo("2026-11-28T16:00:00Z");
        assertThat(view.path("bAt").asText()).isEqualTo("2026-11-29T16:00:00Z");
    }

    @Test
    void eachProfileIsItsOwn() {
        assertThat(candidate("{\"id\":1}", KEYED).key()).isEqualTo("x:a1:1");
        assertThat(candidate("{\"id\":1}", NOTHING).key()).isEqualTo("source-key");
        assertThat(candidate("{\"id\":1}", KEYED).key()).isEqualTo("x:a1:1");
    }

    @Test
    void textsAndNumbersAreReplacedAndTheRestStays() {
        String json = "{\"name\":\"甲\",\"n\":12.50,\"t\":true,\"z\":null,\"list\":[\"乙\",3,{\"in\":\"丙\"}]}";

        String replaced = new String(
                reader.rewritten(
                        ReadReceipts.of(json.getBytes(StandardCharsets.UTF_8), ""),
                        NOTHING,
                        (name, text) -> name.isEmpty() ? text : text.matches("[0-9.]+") ? "7" : name + "-T"),
                StandardCharsets.UTF_8);

        assertThat(replaced.replaceAll("\\s", ""))
                .isEqualTo(
                        "{\"name\":\"name-T\",\"n\":7,\"t\":true,\"z\":null,\"list\":[\"list-T\",7,{\"in\":\"in-T\"}]}");
        assertThat(replaced).endsWith("}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "1E-999999999", "1E+51", "1E-51"})
    void monstrousNumberIsNotWrittenOut(String number) {
        Receipt receipt = ReadReceipts.of(("{\"n\":" + number + "}").getBytes(StandardCharsets.UTF_8), "");

        assertProblem(
                Problem.SAMPLE_NOT_REPLACEABLE, "body", () -> reader.rewritten(receipt, NOTHING, (name, text) -> text));
    }

    @Test
    void numberThatBecomesATextIsAProblem() {
        Receipt receipt = ReadReceipts.of("{\"n\":1E+50}".getBytes(StandardCharsets.UTF_8), "");

        assertProblem(
                Problem.SAMPLE_NOT_REPLACEABLE,
                "body",
                () -> reader.rewritten(receipt, NOTHING, (name, text) -> name.isEmpty() ? text : "seven"));
        assertThat(reader.rewritten(receipt, NOTHING, (name, text) -> text)).isNotEmpty();
    }

    @Test
    void formWithAttachmentsHasNoReplacement() {
        Receipt multipart = ReadReceipts.of("{}".getBytes(StandardCharsets.UTF_8), " Multipart/Form-Data; boundary=b");
        Receipt plain = ReadReceipts.of("{}".getBytes(StandardCharsets.UTF_8), "application/json");

        assertProblem(
                Problem.SAMPLE_NOT_REPLACEABLE,
                "attachments",
                () -> form.rewritten(multipart, NOTHING, (name, text) -> text));
        assertThat(form.rewritten(plain, NOTHING, (name, text) -> text))
                .isEqualTo("{ }\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readersSayWhatTheyAreAndShowText() {
        byte[] gbk = "{\"a\":\"投诉\"}".getBytes(Charset.forName("GBK"));

        assertThat(List.of(reader.format(), lines.format(), form.format()))
                .containsExactly("json", "json-lines", "json-or-multipart");
        assertThat(reader.text(gbk)).contains("{\"a\":\"投诉\"}");
        assertThat(lines.text(gbk)).contains("{\"a\":\"投诉\"}");
        assertThat(form.text("投诉".getBytes(StandardCharsets.UTF_8))).contains("投诉");
        assertThat(form.text(gbk)).isEmpty();
    }

    private List<Candidate> lines(String text, JsonNode profile) {
        return lines.read(ReadReceipts.of(text.getBytes(StandardCharsets.UTF_8), ""), profile)
                .candidates();
    }

    private Candidate candidate(String json, JsonNode profile) {
        return reader.read(ReadReceipts.of(json.getBytes(StandardCharsets.UTF_8), "application/json"), profile)
                .candidates()
                .get(0);
    }

    private JsonNode view(String json, JsonNode profile) {
        return candidate(json, profile).view();
    }

    private static void assertProblem(Problem problem, String field, Runnable action) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem()).isEqualTo(problem);
            assertThat(e.field()).isEqualTo(field);
        });
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
