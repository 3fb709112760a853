package org.onestophub.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.MadeSample;
import org.onestophub.complaint.MappingTrial;
import org.onestophub.complaint.Receipt;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Samples made of inputs that hold canary names: no canary is left, and the runner of the samples finds them green. */
class SyntheticSampleTest {

    private static final Path CONFIG = Path.of(".");
    private static final Instant ARRIVAL = Instant.parse("2026-11-20T04:00:00Z");
    private static final List<String> CANARIES = List.of("欧阳金丝", "金丝雀", "13912345678", "139-1234-5678", "1 3 9 1 2",
            "canary.bird", "Canary", "320106198001019999", "幸福路", "88号", "9988776655", "住院号");

    private static final String ORDER = """
            {"taskId": "2611A998877", "round": "1", "serviceType": "投诉", "reflectPerson": "欧阳金丝",
             "callNumber": "13912345678", "orderTime": "2026-11-20 10:00:00", "address": "幸福路88号1203室",
             "discription": "患者金丝雀（身份证320106198001019999，住院号9988776655）在医疗纠纷中等候3小时，电话139-1234-5678或1 3 9 1 2 3 4 5 6 7 8，邮箱canary.bird@canary.cn，Dr Canary不理。",
             "coordx": 121.4737011, "levelTwo": "医疗纠纷", "confidential": "是"}
            """;

    @TempDir
    Path scratch;

    private SyntheticSample samples;

    @BeforeEach
    void open() {
        samples = new SyntheticSample(CONFIG, scratch.resolve("scratch"), Clock.systemUTC());
    }

    @Test
    void orderOfTheHotlineLosesEveryCanaryAndKeepsItsShape() throws IOException {
        MadeSample made = samples.of(receipt("hotline", ORDER, Map.of("account", "line-a", "remark", "欧阳金丝 13912345678")));

        assertClean(made);
        assertThat(made.differences()).isEmpty();
        assertThat(made.rejected()).isFalse();
        assertThat(made.answer().at("/document/complainant/name").asText()).isEqualTo("测试甲");
        assertThat(made.answer().at("/document/complainant/phones/0/raw").asText()).startsWith("1380000");
        assertThat(made.answer().at("/document/flags/dispute").asBoolean()).isTrue();
        assertThat(made.answer().at("/document/matter/facts").asText()).contains("医疗纠纷", "11010519491231002X");
        assertThat(made.meta()).containsEntry("account", "line-a").containsEntry("receivedAt", ARRIVAL.toString());
        assertGreen("hotline", made);
    }

    @Test
    void callRecordsKeepTheirRowsAndCharacterSet() throws IOException {
        Path input = Path.of("mappings/phone-cdr/samples/caller-name-in-gbk.csv");
        String rows = Files.readString(input, Charset.forName("GB18030")).replace("测试甲", "金丝雀");
        Receipt receipt = MappingTrial.receipt("phone-cdr", "phone-cdr", ARRIVAL, Map.of(),
                Content.of(rows.getBytes(Charset.forName("GB18030"))));

        MadeSample made = samples.of(receipt);

        assertClean(made);
        assertThat(made.differences()).isEmpty();
        assertThat(new String(made.input(), Charset.forName("GB18030"))).hasSameSizeAs(rows).contains("测试甲");
        assertGreen("phone-cdr", made);
    }

    @ParameterizedTest
    @MethodSource("ownSamples")
    void sampleMadeOfASampleHasItsShape(SampleFile sample) {
        assertThat(samples.of(sample.receipt()).differences()).as(sample.toString()).isEmpty();
    }

    static Stream<SampleFile> ownSamples() {
        return Stream.of("hotline", "desk", "phone-cdr")
                .flatMap(mapping -> SampleFile.of(CONFIG, mapping).stream())
                .filter(sample -> Files.exists(sample.beside(".expected.json")))
                .filter(sample -> !sample.input().toString().endsWith(".form"));
    }

    @Test
    void equalValuesStayEqualAndDifferentOnesDifferent() {
        MadeSample made = samples.of(receipt("hotline", """
                {"taskId": "55555551", "reflectPerson": "金丝雀", "deptName": "金丝雀", "callNumber": "13912345678",
                 "discription": "13912345678和13912345679都打不通"}""", Map.of()));

        assertThat(made.text()).containsPattern("\"deptName\" : \"测试甲\"").contains("13800000001", "13800000002")
                .containsOnlyOnce("13800000002");
    }

    @Test
    void birthIsReplacedAndTimesOfTheCaseStay() {
        MadeSample made = samples.of(receipt("desk", """
                {"entryId": "7", "channel": "visit", "takenAt": "2026-11-19 09:30", "complainant": {"name": "金丝雀",
                 "birthDate": "1980-01-01", "phone": "13912345678"}, "matter": {"facts": "等候太久，出生于1980年1月1日"}}""", Map.of()));

        assertThat(made.text()).contains("2026-11-19 09:30", "1949-12-31").doesNotContain("1980");
    }

    @ParameterizedTest
    @ValueSource(strings = {"letter/samples/image-only.jpg", "desk/samples/two-attachments.form"})
    void whatCannotBeReplacedIsRefused(String input) {
        String mapping = input.substring(0, input.indexOf('/'));
        Receipt receipt = new SampleFile(mapping, Path.of("mappings", input)).receipt();

        assertThatThrownBy(() -> samples.of(receipt)).isInstanceOfSatisfying(ProblemException.class,
                e -> assertThat(e.problem()).isEqualTo(Problem.SAMPLE_NOT_REPLACEABLE));
    }

    @Test
    void wordThatIsLeftIsFound() {
        for (String word : List.of("金丝雀", "9988776655", "canary@canary.cn")) {
            assertThatThrownBy(() -> Leak.check(List.of("医疗"), List.of(word), "某某" + word + "某", Map.of(), CanonicalJson.MAPPER.createObjectNode()))
                    .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SAMPLE_NOT_CLEAN));
        }
    }

    private static Receipt receipt(String mapping, String text, Map<String, String> transport) {
        return MappingTrial.receipt(mapping, mapping, ARRIVAL, transport, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertClean(MadeSample made) {
        String all = made.text() + made.meta() + made.answer();
        assertThat(CANARIES).noneMatch(all::contains);
    }

    /** The operator saves the files beside a copy of the mapping and runs its samples. */
    private void assertGreen(String mapping, MadeSample made) throws IOException {
        Path config = scratch.resolve("config");
        copy(Path.of("mappings/code-lists"), config.resolve("mappings/code-lists"));
        copy(Path.of("mappings", mapping), config.resolve("mappings").resolve(mapping));
        Files.copy(Path.of("mappings/complaint.schema.json"), config.resolve("mappings/complaint.schema.json"));
        Path folder = Files.createDirectories(config.resolve("mappings").resolve(mapping).resolve("samples"));
        Files.write(folder.resolve(made.stem() + made.suffix()), made.input());
        Files.writeString(folder.resolve(made.stem() + ".meta.json"), CanonicalJson.MAPPER.writeValueAsString(made.meta()));
        Files.writeString(folder.resolve(made.stem() + ".expected.json"), made.answer().toPrettyString());

        assertThat(new GoldenSamples(config, scratch.resolve("read"), Clock.systemUTC()).of(mapping).red()).isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Files.copy(file, to.resolve(file.getFileName()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
