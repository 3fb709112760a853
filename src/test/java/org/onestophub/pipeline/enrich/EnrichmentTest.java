package org.onestophub.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.CaseFile;
import org.onestophub.complaint.Complaint;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.pipeline.patient.PatientName;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;
import org.onestophub.pipeline.patient.PatientsInMemory;
import org.onestophub.problem.Problem;

class EnrichmentTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AS_OF = Instant.parse("2026-09-18T01:02:03Z");
    private static final String NAMED = "{'visit':{'visitNumber':'V1'},'patient':{'name':'测试 甲'},'complainant':{}}";
    private static final String MISNAMED = "{'patient':{'name':'测试丙','patientNumber':'P1'},'complainant':{}}";

    private final PatientsInMemory directory = new PatientsInMemory();
    private final Enrichment enrichment = new Enrichment(directory, PhoneNumbersForTests.phones());

    @BeforeEach
    void fillTheDirectory() {
        KnownPatient patient = patient(1, "P1", AS_OF, "测试甲");
        directory.put("visit-number", "V1", patient);
        directory.put("patient-number", "P1", patient);
        directory.put("phone", "+8613800000001", patient);
        directory.put(
                1,
                new KnownVisit(
                        "V1",
                        "inpatient",
                        "神内",
                        "5/12",
                        "测试丙医生",
                        "头痛",
                        Instant.parse("2026-09-10T00:00:00Z"),
                        null,
                        8));
        directory.put(
                1,
                new KnownVisit(
                        "V0",
                        "outpatient",
                        "骨科",
                        null,
                        null,
                        null,
                        Instant.parse("2026-01-10T00:00:00Z"),
                        Instant.parse("2026-01-10T01:00:00Z"),
                        9));
    }

    @Test
    void linkedComplaintIsFilledWithPatientAndVisitWhereItIsSilent() {
        ObjectNode said = document(NAMED);

        ObjectNode known = enrichment.enriched(said);

        assertThat(document(known.toString())).isEqualTo(document("""
                {'visit':{'visitNumber':'V1','kind':'inpatient','startedAt':'2026-09-10T00:00:00Z',
                          'departmentName':'神内','doctor':'测试丙医生','bed':'5/12','diagnosis':'头痛'},
                 'patient':{'name':'测试 甲','sex':'2','birthDate':'1949-12-31','patientNumber':'P1',
                            'link':{'state':'linked','confidence':0.95,'evidence':['visit-number','name'],
                                    'asOf':'2026-09-18T01:02:03Z'}},
                 'complainant':{},
                 'provenance':[
                  {'field':'/patient/sex','receiptId':7,'kind':'directory'},
                  {'field':'/patient/birthDate','receiptId':7,'kind':'directory'},
                  {'field':'/patient/patientNumber','receiptId':7,'kind':'directory'},
                  {'field':'/visit/kind','receiptId':8,'kind':'directory'},
                  {'field':'/visit/startedAt','receiptId':8,'kind':'directory'},
                  {'field':'/visit/departmentName','receiptId':8,'kind':'directory'},
                  {'field':'/visit/doctor','receiptId':8,'kind':'directory'},
                  {'field':'/visit/bed','receiptId':8,'kind':'directory'},
                  {'field':'/visit/diagnosis','receiptId':8,'kind':'directory'}]}"""));
        assertThat(said).as("the given node is untouched").isEqualTo(document(NAMED));
        assertThat(enrichment.enrich(said).findings()).isEmpty();
    }

    @Test
    void whatThePersonDoesNotHaveIsNotWritten() {
        directory.put("patient-number", "P9", new KnownPatient(9, "P9", null, null, null, null, Set.of(), AS_OF, 7));

        ObjectNode known = enrichment.enriched(document("{'patient':{'patientNumber':'P9'}}"));

        assertThat(known.path("patient").fieldNames()).toIterable().containsExactly("patientNumber", "link");
        assertThat(known.has("provenance")).isFalse();
        assertThat(known.has("visit")).isFalse();
    }

    @Test
    void visitThatHasEndedIsToldWhereItsNumberWasGiven() {
        directory.put("visit-number", "V0", patient(1, "P1", AS_OF, "测试甲"));

        ObjectNode known = enrichment.enriched(document("{'visit':{'visitNumber':'V0'}}"));

        assertThat(known.at("/visit/endedAt").asText()).isEqualTo("2026-01-10T01:00:00Z");
        assertThat(known.at("/visit/departmentName").asText()).isEqualTo("骨科");
    }

    @Test
    void currentVisitIsToldOnlyWhereTheComplaintNamesNoVisit() {
        assertThat(enrichment
                        .enriched(document("{'patient':{'patientNumber':'P1'}}"))
                        .at("/visit/visitNumber")
                        .asText())
                .isEqualTo("V1");
        assertThat(enrichment
                        .enriched(document("{'patient':{'patientNumber':'P1'},'visit':{'departmentName':'眼科'}}"))
                        .path("visit"))
                .isEqualTo(document("{'departmentName':'眼科'}"));
    }

    @Test
    void noVisitIsToldOfSeveralCurrentOnes() {
        directory.put(1, new KnownVisit("V2", "outpatient", "眼科", null, null, null, null, null, 10));

        ObjectNode known = enrichment.enriched(document("{'patient':{'patientNumber':'P1'}}"));

        assertThat(known.at("/patient/link/state").asText()).isEqualTo("linked");
        assertThat(known.has("visit")).isFalse();
    }

    @Test
    void suggestionIsWrittenAndNothingElse() {
        ObjectNode known = enrichment.enriched(document("{'complainant':{'phones':[{'raw':'13800000001'}]}}"));

        assertThat(document(known.toString())).isEqualTo(document("""
                {'complainant':{'phones':[{'raw':'13800000001'}]},
                 'patient':{'link':{'state':'suggested',
                   'suggestions':[{'patientNumber':'P1','confidence':0.3,'evidence':['phone']}]}}}"""));
    }

    @Test
    void conflictIsAFindingThatIsNotedOnce() {
        ObjectNode said = document(MISNAMED);

        assertThat(enrichment.enrich(said).findings())
                .containsExactly(new Finding(Problem.CONTEXT_CONFLICT.code(), "/patient/name"));
        assertThat(enrichment.enrich(said).document().has("findings"))
                .as("findings are given apart")
                .isFalse();

        ObjectNode known = enrichment.enriched(said);
        assertThat(known.path("findings").toString()).isEqualTo("[{\"code\":\"EN-101\",\"field\":\"/patient/name\"}]");
        assertThat(enrichment.enriched(known)).as("noted once").isSameAs(known);
    }

    @Test
    void conflictIsNotedBesideOthersAndWhereTheLinkIsOldAlready() {
        ObjectNode linkedBefore = enrichment.enrich(document(MISNAMED)).document();
        linkedBefore.putArray("findings").addObject().put("code", "EN-101").put("field", "/patient");
        linkedBefore.withArray("/findings").addObject().put("code", "CK-101").put("field", "/patient/name");
        ObjectNode untouched = linkedBefore.deepCopy();

        ObjectNode known = enrichment.enriched(linkedBefore);

        assertThat(known.path("findings")).hasSize(3);
        assertThat(known.at("/findings/2/code").asText()).isEqualTo("EN-101");
        assertThat(known.at("/findings/2/field").asText()).isEqualTo("/patient/name");
        assertThat(linkedBefore).isEqualTo(untouched);
    }

    @Test
    void unknownPatientAndNoClaimLeaveTheDocument() {
        ObjectNode unknown = document("{'visit':{'visitNumber':'V404'}}");
        ObjectNode silent = document("{'complainant':{'name':'测试甲'}}");

        assertThat(enrichment.enriched(unknown)).isSameAs(unknown);
        assertThat(directory.questions()).isEqualTo(1);
        assertThat(enrichment.enriched(silent)).isSameAs(silent);
        assertThat(directory.questions()).as("nothing to ask for").isEqualTo(1);
    }

    @Test
    void linkOnceMadeStays() {
        ObjectNode linked = enrichment.enriched(document(NAMED));

        assertThat(enrichment.enriched(linked)).isSameAs(linked);
        assertThat(directory.questions()).isEqualTo(1);
    }

    private static KnownPatient merged(long id, String number, String former, String name, String... names) {
        Set<String> normal = Arrays.stream(names).map(PatientName::normal).collect(Collectors.toSet());
        return new KnownPatient(
                id, number, name, "1", LocalDate.of(1950, 1, 1), null, normal, Set.of(former), AS_OF, 12);
    }

    @Test
    void linkedComplaintFollowsItsPatientThroughAMerge() {
        ObjectNode linked = enrichment.enriched(document(
                "{'patient':{'name':'测试甲','patientNumber':'P1'},'complainant':{'phones':[{'raw':'13800000001'}]}}"));
        assertThat(linked.at("/patient/link/state").asText()).isEqualTo("linked");
        assertThat(enrichment.again(linked)).as("nothing new").isSameAs(linked);

        directory.forget();
        KnownPatient survivor = merged(2, "P2", "P1", "测试乙", "测试甲", "测试乙");
        directory.put("patient-number", "P1", survivor);
        directory.put("patient-number", "P2", survivor);
        ObjectNode followed = enrichment.again(linked);

        assertThat(followed.at("/patient/patientNumber").asText()).isEqualTo("P2");
        assertThat(followed.at("/patient/name").asText()).isEqualTo("测试乙");
        assertThat(followed.at("/patient/sex").asText())
                .as("a fact of the directory")
                .isEqualTo("1");
        assertThat(followed.at("/patient/link/said")).isEqualTo(document("{'patientNumber':'P1','name':'测试甲'}"));
        assertThat(enrichment.again(followed)).isSameAs(followed);
        assertThat(enrichment.linkedClaims(followed))
                .extracting(Complaint.Claim::value)
                .containsExactly("P2");
    }

    @Test
    void complaintOpenedByANumberGivenUpNamesTheSurvivor() {
        directory.put("patient-number", "P7", merged(2, "P2", "P7", "测试乙", "测试乙"));

        ObjectNode known = enrichment.enriched(document("{'patient':{'patientNumber':'P7','name':'测试乙'}}"));

        assertThat(known.at("/patient/patientNumber").asText()).isEqualTo("P2");
        assertThat(known.at("/patient/link/said/patientNumber").asText()).isEqualTo("P7");
    }

    @Test
    void linkedComplaintFollowsItsVisitToAnotherPatientAndNumber() {
        ObjectNode linked = enrichment.enriched(document("{'visit':{'visitNumber':'V1'},'complainant':{}}"));
        assertThat(linked.at("/patient/patientNumber").asText()).isEqualTo("P1");

        directory.forget();
        directory.put("visit-number", "V1", patient(3, "P3", AS_OF, "测试丁"));
        ObjectNode followed = enrichment.again(linked);

        assertThat(followed.at("/patient/patientNumber").asText()).isEqualTo("P3");
        assertThat(followed.at("/patient/name").asText()).isEqualTo("测试丁");
        assertThat(followed.at("/visit/departmentName").isMissingNode()).isTrue();
    }

    @Test
    void linkInDoubtStaysAndIsTold() {
        directory.put("visit-number", "V9", patient(1, "P1", AS_OF, "测试甲"));
        ObjectNode linked = enrichment.enriched(
                document("{'visit':{'visitNumber':'V9'},'patient':{'patientNumber':'P1'},'complainant':{}}"));

        directory.forget();
        directory.put("visit-number", "V9", patient(3, "P3", AS_OF, "测试丁"));
        directory.put("patient-number", "P1", patient(1, "P1", AS_OF, "测试甲"));
        ObjectNode doubted = enrichment.again(linked);

        assertThat(doubted.at("/patient")).isEqualTo(linked.at("/patient"));
        assertThat(doubted.at("/findings/0/code").asText()).isEqualTo("EN-101");
        assertThat(enrichment.again(doubted)).isSameAs(doubted);
    }

    @Test
    void suggestionIsReplacedByAnotherOrByALink() {
        String said =
                "{'complainant':{'phones':[{'raw':'13800000001'}],'claims':[{'kind':'visit-number','value':'V5'}]}}";
        ObjectNode suggested = enrichment.enriched(document(said));
        assertThat(suggested.at("/patient/link/suggestions")).hasSize(1);
        assertThat(enrichment.enriched(suggested)).as("nothing new").isSameAs(suggested);

        directory.put("phone", "+8613800000001", patient(2, "P2", AS_OF, "测试乙"));
        ObjectNode more = enrichment.enriched(suggested);
        assertThat(more.at("/patient/link/suggestions")).hasSize(2);

        directory.put("visit-number", "V5", patient(2, "P2", AS_OF, "测试乙"));
        ObjectNode linked = enrichment.enriched(more);
        assertThat(linked.at("/patient/link/state").asText()).isEqualTo("linked");
        assertThat(linked.at("/patient/link").has("suggestions")).isFalse();
        assertThat(linked.at("/patient/name").asText()).isEqualTo("测试乙");
    }

    @Test
    void openClaimsAreThoseOfNumbersThenHintsUntilTheComplaintIsLinked() {
        ObjectNode said = document("{'visit':{'visitNumber':'V1'},'complainant':{'phones':[{'raw':'13800000001'}]}}");

        assertThat(enrichment.openClaims(said))
                .containsExactly(
                        new Complaint.Claim("visit-number", "V1", "/visit/visitNumber"),
                        new Complaint.Claim("phone", "+8613800000001", "/complainant/phones/0"));
        assertThat(enrichment.openClaims(enrichment.enriched(said))).isEmpty();
    }

    @Test
    void walkCarriesContextAndFindingsOfEachSoundCandidate() {
        Candidate misnamed =
                Candidate.found("a", JSON.createObjectNode(), List.of()).with(document(MISNAMED));
        Candidate stopped = misnamed.stopped(Problem.FIELD_MISSING, "x");
        Candidate unmapped = Candidate.found("b", JSON.createObjectNode(), List.of());

        Walk walk = new EnrichStep(enrichment)
                .enrich(List.of(Walk.of(receipt()).with(List.of(misnamed, stopped, unmapped), Map.of())))
                .get(0);

        assertThat(walk.candidates().get(0).document().at("/patient/link/state").asText())
                .isEqualTo("suggested");
        assertThat(walk.candidates().get(0).findings())
                .extracting(Finding::code)
                .containsExactly("EN-101");
        assertThat(walk.candidates().get(1)).isEqualTo(stopped);
        assertThat(walk.candidates().get(2)).isEqualTo(unmapped);
        assertThat(walk.timings()).containsOnlyKeys("enrich");
    }

    @Test
    void recordedCaseIsLookedAtAgain() {
        CaseFile file = new CaseFile(5, 2, document(NAMED));

        CaseFile again = new EnrichStep(enrichment).again(List.of(file)).get(0);

        assertThat(again.id()).isEqualTo(5);
        assertThat(again.revision()).isEqualTo(2);
        assertThat(again.document()).isEqualTo(enrichment.enriched(document(NAMED)));
    }

    private static KnownPatient patient(long id, String number, Instant asOf, String... names) {
        Set<String> normal = Arrays.stream(names).map(PatientName::normal).collect(Collectors.toSet());
        return new KnownPatient(id, number, names[0], "2", LocalDate.of(1949, 12, 31), null, normal, asOf, 7);
    }

    private static Receipt receipt() {
        return new Receipt(1, "", "c", "m", "k", "00", AS_OF, Map.of(), Content.of(new byte[0]));
    }

    private static ObjectNode document(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
