package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

class Hl7AdtReaderTest {

    private static final Instant ARRIVAL = Instant.parse("2026-09-18T02:00:00Z");
    private final Hl7AdtReader reader = reader();

    static Hl7AdtReader reader() {
        HubProperties hub = new HubProperties(
                Path.of("data"), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", ""));
        return new Hl7AdtReader(hub, new Shipped());
    }

    /** The mapping as it is in the repository. */
    private static final class Shipped implements Mappings {
        private final JsonNode profile;

        Shipped() {
            try {
                profile = new YAMLMapper()
                        .readTree(Path.of("mappings/patient-adt/mapping.yaml").toFile())
                        .get("profile");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Mapping named(String name) {
            return new Mapping(name, Path.of("."), "hl7-adt", profile, "", "patient");
        }

        @Override
        public Collection<Mapping> all() {
            return List.of();
        }
    }

    @Test
    void typesOfIdentifiersAreThoseOfTheProfile() throws IOException {
        String own = "{\"identifierTypes\":{\"patient-number\":[\"BAH\"]},\"sexes\":{},\"visitKinds\":{}}";
        Receipt receipt = receipt("""
                MSH|^~\\&|HIS||HUB||202609180900||ADT^A04|M2|P|2.3
                PID|||7^^^HIS^PI~8^^^HIS^bah
                """);

        JsonNode facts = reader.read(receipt, new ObjectMapper().readTree(own))
                .candidates()
                .get(0)
                .view();

        assertThat(facts.at("/identifiers/0/kind").asText()).isEqualTo("other");
        assertThat(facts.at("/identifiers/1/kind").asText()).isEqualTo("patient-number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"identifierTypes\":{\"nickname\":[\"X\"]},\"sexes\":{},\"visitKinds\":{}}",
                "{\"identifierTypes\":{\"passport\":[\"X\"],\"id-card\":[\"x\"]},\"sexes\":{},\"visitKinds\":{}}",
                "{\"identifierTypes\":{},\"sexes\":{},\"visitKinds\":{},\"colours\":{}}",
                "{\"identifierTypes\":{},\"sexes\":{},\"visitKinds\":[]}",
                "{\"identifierTypes\":{},\"sexes\":{\"1\":\"M\"},\"visitKinds\":{}}",
                "{\"identifierTypes\":{},\"sexes\":{\"1\":[true]},\"visitKinds\":{}}",
                "{\"identifierTypes\":{},\"sexes\":{\"1\":[\"M\"],\"2\":[\"m\"]},\"visitKinds\":{}}"
            })
    void aProfileThatCannotBeUsedIsTold(String profile) {
        Receipt receipt = receipt("MSH|^~\\&|HIS||HUB||202609180900||ADT^A04|M2|P|2.3\nPID|||7");

        assertThatThrownBy(() -> reader.read(receipt, new ObjectMapper().readTree(profile)))
                .hasMessageContaining("RD-201");
    }

    @Test
    void messageFromTheFieldIsReadWithAllItsDeviations() {
        Admission admission = one("""
                MSH|^~\\&|HIS||HUB||202609180900||ADT^A04|M2|P|2.3|||||GB2312
                EVN|A04|202609180859
                PID|||000123||测试甲^ceshijia||1949-12-31|女|||上海市青浦区^x||(021)59730000||||||11010519491231002X
                PV1||住院|神内^room1^bed4^^^住院楼^2||||||||||||||||3
                """);

        assertThat(admission.event()).isEqualTo("A04");
        assertThat(admission.at()).isEqualTo(Instant.parse("2026-09-18T00:59:00Z"));
        assertThat(admission.identifiers())
                .containsExactly(
                        new Identifier("HIS", "patient-number", "000123"),
                        new Identifier("", "id-card", "11010519491231002X"));
        assertThat(admission.person().names()).containsExactly("测试甲", "ceshijia");
        assertThat(admission.person().sex()).isEqualTo("2");
        assertThat(admission.person().birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
        assertThat(admission.person().phones()).containsExactly("(021)59730000");
        assertThat(admission.encounter().number()).isEqualTo("3");
        assertThat(admission.encounter().kind()).isEqualTo("inpatient");
        assertThat(admission.encounter().department()).isEqualTo("神内");
        assertThat(admission.encounter().bed()).isEqualTo("room1/bed4");
        assertThat(admission.encounter().startedAt()).isEqualTo(admission.at());
    }

    @Test
    void messageAsTheStandardWantsItGivesTheSamePatient() {
        Admission admission = one("""
                MSH|^~\\&|HIS|310118|HUB|310118|20260918090000||ADT^A04^ADT_A01|M1|P|2.4||||||UNICODE UTF-8
                PID|1||000123^^^HIS^PI~11010519491231002x^^^GA^NI||测试^甲||19491231|F|||||13800000001
                PV1|1|I|ward^1^2||||D1^测试^丙||||||||||||V1^^^HIS
                """);

        assertThat(admission.identifiers())
                .containsExactly(
                        new Identifier("HIS", "patient-number", "000123"),
                        new Identifier("", "id-card", "11010519491231002X"));
        assertThat(admission.person().names()).containsExactly("测试甲");
        assertThat(admission.encounter().doctor()).isEqualTo("测试丙");
    }

    @ParameterizedTest
    @CsvSource({"M,1", "F,2", "男,1", "女,2", "1,1", "2,2", "9,9", "U,0", "未知,0", "O,9", "x,''"})
    void sexIsTheNationalCode(String written, String code) {
        assertThat(one("MSH|^~\\&|\rEVN|A08\rPID|||1|||||" + written, "ADT^A08")
                        .person()
                        .sex())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "20260918090000,2026-09-18T01:00:00Z",
        "2026-09-18 09:00:00,2026-09-18T01:00:00Z",
        "20260918090000.123+0900,2026-09-18T00:00:00Z",
        "2026/9/18,2026-09-17T16:00:00Z",
        "202613450900,2026-09-18T02:00:00Z",
        "yesterday,2026-09-18T02:00:00Z",
        "20990101,2026-09-18T02:00:00Z"
    })
    void eventTimeIsReadOrTheArrivalCounts(String written, Instant at) {
        assertThat(one("MSH|^~\\&|\rEVN|A08|" + written + "\rPID|||1", "ADT^A08")
                        .at())
                .isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({"0", "-", "无", "NULL", "000000", "''"})
    void placeholderNamesNobody(String number) {
        assertThat(one("MSH|^~\\&|\rPID|||" + number + "||测试甲", "ADT^A08").identifiers())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"未知", "不详", "无", "---", "Unknown", "N/A", "TEST", "?"})
    void placeholderIsNoName(String name) {
        assertThat(one("MSH|^~\\&|\rPID|||1||" + name + "~测试甲", "ADT^A08")
                        .person()
                        .names())
                .containsExactly("测试甲");
    }

    @Test
    void nameOf200CharactersIsTheLongestAndTenAreKept() {
        assertThat(one("MSH|^~\\&|\rPID|||1||" + "甲".repeat(200), "ADT^A08")
                        .person()
                        .names())
                .containsExactly("甲".repeat(200));
        assertThat(one("MSH|^~\\&|\rPID|||1||" + "甲".repeat(201), "ADT^A08")
                        .person()
                        .names())
                .isEmpty();
        assertThat(one("MSH|^~\\&|\rPID|||1||a1~a2~a3~a4~a5~a6~a7~a8||||b1~b2~b3", "ADT^A08")
                        .person()
                        .names())
                .containsExactly("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "b1", "b2");
    }

    @Test
    void numbersOfPid2AndPid4CountBesideThoseOfPid3() {
        Admission admission = one(
                "MSH|^~\\&|\rPID||A2^^^EXT^XX|A3^^^HIS^PI|A4^^^OLD^PI~0|||||||||||||||440524188001010014", "ADT^A08");

        assertThat(admission.identifiers())
                .containsExactly(
                        new Identifier("HIS", "patient-number", "A3"),
                        new Identifier("EXT", "other", "A2"),
                        new Identifier("OLD", "patient-number", "A4"),
                        new Identifier("", "id-card", "440524188001010014"));
    }

    @Test
    void firstOtherNumberOfPid3IsThePatientNumberWhereNoneIsMarked() {
        assertThat(one("MSH|^~\\&|\rPID||A2^^^EXT^PI|11010519491231002X~A3^^^EXT^XX~A5^^^EXT^XX", "ADT^A08")
                        .identifiers())
                .containsExactly(
                        new Identifier("", "id-card", "11010519491231002X"),
                        new Identifier("EXT", "other", "A3"),
                        new Identifier("EXT", "other", "A5"),
                        new Identifier("EXT", "patient-number", "A3"),
                        new Identifier("EXT", "patient-number", "A2"));
    }

    @Test
    void numberOfPid19CountsIfItLooksLikeACard() {
        assertThat(one("MSH|^~\\&|\rPID|||A3^^^HIS^PI||||||||||||||||110105491231002", "ADT^A08")
                        .identifiers())
                .contains(new Identifier("", "id-card", "110105491231002"));
        assertThat(one("MSH|^~\\&|\rPID|||A3^^^HIS^PI||||||||||||||||123456", "ADT^A08")
                        .identifiers())
                .hasSize(1);
    }

    @Test
    void numberMarkedAsACardThatLooksLikeNoneIsAnotherNumber() {
        assertThat(one("MSH|^~\\&|\rPID|||A3^^^HIS^PI~123456^^^GA^NI~110105194912310021^^^GA^NI", "ADT^A08")
                        .identifiers())
                .containsExactly(
                        new Identifier("HIS", "patient-number", "A3"),
                        new Identifier("GA", "other", "123456"),
                        new Identifier("", "id-card", "110105194912310021"));
    }

    @Test
    void numberOf64CharactersIsTheLongestAndLongAssignersStayApart() {
        String numbers = "PID|||" + "7".repeat(65) + "^^^HIS^PI~" + "8".repeat(64) + "^^^" + "H".repeat(64) + "^PI~"
                + "8".repeat(64) + "^^^" + "H".repeat(65) + "^PI~" + "8".repeat(64) + "^^^" + "H".repeat(66) + "^PI";

        List<Identifier> identifiers = one("MSH|^~\\&|\r" + numbers, "ADT^A08").identifiers();

        assertThat(identifiers).extracting(Identifier::value).containsOnly("8".repeat(64));
        assertThat(identifiers.get(0)).isEqualTo(new Identifier("H".repeat(64), "patient-number", "8".repeat(64)));
        assertThat(identifiers).extracting(Identifier::assigner).hasSize(3).doesNotHaveDuplicates();
        assertThat(identifiers).allSatisfy(one -> assertThat(one.assigner()).hasSizeLessThanOrEqualTo(64));
    }

    @Test
    void mergeGivesUpPatientNumbersOnly() {
        Admission admission = one("MSH|^~\\&|\rPID|||1\rMRG|11010519491231002X~77^^^HIS^PI~78^^^EXT^XX", "ADT^A40");

        assertThat(admission.formerIdentifiers()).containsExactly(new Identifier("HIS", "patient-number", "77"));
    }

    @Test
    void numberOfMrg4IsGivenUpWhereMrg1IsEmpty() {
        assertThat(one("MSH|^~\\&|\rPID|||1\rMRG||||44^^^HIS^PI", "ADT^A40").formerIdentifiers())
                .containsExactly(new Identifier("HIS", "patient-number", "44"));
        assertThat(one("MSH|^~\\&|\rPID|||1\rMRG|11^^^HIS^PI|||44^^^HIS^PI", "ADT^A40")
                        .formerIdentifiers())
                .containsExactly(new Identifier("HIS", "patient-number", "11"));
    }

    @Test
    void phonesStandInManyPlacesAndEachIsToldOnce() {
        Admission.Person person = one(
                        "MSH|^~\\&|\r"
                                + "PID|||1||||||||||13800000001~^^^^^021^59730000~^^^^^^^^^^^13800000012|13800000014~13800000001\r"
                                + "NK1|1|||||13800000005\r"
                                + "NK1|2||||13800000006~" + "9".repeat(101),
                        "ADT^A08")
                .person();

        assertThat(person.phones())
                .containsExactly(
                        "13800000001", "02159730000", "13800000012", "13800000014", "13800000005", "13800000006");
    }

    @Test
    void phonesOfFiveRelativesAndTwentyInAllAreKept() {
        StringBuilder six = new StringBuilder("MSH|^~\\&|\rPID|||1");
        for (int i = 1; i <= 6; i++) {
            six.append("\rNK1|").append(i).append("||||1380000000").append(i);
        }
        assertThat(one(six.toString(), "ADT^A08").person().phones()).hasSize(5).doesNotContain("13800000006");

        StringBuilder many = new StringBuilder("MSH|^~\\&|\rPID|||1||||||||||" + "9".repeat(100));
        for (int i = 10; i < 35; i++) {
            many.append("~138000000").append(i);
        }
        assertThat(one(many.toString(), "ADT^A08").person().phones())
                .hasSize(20)
                .startsWith("9".repeat(100), "13800000010");
    }

    @Test
    void mergeOfSeveralPatientsGivesOneForEach() {
        List<Admission> admissions = reader.admissionsIn(receipt(
                ("MSH|^~\\&|HIS||||20260918090000||ADT^A40|M|P|2.4\r" + "EVN|A40\rPID|||1\rMRG|11\rPID|||2\rMRG|22\r")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(admissions)
                .extracting(one -> one.formerIdentifiers().get(0).value())
                .containsExactly("11", "22");
    }

    @Test
    void otherMessagesGiveTheirTypeOnly() {
        Admission admission = one("MSH|^~\\&|\rPID|||1", "ORM^O01");

        assertThat(admission.event()).isEmpty();
        assertThat(admission.type()).isEqualTo("ORM^O01");
        assertThat(admission.identifiers()).isEmpty();
    }

    @Test
    void visitNumberIsInPv119ElsePv150ElsePid18() {
        assertThat(one("MSH|^~\\&|\rPID|||1|||||||||||||||A18\rPV1|||||||||||||||||||V19", "ADT^A01")
                        .encounter()
                        .number())
                .isEqualTo("V19");
        assertThat(one("MSH|^~\\&|\rPID|||1|||||||||||||||A18\rPV1|" + "|".repeat(49) + "V50", "ADT^A01")
                        .encounter()
                        .number())
                .isEqualTo("V50");
        assertThat(one("MSH|^~\\&|\rPID|||1|||||||||||||||A18", "ADT^A01")
                        .encounter()
                        .number())
                .isEqualTo("A18");
    }

    @Test
    void visitNumberTooLongOrBlankIsPassedOver() {
        String longest = "V".repeat(64);
        assertThat(one("MSH|^~\\&|\rPID|||1\rPV1|||||||||||||||||||" + longest, "ADT^A01")
                        .encounter()
                        .number())
                .isEqualTo(longest);
        assertThat(one("MSH|^~\\&|\rPID|||1\rPV1|||||||||||||||||||^x~" + longest + "V~V2^^^AMB", "ADT^A01")
                        .encounter())
                .satisfies(visit -> assertThat(visit.number()).isEqualTo("V2"))
                .satisfies(visit -> assertThat(visit.assigner()).isEqualTo("AMB"));
    }

    @Test
    void textsOfTheVisitAreCutAtTheirBounds() {
        Admission.Encounter visit = one(
                        "MSH|^~\\&|\rPID|||1\rPV1||I|" + "科".repeat(201) + "^^" + "b".repeat(101)
                                + "||||D1^测试^丙|||||||||||||V1\rDG1|||" + "痛".repeat(501),
                        "ADT^A01")
                .encounter();

        assertThat(visit.department()).hasSize(200);
        assertThat(visit.bed()).hasSize(100);
        assertThat(visit.diagnosis()).hasSize(500);
        assertThat(visit.doctor()).isEqualTo("测试丙");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', '', ''",
        "测试, '', '', 测试",
        "'', 甲, '', 甲",
        "测试, 甲, '', 测试甲",
        "测试, 甲, 乙, 测试甲乙",
        "测试, 甲, x, 测试甲",
        "测试甲, ceshijia, '', 测试甲+ceshijia",
        "ceshijia, 测试甲, '', 测试甲+ceshijia",
        "Test, John, '', John Test",
        "Test, John, M, John M Test"
    })
    void partsOfANameMakeOneNameOrANameAndItsTranscription(String family, String given, String further, String names) {
        assertThat(String.join("+", PersonName.of(family, given, further))).isEqualTo(names);
    }

    @Test
    void viewHoldsTheFactsForPeople() {
        var walk = reader.read(
                receipt("MSH|^~\\&|H||||||ADT^A08|M|P|2.4\rPID|||1".getBytes(StandardCharsets.UTF_8)),
                new Shipped().profile);

        assertThat(walk.candidates().get(0).view().at("/identifiers/0/value").asText())
                .isEqualTo("1");
    }

    @Test
    void messageOfABatchThatCannotBeReadStopsNoOther() {
        String header = "MSH|^~\\&|HIS||HUB||20260918||ADT^A08|M|P|2.4";
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        batch.writeBytes("FHS|^~\\&|HIS\rBHS|^~\\&|HIS\r".getBytes(StandardCharsets.US_ASCII));
        batch.writeBytes((header + "\rPID|||1||测试甲\r").getBytes(StandardCharsets.UTF_8));
        batch.writeBytes((header.replace("ADT^A08", "") + "\rPID|||2\r").getBytes(StandardCharsets.UTF_8));
        batch.writeBytes((header + "||||||GBK\rPID|||3||测试乙\r").getBytes(Charset.forName("GBK")));
        batch.writeBytes((header + "\rPID|||4||M").getBytes(StandardCharsets.US_ASCII));
        batch.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0x80, '\r'});
        batch.writeBytes((header + "\rPID|||5\r" + "ZZZ|1\r".repeat(2_100)).getBytes(StandardCharsets.US_ASCII));
        batch.writeBytes((header + "\rPID|||6\rBTS|6\rFTS|1\r").getBytes(StandardCharsets.US_ASCII));

        List<Admission> admissions = reader.admissionsIn(receipt(batch.toByteArray()));

        assertThat(admissions)
                .extracting(one -> one.fault() == null
                        ? one.identifiers().get(0).value()
                        : one.fault().code())
                .containsExactly("1", "RD-101", "3", "RD-102", "RD-107", "6");
        assertThat(admissions.get(2).person().names()).containsExactly("测试乙");
    }

    @Test
    void boundsAreThoseOfOneMessage() {
        String message = "MSH|^~\\&|HIS||HUB||20260918||ADT^A08|M|P|2.4\rPID|||1\r" + "ZZZ|1\r".repeat(1_000);

        assertThat(reader.admissionsIn(receipt(message.repeat(20).getBytes(StandardCharsets.US_ASCII))))
                .hasSize(20)
                .allMatch(one -> one.fault() == null);
    }

    @Test
    void charsetFoundByTheBytesIsTold() {
        Admission admission = reader.admissionsIn(receipt(
                        "MSH|^~\\&|HIS||HUB||20260918||ADT^A08|M|P|2.4\rPID|||1||测试甲".getBytes(Charset.forName("GBK"))))
                .get(0);

        assertThat(admission.person().names()).containsExactly("测试甲");
        assertThat(admission.findings()).containsExactly(Finding.of(Problem.CHARSET_BY_EVIDENCE, "MSH-18"));
    }

    @Property(tries = 2_000)
    void anyBytesEndAsMessagesOrAsAProblemOfTheReader(@ForAll @Size(max = 300) byte[] bytes) {
        assertIsTotal(bytes);
    }

    @Property(tries = 2_000)
    void anyBytesBehindAHeaderEndWell(@ForAll @Size(max = 300) byte[] bytes) {
        byte[] header =
                "MSH|^~\\&|HIS||HUB||20260918||ADT^A40|M|P|2.4||||||GBK\rPID|||".getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(header, header.length + bytes.length);
        System.arraycopy(bytes, 0, all, header.length, bytes.length);
        assertIsTotal(all);
    }

    private void assertIsTotal(byte[] bytes) {
        try {
            assertThat(reader.admissionsIn(receipt(bytes))).isNotEmpty();
        } catch (ProblemException e) {
            assertThat(e.problem())
                    .isIn(Problem.NOT_HL7, Problem.CHARSET_UNREADABLE, Problem.BOUNDS_EXCEEDED, Problem.EMPTY);
        }
    }

    @Test
    void emptyBytesAreAProblem() {
        try {
            reader.admissionsIn(receipt(new byte[0]));
            fail("no problem");
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(Problem.EMPTY);
        }
    }

    private Admission one(String text, String type) {
        return one(text.replace("MSH|^~\\&|", "MSH|^~\\&|HIS||HUB||||" + type + "|M|P|2.4"));
    }

    private Admission one(String text) {
        List<Admission> admissions = reader.admissionsIn(
                receipt(text.getBytes(text.contains("GB2312") ? Charset.forName("GB18030") : StandardCharsets.UTF_8)));
        assertThat(admissions).hasSize(1);
        return admissions.get(0);
    }

    private static Receipt receipt(String message) {
        return receipt(message.replace('\n', '\r').getBytes(StandardCharsets.UTF_8));
    }

    private static Receipt receipt(byte[] bytes) {
        return new Receipt(
                1, "", "patient-adt", "patient-adt", "k", "0".repeat(64), ARRIVAL, Map.of(), Content.of(bytes));
    }
}
