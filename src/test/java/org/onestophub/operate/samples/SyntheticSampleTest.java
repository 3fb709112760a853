package org.onestophub.operate.samples;

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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRun;
import org.onestophub.complaint.contract.configuration.GeneratedSample;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Samples made of inputs that hold canary names: no canary is left, and the runner of the samples finds them green. */
class SyntheticSampleTest {

    private static final Path CONFIG = Path.of(".");
    private static final Instant ARRIVAL = Instant.parse("2026-11-20T04:00:00Z");
    private static final List<String> CANARIES = List.of(
            "欧阳金丝",
            "金丝雀",
            "13912345678",
            "139-1234-5678",
            "1 3 9 1 2",
            "canary.bird",
            "Canary",
            "320106198001019999",
            "幸福路",
            "88号",
            "9988776655",
            "住院号");

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
        GeneratedSample made =
                samples.of(receipt("hotline", ORDER, Map.of("account", "line-a", "remark", "欧阳金丝 13912345678")));

        assertClean(made);
        assertThat(made.differences()).isEmpty();
        assertThat(made.rejected()).isFalse();
        assertThat(made.answer().at("/document/complainant/name").asText()).isEqualTo("测试甲");
        assertThat(made.answer().at("/document/complainant/phones/0/raw").asText())
                .startsWith("1380000");
        assertThat(made.answer().at("/document/flags/dispute").asBoolean()).isTrue();
        assertThat(made.answer().at("/document/matter/facts").asText()).contains("医疗纠纷", "11010519491231002X");
        assertThat(made.meta()).containsEntry("account", "line-a").containsEntry("receivedAt", ARRIVAL.toString());
        assertGreen("hotline", made);
    }

    @Test
    void callRecordsKeepTheirRowsAndCharacterSet() throws IOException {
        Path input = Path.of("mappings/phone-cdr/samples/caller-name-in-gbk.csv");
        String rows = Files.readString(input, Charset.forName("GB18030")).replace("测试甲", "金丝雀");
        Receipt receipt = MappingDryRun.receipt(
                "phone-cdr", "phone-cdr", ARRIVAL, Map.of(), Content.of(rows.getBytes(Charset.forName("GB18030"))));

        GeneratedSample made = samples.of(receipt);

        assertClean(made);
        assertThat(made.differences()).isEmpty();
        assertThat(new String(made.input(), Charset.forName("GB18030")))
                .hasSameSizeAs(rows)
                .contains("测试甲");
        assertGreen("phone-cdr", made);
    }

    @Test
    void mailLosesEveryCanaryAndKeepsItsTreeItsMarksAndItsShape() throws IOException {
        String mail = """
                Received: from canary.cn by mx.canary.cn; Fri, 20 Nov 2026 10:00:00 +0800
                From: =?UTF-8?B?6YeR5Lid6ZuA?= <canary.bird@canary.cn>
                To: complaints@canary.cn
                Subject: Re: 261120-0000017-4 金丝雀 医疗纠纷
                Message-ID: <canary-1@canary.cn>
                In-Reply-To: <canary-0@canary.cn>
                References: <canary-0@canary.cn>
                Date: Fri, 20 Nov 2026 10:00:00 +0800
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="canary"

                --canary
                Content-Type: multipart/alternative; boundary="inner"

                --inner
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: base64

                %s
                --inner
                Content-Type: text/html; charset=UTF-8
                Content-Transfer-Encoding: 8bit

                <html><head><title>欧阳金丝</title></head><body onload="x('金丝雀')"><p>金丝雀 <a href="http://canary.cn/13912345678">幸福路</a></p></body></html>
                --inner--
                --canary
                Content-Type: application/pdf; name="金丝雀13912345678.pdf"
                Content-Disposition: attachment; filename="金丝雀13912345678.pdf"
                Content-Transfer-Encoding: base64

                %s
                --canary
                Content-Type: message/rfc822

                From: 欧阳金丝 <canary.bird@canary.cn>
                Subject: 幸福路88号
                Content-Type: text/plain; charset=UTF-8

                住院号9988776655
                --canary--
                """.formatted(
                        base64("患者金丝雀，电话13912345678，身份证320106198001019999，住院号9988776655。\n\n发件人：欧阳金丝\n> 幸福路88号"),
                        base64("Canary 13912345678"));

        GeneratedSample made =
                samples.of(receipt("email", mail.replace("\n", "\r\n"), Map.of("mailbox", "complaints@canary.cn")));

        assertClean(made);
        assertThat(made.differences()).isEmpty();
        assertThat(made.suffix()).isEqualTo(".eml");
        assertThat(made.text())
                .contains(
                        "Subject: Re: ",
                        "医疗纠纷",
                        "发件人",
                        "@example.org",
                        "multipart/alternative",
                        "message/rfc822",
                        ".pdf\"",
                        "1380000")
                .doesNotContain("Received", "canary", "href");
        assertGreen("email", made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void messageAboutAPatientLosesEveryCanaryAndKeepsSeparatorsAndCharacterSet(String charset) throws IOException {
        String message = String.join(
                "\r",
                "MSH|^~\\&|HIS|310118|HUB|310118|20260918090000||ADT^A01^ADT_A01|9988776655|P|2.4||||||" + charset,
                "EVN|A01|20260918085900",
                "PID|1||9988776655^^^HIS^PI~320106198001019999^^^GA^NI||金丝雀^Canary||19800101|M|||幸福路88号^^上海||13912345678",
                "NK1|1|欧阳金丝|配偶|幸福路\\T\\88号|139-1234-5678||||||||||19800101",
                "PV1|1|I|骨科^88^12||||^欧阳金丝||||||||||||9988776655^^^HIS",
                "DG1|1||S72.0^金丝雀骨折",
                "ZPI|欧阳金丝|\\XB4FA\\|canary.bird@canary.cn",
                "");
        Receipt receipt = MappingDryRun.receipt(
                "patient-adt",
                "patient-adt",
                ARRIVAL,
                Map.of(),
                Content.of(message.getBytes(Charset.forName(charset))));

        GeneratedSample made = samples.of(receipt);

        assertClean(made);
        assertThat(made.differences()).isEmpty();
        String text = new String(made.input(), Charset.forName(charset));
        assertThat(text.replaceAll("[^|^~&\\\\\r]", "")).isEqualTo(message.replaceAll("[^|^~&\\\\\r]", ""));
        assertThat(text).contains("ADT^A01^ADT_A01", "^PI~", "^GA^NI", "|19491231|M|", "\\T\\", "\\X7878\\", charset);
        assertThat(made.answer().at("/0/person/names/0").asText()).startsWith("测试");
        assertGreen("patient-adt", made);
    }

    private static String base64(String text) {
        return java.util.Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("ownSamples")
    void sampleMadeOfASampleHasItsShape(SampleFile sample) {
        assertThat(samples.of(sample.receipt()).differences())
                .as(sample.toString())
                .isEmpty();
    }

    /** What cannot be made anew, as the differences say: containers, and a class of mail that stands only in its words. */
    private static final Set<String> NOT_REBUILT = Set.of("winmail-dat", "signed-whole", "delayed-notice");

    static Stream<SampleFile> ownSamples() {
        return Stream.of("hotline", "desk", "phone-cdr", "email", "patient-adt")
                .flatMap(mapping -> SampleFile.of(CONFIG, mapping).stream())
                .filter(sample -> Files.exists(sample.beside(".expected.json")))
                .filter(sample -> !sample.input().toString().endsWith(".form"))
                .filter(sample -> !NOT_REBUILT.contains(sample.stem()));
    }

    @Test
    void equalValuesStayEqualAndDifferentOnesDifferent() {
        GeneratedSample made = samples.of(receipt("hotline", """
                {"taskId": "55555551", "reflectPerson": "金丝雀", "deptName": "金丝雀", "callNumber": "13912345678",
                 "discription": "13912345678和13912345679都打不通"}""", Map.of()));

        assertThat(made.text())
                .containsPattern("\"deptName\" : \"测试甲\"")
                .contains("13800000001", "13800000002")
                .containsOnlyOnce("13800000002");
    }

    @Test
    void birthIsReplacedAndTimesOfTheCaseStay() {
        GeneratedSample made = samples.of(receipt("desk", """
                {"entryId": "7", "channel": "visit", "takenAt": "2026-11-19 09:30", "complainant": {"name": "金丝雀",
                 "birthDate": "1980-01-01", "phone": "13912345678"}, "matter": {"facts": "等候太久，出生于1980年1月1日"}}""", Map.of()));

        assertThat(made.text()).contains("2026-11-19 09:30", "1949-12-31").doesNotContain("1980");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "letter/samples/image-only.jpg",
                "desk/samples/two-attachments.form",
                "email/samples/winmail-dat.eml"
            })
    void whatCannotBeReplacedIsRefused(String input) {
        String mapping = input.substring(0, input.indexOf('/'));
        Receipt receipt = new SampleFile(mapping, Path.of("mappings", input)).receipt();

        assertThatThrownBy(() -> samples.of(receipt))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SAMPLE_NOT_REPLACEABLE));
    }

    @Test
    void wordThatIsLeftIsFound() {
        for (String word : List.of("金丝雀", "9988776655", "canary@canary.cn")) {
            assertThatThrownBy(() -> LeakCheck.check(
                            List.of("医疗"),
                            List.of(word),
                            "某某" + word + "某",
                            Map.of(),
                            CanonicalJson.MAPPER.createObjectNode()))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SAMPLE_NOT_CLEAN));
        }
    }

    private static Receipt receipt(String mapping, String text, Map<String, String> transport) {
        return MappingDryRun.receipt(
                mapping, mapping, ARRIVAL, transport, Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertClean(GeneratedSample made) {
        String all = made.text() + made.meta() + made.answer();
        // in a mail it is a label that READ looks for
        assertThat(CANARIES)
                .filteredOn(word -> !word.equals("住院号") || !made.suffix().equals(".eml"))
                .noneMatch(all::contains);
    }

    /** The operator saves the files beside a copy of the mapping and runs its samples. */
    private void assertGreen(String mapping, GeneratedSample made) throws IOException {
        Path config = scratch.resolve("config");
        copy(Path.of("mappings/code-lists"), config.resolve("mappings/code-lists"));
        copy(Path.of("mappings", mapping), config.resolve("mappings").resolve(mapping));
        Files.copy(Path.of("mappings/complaint.schema.json"), config.resolve("mappings/complaint.schema.json"));
        Path folder = Files.createDirectories(
                config.resolve("mappings").resolve(mapping).resolve("samples"));
        Files.write(folder.resolve(made.stem() + made.suffix()), made.input());
        Files.writeString(
                folder.resolve(made.stem() + ".meta.json"), CanonicalJson.MAPPER.writeValueAsString(made.meta()));
        Files.writeString(
                folder.resolve(made.stem() + ".expected.json"), made.answer().toPrettyString());

        assertThat(new GoldenSamples(config, scratch.resolve("read"), Clock.systemUTC())
                        .of(mapping)
                        .red())
                .isEmpty();
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
