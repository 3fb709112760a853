package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.VisitChange;
import org.onestophub.complaint.Admission.VisitNumber;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Files and frames as interfaces of hospital systems write them: each patient in them is found, or the loss is visible. */
class AdtFilesTest {

    private static final Instant ARRIVAL = Instant.parse("2026-09-18T02:00:00Z");
    private static final String HEADER = "MSH|^~\\&|HIS|H1|HUB||20260918||ADT^A08|M|P|2.4\r";

    private final Hl7AdtReader reader = Hl7AdtReaderTest.reader();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20})
    void byteOrderMarkOfAFileCostsNoPatient(int messages) {
        StringBuilder file = new StringBuilder("\uFEFF");
        StringBuilder joined = new StringBuilder();
        for (int i = 1; i <= messages; i++) {
            file.append(HEADER).append("PID|||").append(i).append("||测试甲\r\n");
            joined.append('\uFEFF').append(HEADER).append("PID|||").append(i).append("||测试甲\r\n");
        }

        for (String text : List.of(file.toString(), joined.toString())) {
            assertThat(admissionsIn(text))
                    .hasSize(messages)
                    .allSatisfy(one -> assertThat(one.fault()).isNull())
                    .allSatisfy(one -> assertThat(one.person().names()).containsExactly("测试甲"))
                    .extracting(one -> one.identifiers().get(0).value())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void patientWhoseHeaderIsDamagedIsVisibleAndStopsNoOther() {
        List<Admission> admissions =
                admissionsIn("MS|^~\\&|HIS\rPID|||1\r" + HEADER + "PID|||2\r" + HEADER + "PID|||3\r");

        assertThat(admissions.get(0).fault().code()).isEqualTo(Problem.NOT_HL7.code());
        assertThat(admissions.subList(1, 3))
                .extracting(one -> one.identifiers().get(0).value())
                .containsExactly("2", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MSH\rPID|||1", "MSH\n", "MSH", "\rMSH\r\n\rPID|||1\r", "MSH\u0000\u0000", "\uFEFF"})
    void headerCutOffBehindItsNameIsAProblem(String text) {
        assertThatThrownBy(() -> admissionsIn(text))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NOT_HL7));
    }

    @Test
    void doctorIsTheFirstWhoIsNamed() {
        assertThat(doctorOf("D1^测试^丙", "D2^测试^丁", "D3")).isEqualTo("测试丙");
        assertThat(doctorOf("^^^^Dr", "D2^测试^丁", "D3")).isEqualTo("测试丁");
        assertThat(doctorOf("^^^^Dr~D1^测试^丙", "", "")).isEqualTo("测试丙");
        assertThat(doctorOf("", "", "D3")).isEqualTo("D3");
        assertThat(doctorOf("^^^^Dr", "^^^^Dr", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "V1^^^OLD, V2^^^NEW, OLD/V1>NEW/V2",
        "V1, V2^^^NEW, NEW/V1>NEW/V2",
        "V1^^^OLD, V2, OLD/V1>HIS|H1/V2",
        "V1, V2, HIS|H1/V1>HIS|H1/V2",
        "V1^^^OLD, '', OLD/V1>OLD/V1",
        "V1, '', HIS|H1/V1>HIS|H1/V1",
        "'', V2, ''"
    })
    void formerNumberOfAVisitHasTheAuthorityOfTheNewOneWhereItNamesNone(String former, String now, String change) {
        List<VisitChange> changes = admissionsIn(
                        HEADER.replace("A08", "A50") + "PID|||1\rMRG|||||" + former + "\rPV1|" + "|".repeat(18) + now)
                .get(0)
                .visitChanges();

        assertThat(String.join(",", changes.stream().map(AdtFilesTest::shown).toList()))
                .isEqualTo(change);
    }

    @Test
    void formerNumbersOfVisitsAreBounded() {
        String longest = "V".repeat(64);

        assertThat(admissionsIn(HEADER.replace("A08", "A50") + "PID|||1\rMRG|||||" + longest + "V~^x~" + longest
                                + "\rPV1|" + "|".repeat(18) + longest + "W~N1")
                        .get(0)
                        .visitChanges())
                .extracting(AdtFilesTest::shown)
                .containsExactly("HIS|H1/" + longest + ">HIS|H1/N1");
    }

    @Test
    void characterSetOfASenderWhoDeclaresNoneIsThatOfTheProfile() throws JsonProcessingException {
        JsonNode profile = new ObjectMapper().readTree("""
                {"identifierTypes":{},"sexes":{},"visitKinds":{},"charsets":{"BIG-5":["HIS|H1"]}}
                """);
        byte[] bytes = (HEADER + "PID|||1||測試").getBytes(Charset.forName("Big5"));

        JsonNode facts =
                reader.read(receipt(bytes), profile).candidates().get(0).view();

        assertThat(facts.at("/person/names/0").asText()).isEqualTo("測試");
        assertThat(facts.at("/findings")).isEmpty();
    }

    @Test
    void linkedPatientsAreTheOthersOfTheMessage() {
        List<Admission> admissions =
                admissionsIn(HEADER.replace("A08", "A24") + "PID|||1^^^A^PI\rPV1||I\rPID|||2^^^B^PI\rPID|||3^^^C^PI\r");

        assertThat(admissions)
                .extracting(one -> one.formerIdentifiers().stream()
                        .map(Admission.Identifier::value)
                        .toList())
                .containsExactly(List.of("2", "3"), List.of("1", "3"), List.of("1", "2"));
    }

    @Test
    void idOfAMessageIsCutAndATypeThatIsNoneLeftOut() {
        Admission admission = admissionsIn("MSH|^~\\&|HIS|H1|HUB||||adt^a08^x|" + "M".repeat(101) + "\rPID|||1")
                .get(0);

        assertThat(admission.controlId()).hasSize(100);
        assertThat(admission.type()).isEqualTo("ADT^A08");
        assertThat(admission.event()).isEqualTo("A08");
        assertThat(typeOf("ADT_A04")).isEqualTo("/A04");
        assertThat(typeOf("ADTA04")).isEqualTo("ADTA04/A04");
        assertThat(typeOf("ADT")).isEqualTo("ADT/A00");
        assertThat(typeOf("ADT^X")).isEqualTo("ADT^X/A00");
        assertThat(typeOf("TOOLONGTYPE^A08")).isEqualTo("^A08/");
    }

    @Test
    void phoneAndAddressAreTheFirstThatSaySomething() {
        Admission.Person person = admissionsIn(
                        HEADER + "PID|||1||||||||^^^^^^H~上海市^^青浦区~x||@13800000001~a1@b.cn~^^^^+86^021^59730000^12")
                .get(0)
                .person();

        assertThat(person.address()).isEqualTo("上海市 青浦区");
        assertThat(person.phones()).containsExactly("+86 02159730000 ext. 12");
    }

    @Test
    void numbersThatAMergeGivesUpAreNotCards() {
        Admission admission = admissionsIn(HEADER.replace("A08", "A40") + "PID|||1\rMRG|11010519491231002X~78^^^EXT^XX")
                .get(0);

        assertThat(admission.formerIdentifiers())
                .containsExactly(new Admission.Identifier("EXT", "patient-number", "78"));
        assertThat(admission.assumedAssigners()).containsExactly("HIS|H1", "HIS");
    }

    @Test
    void eachProfileHasItsOwnWords() throws JsonProcessingException {
        String profile = "{\"identifierTypes\":{},\"sexes\":{\"%s\":[\"F\"]},\"visitKinds\":{}}";
        byte[] bytes = (HEADER + "PID|||1|||||F").getBytes(StandardCharsets.UTF_8);

        for (String sex : List.of("2", "9", "2")) {
            JsonNode words = new ObjectMapper().readTree(profile.formatted(sex));
            for (int again = 0; again < 2; again++) {
                assertThat(reader.read(receipt(bytes), words)
                                .candidates()
                                .get(0)
                                .view()
                                .at("/person/sex")
                                .asText())
                        .isEqualTo(sex);
            }
        }
    }

    @Test
    void messagesAreNumberedAndShownAsLines() throws JsonProcessingException {
        byte[] bytes = (HEADER + "PID|||1\r" + HEADER + "PID|||2").getBytes(StandardCharsets.UTF_8);
        JsonNode profile = new ObjectMapper().readTree("{\"identifierTypes\":{},\"sexes\":{},\"visitKinds\":{}}");

        assertThat(reader.read(receipt(bytes), profile).candidates())
                .extracting(org.onestophub.complaint.Candidate::key)
                .containsExactly("message-1", "message-2");
        assertThat(reader.text(bytes)).contains(new String(bytes, StandardCharsets.UTF_8).replace('\r', '\n'));
        assertThat(reader.format()).isEqualTo("hl7-adt");
        assertThat(reader.ownWords()).contains("未知", "unknown");
    }

    private String typeOf(String msh9) {
        Admission admission =
                admissionsIn(HEADER.replace("ADT^A08", msh9) + "PID|||1").get(0);
        return admission.type() + '/' + admission.event();
    }

    private static String shown(VisitChange change) {
        return shown(change.former()) + '>' + shown(change.current());
    }

    private static String shown(VisitNumber number) {
        return number.assigner() + '/' + number.number();
    }

    private String doctorOf(String attending, String admitting, String consulting) {
        String[] fields = new String[18];
        java.util.Arrays.fill(fields, "");
        fields[0] = "PV1";
        fields[7] = attending;
        fields[17] = admitting;
        fields[9] = consulting;
        return admissionsIn(HEADER + "PID|||1\r" + String.join("|", fields))
                .get(0)
                .encounter()
                .doctor();
    }

    private List<Admission> admissionsIn(String text) {
        return reader.admissionsIn(receipt(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Receipt receipt(byte[] bytes) {
        return new Receipt(
                1, "", "patient-adt", "patient-adt", "k", "0".repeat(64), ARRIVAL, Map.of(), Content.of(bytes));
    }
}
