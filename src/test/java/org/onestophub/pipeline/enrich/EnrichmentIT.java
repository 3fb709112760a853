package org.onestophub.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.pipeline.patient.DirectoryForTests;
import org.onestophub.pipeline.read.hl7.AdtReaderForTests;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Complaints meet a directory filled by real messages. */
class EnrichmentIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CARD = "11010519491231002X";
    private static final String OTHER_CARD = "440524188001010014";
    private static Enrichment enrichment;
    private static DirectoryForTests directory;

    @BeforeAll
    static void fillTheDirectory() {
        DataSource database = TestPostgres.freshDatabase();
        directory = new DirectoryForTests(database, Clock.fixed(Instant.parse("2026-09-18T03:00:00Z"), ZoneOffset.UTC));
        enrichment = new Enrichment(directory.search(), PhoneNumbersForTests.phones());
        tell(
                "PID|||P1^^^HIS^PI~" + CARD + "^^^GA^NI||测试甲^ceshijia||19491231|F|||||13800000001",
                "PV1||I|神内^5^12||||^测试丙||||||||||||V1");
        tell(
                "PID|||P2^^^HIS^PI~" + OTHER_CARD + "^^^GA^NI||测试乙||18800101|M|||||13800000002",
                "PV1||O|骨科||||||||||||||||V2");
        // two who share a phone; one name twice
        tell("PID|||P3||测试丁||19800101|M|||||13800000003", "PV1||O|||||||||||||||||V3");
        tell("PID|||P4||测试戊||19810101|M|||||13800000003", "PV1||O|||||||||||||||||V4");
        // the same number given by two systems
        tell("PID|||X9^^^HIS^PI||测试己||19820101|M|||||13800000005", "");
        tell("PID|||X9^^^PE^PI||测试庚||19830101|M|||||13800000006", "");
    }

    @Test
    void visitNumberAndNameLinkAndFillWhatTheComplainantLeftOut() {
        ObjectNode said = document("""
                {"patient":{"name":"测试 甲"},"visit":{"visitNumber":"V1"},"complainant":{"name":"测试乙","relation":"2"}}""");

        ObjectNode known = enrichment.enriched(said);

        assertThat(known.at("/patient/link/state").asText()).isEqualTo("linked");
        assertThat(known.at("/patient/link/confidence").decimalValue()).isEqualByComparingTo("0.95");
        assertThat(known.at("/patient/link/evidence").toString()).isEqualTo("[\"visit-number\",\"name\"]");
        assertThat(known.at("/patient/name").asText()).as("what was said stays").isEqualTo("测试 甲");
        assertThat(known.at("/patient/patientNumber").asText()).isEqualTo("P1");
        assertThat(known.at("/patient/birthDate").asText()).isEqualTo("1949-12-31");
        assertThat(known.at("/visit/departmentName").asText()).isEqualTo("神内");
        assertThat(known.at("/visit/bed").asText()).isEqualTo("5/12");
        assertThat(known.at("/visit/doctor").asText()).isEqualTo("测试丙");
        assertThat(known.at("/visit/kind").asText()).isEqualTo("inpatient");
        assertThat(known.at("/complainant")).isEqualTo(said.at("/complainant"));
        assertThat(known.path("provenance")).anySatisfy(origin -> {
            assertThat(origin.path("field").asText()).isEqualTo("/patient/patientNumber");
            assertThat(origin.path("kind").asText()).isEqualTo("directory");
            assertThat(origin.path("receiptId").asLong()).isPositive();
        });
        assertThat(known.at("/patient").has("idDocument")).isFalse();
        assertThat(said.at("/patient").has("link"))
                .as("the given node is untouched")
                .isFalse();
    }

    @Test
    void numberOfTheComplainantWhoIsThePatientLinks() {
        assertState("""
                {"complainant":{"name":"测试甲","relation":"1","idDocument":{"type":"01","number":"%s"}}}""".formatted(CARD), "linked", "0.95");
    }

    @Test
    void twoNumbersAndTheNameAreSurest() {
        assertState("""
                {"patient":{"name":"ceshijia","patientNumber":"P1"},"visit":{"visitNumber":"V1"},"complainant":{}}""", "linked", "0.99");
    }

    @Test
    void numberWithoutAnyNameLinks() {
        assertState("{\"visit\":{\"visitNumber\":\"V1\"},\"complainant\":{}}", "linked", "0.9");
    }

    @Test
    void numberFromARelativeWhoDoesNotNameThePatientLinks() {
        assertState(
                "{\"visit\":{\"visitNumber\":\"V1\"},\"complainant\":{\"name\":\"测试辛\",\"relation\":\"23\"}}",
                "linked",
                "0.85");
    }

    @Test
    void numberFromSomebodyOfAnotherNameIsASuggestion() {
        assertSuggested("{\"visit\":{\"visitNumber\":\"V1\"},\"complainant\":{\"name\":\"测试辛\"}}", "0.6", "P1");
    }

    @Test
    void numberAgainstTheNameIsASuggestionAndAFinding() {
        String said = "{\"patient\":{\"name\":\"测试辛\",\"patientNumber\":\"P1\"},\"complainant\":{}}";
        assertSuggested(said, "0.4", "P1");
        assertThat(enrichment.enrich(document(said)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(Problem.CONTEXT_CONFLICT.code()));
    }

    @Test
    void numbersOfDifferentPeopleLinkNobody() {
        ObjectNode known = enrichment.enriched(document(
                "{\"patient\":{\"patientNumber\":\"P2\"},\"visit\":{\"visitNumber\":\"V1\"},\"complainant\":{}}"));

        assertThat(known.at("/patient/link/state").asText()).isEqualTo("none");
        assertThat(known.at("/patient").has("name")).isFalse();
        assertThat(known.at("/findings/0/code").asText()).isEqualTo("EN-101");
        assertThat(enrichment.enriched(known)).as("named once").isSameAs(known);
    }

    @Test
    void numberOfSeveralIsDecidedByTheNameElseSuggested() {
        assertState("{\"patient\":{\"name\":\"测试庚\",\"patientNumber\":\"X9\"},\"complainant\":{}}", "linked", "0.95");
        assertSuggested("{\"patient\":{\"patientNumber\":\"X9\"},\"complainant\":{}}", "0.5", "X9", "X9");
    }

    @Test
    void phoneAndNameAreASuggestionOnly() {
        assertSuggested(
                "{\"complainant\":{\"name\":\"测试甲\",\"phones\":[{\"raw\":\"138 0000 0001\",\"e164\":\"+8613800000001\"}]}}",
                "0.6",
                "P1");
    }

    @Test
    void anonymousCallerIsOnlySuggested() {
        ObjectNode known = enrichment.enriched(
                document("{\"flags\":{\"anonymous\":true},\"complainant\":{\"phones\":[{\"raw\":\"013800000001\"}]}}"));

        assertThat(known.at("/patient/link/state").asText()).isEqualTo("suggested");
        assertThat(known.at("/patient/link/suggestions/0/confidence").decimalValue())
                .isEqualByComparingTo("0.3");
        assertThat(known.at("/patient")).as("nothing else is written").hasSize(1);
        assertThat(known.has("visit")).isFalse();
    }

    @Test
    void phoneOfSeveralSuggestsThemAllTheNamedFirst() {
        ObjectNode known = enrichment.enriched(document(
                "{\"complainant\":{\"name\":\"测试戊\",\"phones\":[{\"raw\":\"x\",\"e164\":\"+8613800000003\"}]}}"));

        assertThat(known.at("/patient/link/suggestions").findValuesAsText("patientNumber"))
                .containsExactly("P4", "P3");
    }

    @Test
    void cardOfAComplainantForSomebodyElseSaysNothingOfThePatient() {
        ObjectNode said = document("""
                {"complainant":{"name":"测试甲","relation":"23","idDocument":{"type":"01","number":"%s"}}}""".formatted(CARD));
        assertThat(enrichment.enriched(said)).isSameAs(said);
    }

    @Test
    void cardWithoutARelationIsASuggestion() {
        assertSuggested(
                "{\"complainant\":{\"name\":\"测试甲\",\"idDocument\":{\"number\":\"" + CARD + "\"}}}", "0.7", "P1");
    }

    @Test
    void unknownNumbersChangeNothing() {
        ObjectNode said = document("{\"visit\":{\"visitNumber\":\"V777\"},\"complainant\":{}}");

        assertThat(enrichment.enriched(said)).isSameAs(said);
        assertThat(enrichment.openClaims(said))
                .extracting(Complaint.Claim::kind)
                .containsExactly("visit-number");
    }

    @Test
    void contextThatArrivesLaterLinksAndThenStays() {
        ObjectNode said = document("{\"visit\":{\"visitNumber\":\"V8\"},\"complainant\":{}}");
        assertThat(enrichment.enriched(said)).isSameAs(said);

        tell("PID|||P8||测试壬||19800101|M", "PV1||O|眼科||||||||||||||||V8");
        ObjectNode known = enrichment.enriched(said);
        assertThat(known.at("/patient/link/state").asText()).isEqualTo("linked");
        assertThat(enrichment.openClaims(known)).isEmpty();

        tell("PID|||P8||测试癸||19800101|M", "PV1||O|眼科||||||||||||||||V8");
        assertThat(enrichment.enriched(known)).isSameAs(known);
    }

    @Test
    void openClaimsAreNormalisedAndSayWhereTheyStand() {
        List<Complaint.Claim> claims =
                enrichment.openClaims(document("""
                {"patient":{"patientNumber":"P1","idDocument":{"number":"%s"}},
                 "complainant":{"phones":[{"raw":"(021)59730000"}],
                                "claims":[{"kind":"visit-number","value":" V1 ","source":"body"}]}}""".formatted(CARD.toLowerCase(java.util.Locale.ROOT))));

        assertThat(claims)
                .containsExactlyInAnyOrder(
                        new Complaint.Claim("patient-number", "P1", "/patient/patientNumber"),
                        new Complaint.Claim("id-card", CARD, "/patient/idDocument/number"),
                        new Complaint.Claim("visit-number", "V1", "/complainant/claims/0/value"),
                        new Complaint.Claim("phone", "+862159730000", "/complainant/phones/0"));
    }

    @Test
    void currentStayIsToldWhereThePatientIsLinkedWithoutAVisit() {
        ObjectNode known = enrichment.enriched(
                document("{\"patient\":{\"name\":\"测试甲\",\"patientNumber\":\"P1\"},\"complainant\":{}}"));

        assertThat(known.at("/visit/visitNumber").asText()).isEqualTo("V1");
    }

    @Test
    void walkCarriesTheContextAndTheFindings() {
        ObjectNode said = document("{\"patient\":{\"name\":\"测试辛\",\"patientNumber\":\"P1\"},\"complainant\":{}}");
        Candidate candidate =
                Candidate.found("k", JSON.createObjectNode(), List.of()).with(said);
        Candidate stopped = candidate.stopped(Problem.FIELD_MISSING, "x");

        Walk walk = new EnrichStep(enrichment)
                .enrich(List.of(Walk.of(receipt(1, "")).with(List.of(candidate, stopped), Map.of())))
                .get(0);

        assertThat(walk.candidates().get(0).document().at("/patient/link/state").asText())
                .isEqualTo("suggested");
        assertThat(walk.candidates().get(0).findings()).hasSize(1);
        assertThat(walk.candidates().get(1)).isEqualTo(stopped);
    }

    @Test
    void directoryThatCannotBeAskedIsAPassingProblem() {
        Enrichment away = new Enrichment(
                DirectoryForTests.searchIn(new JdbcTemplate(
                        new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=2"))),
                PhoneNumbersForTests.phones());

        assertThatThrownBy(() -> away.enriched(document("{\"visit\":{\"visitNumber\":\"V1\"}}")))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONTEXT_UNAVAILABLE));
    }

    private static void assertState(String said, String state, String confidence) {
        ObjectNode known = enrichment.enriched(document(said));
        assertThat(known.at("/patient/link/state").asText()).isEqualTo(state);
        assertThat(known.at("/patient/link/confidence").decimalValue()).isEqualByComparingTo(confidence);
        assertThat(known.at("/patient/link/asOf").asText()).isNotEmpty();
    }

    private static void assertSuggested(String said, String confidence, String... numbers) {
        ObjectNode known = enrichment.enriched(document(said));
        assertThat(known.at("/patient/link/state").asText()).isEqualTo("suggested");
        assertThat(known.at("/patient/link/suggestions").findValuesAsText("patientNumber"))
                .containsExactly(numbers);
        assertThat(known.at("/patient/link/suggestions/0/confidence").decimalValue())
                .isEqualByComparingTo(confidence);
        assertThat(enrichment.enriched(known))
                .as("a second look changes nothing")
                .isSameAs(known);
    }

    private static void tell(String... segments) {
        String message = "MSH|^~\\&|HIS||HUB||20260918100000||ADT^A08|M|P|2.4\rEVN|A08|20260918100000\r"
                + String.join("\r", segments) + "\r";
        for (Admission admission : AdtReaderForTests.reader().admissionsIn(receipt(1, message))) {
            directory.apply(7, admission);
        }
    }

    private static Receipt receipt(long id, String text) {
        return new Receipt(
                id,
                "",
                "patient-adt",
                "patient-adt",
                "k",
                "00",
                Instant.parse("2026-09-18T03:00:00Z"),
                Map.of(),
                Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode document(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
