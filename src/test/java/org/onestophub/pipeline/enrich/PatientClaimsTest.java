package org.onestophub.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.pipeline.enrich.PatientClaims.Relation;
import org.onestophub.pipeline.patient.PatientSearch.Sought;

class PatientClaimsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CARD = "11010519491231002X";
    private static final String OTHER_CARD = "440524188001010014";

    @Test
    void numbersOfVisitAndPatientSayWhereTheyStand() {
        PatientClaims claims =
                claims("{'visit':{'visitNumber':' V 7 '},'patient':{'patientNumber':'000123'},'complainant':{}}");

        assertThat(claims.numbers())
                .containsExactly(
                        entry(new Sought("visit-number", "V 7"), "/visit/visitNumber"),
                        entry(new Sought("patient-number", "000123"), "/patient/patientNumber"));
        assertThat(claims.hints()).isEmpty();
        assertThat(claims.all())
                .containsExactly(new Sought("visit-number", "V 7"), new Sought("patient-number", "000123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'visit':{'visitNumber':17}}", "{'visit':{'visitNumber':'  '}}", "{'patient':'P'}"})
    void whatIsNoTextIsNoClaim(String document) {
        PatientClaims claims = claims(document);

        assertThat(claims.all()).isEmpty();
        assertThat(claims.patientName()).isEmpty();
        assertThat(claims.complainantName()).isEmpty();
        assertThat(claims.relation()).isEqualTo(Relation.UNSTATED);
        assertThat(claims.hasPatientName()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"01,true", "'',true", "02,false", "03,false"})
    void cardOfThePatientIsANumberIfItIsAResidentCard(String type, boolean isClaim) {
        PatientClaims claims = claims("{'patient':{'idDocument':{'type':'%s','number':'%s'}},'complainant':{}}"
                .formatted(type, CARD.toLowerCase(java.util.Locale.ROOT)));

        assertThat(claims.numbers().containsKey(new Sought("id-card", CARD))).isEqualTo(isClaim);
        assertThat(claims.all()).hasSize(isClaim ? 1 : 0);
        if (isClaim) {
            assertThat(claims.numbers()).containsValue("/patient/idDocument/number");
        }
    }

    @Test
    void cardWithAWrongCheckCharacterIsNoClaim() {
        assertThat(claims("{'patient':{'idDocument':{'type':'01','number':'110105194912310021'}}}")
                        .all())
                .isEmpty();
        assertThat(claims("{'complainant':{'relation':'1','claims':[{'kind':'id-card','value':'110105194912310021'}]}}")
                        .all())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,number", "01,number", "'',hint", "2,none", "23,none", "99,none"})
    void cardOfTheComplainantCountsByTheRelation(String relation, String counts) {
        PatientClaims claims =
                claims("{'complainant':{'relation':'%s','idDocument':{'number':'%s'}}}".formatted(relation, CARD));

        assertThat(claims.numbers()).hasSize(counts.equals("number") ? 1 : 0);
        assertThat(claims.hints()).hasSize(counts.equals("hint") ? 1 : 0);
        if (!counts.equals("none")) {
            assertThat(claims.all()).containsExactly(new Sought("id-card", CARD));
        }
        assertThat(claims.relation())
                .isEqualTo(
                        switch (counts) {
                            case "number" -> Relation.SELF;
                            case "hint" -> Relation.UNSTATED;
                            default -> Relation.ANOTHER;
                        });
    }

    @ParameterizedTest
    @CsvSource({"1,number", "'',hint", "23,none"})
    void cardStatedInATextCountsByTheRelation(String relation, String counts) {
        PatientClaims claims = claims("{'complainant':{'relation':'%s','claims':[{'kind':'id-card','value':'%s'}]}}"
                .formatted(relation, "4405 2418 8001 010014"));

        assertThat(claims.numbers()).hasSize(counts.equals("number") ? 1 : 0);
        assertThat(claims.hints()).hasSize(counts.equals("hint") ? 1 : 0);
        if (!counts.equals("none")) {
            assertThat(claims.all()).containsExactly(new Sought("id-card", OTHER_CARD));
        }
    }

    @Test
    void whatIsStatedInATextCountsByItsKind() {
        PatientClaims claims = claims("""
                {'complainant':{'relation':'2','claims':[
                  {'kind':'visit-number','value':'V1'},{'kind':'patient-number','value':'P1'},
                  {'kind':'phone','value':'(021) 5973 0000'},{'kind':'bed','value':'12'},{'value':'P2'}]}}""");

        assertThat(claims.numbers())
                .containsExactly(
                        entry(new Sought("visit-number", "V1"), "/complainant/claims/0/value"),
                        entry(new Sought("patient-number", "P1"), "/complainant/claims/1/value"));
        assertThat(claims.hints())
                .containsExactly(entry(new Sought("phone", "+862159730000"), "/complainant/claims/2/value"));
    }

    @Test
    void phonesOfBothAreHintsAndTheCheckedFormGoesFirst() {
        PatientClaims claims = claims("""
                {'patient':{'phones':[{'raw':'no number','e164':'+8613800000001'},{'raw':'138 0000 0002'}]},
                 'complainant':{'phones':[{'raw':'13800000003','e164':''},{'raw':'unknown'}]}}""");

        assertThat(claims.numbers()).isEmpty();
        assertThat(claims.hints())
                .containsExactly(
                        entry(new Sought("phone", "+8613800000001"), "/patient/phones/0"),
                        entry(new Sought("phone", "+8613800000002"), "/patient/phones/1"),
                        entry(new Sought("phone", "+8613800000003"), "/complainant/phones/0"));
    }

    @Test
    void sameClaimTwiceStandsWhereItStoodFirstAndIsNoHintBesides() {
        PatientClaims claims = claims("""
                {'patient':{'patientNumber':'P1','idDocument':{'number':'%s'}},
                 'complainant':{'idDocument':{'number':'%s'},'claims':[{'kind':'patient-number','value':'P1'}]}}""".formatted(CARD, CARD));

        assertThat(claims.numbers())
                .containsExactly(
                        entry(new Sought("patient-number", "P1"), "/patient/patientNumber"),
                        entry(new Sought("id-card", CARD), "/patient/idDocument/number"));
        assertThat(claims.hints()).isEmpty();
    }

    @Test
    void valueOf64CharactersIsTheLongest() {
        assertThat(claims("{'visit':{'visitNumber':'%s'}}".formatted("V".repeat(64)))
                        .all())
                .hasSize(1);
        assertThat(claims("{'visit':{'visitNumber':'%s'}}".formatted("V".repeat(65)))
                        .all())
                .isEmpty();
    }

    @Test
    void noMoreThan20StatedClaimsAreLookedAt() {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode stated = document.putObject("complainant").putArray("claims");
        for (int i = 0; i < 19; i++) {
            stated.addObject().put("kind", "other").put("value", "x");
        }
        stated.addObject().put("kind", "visit-number").put("value", "the 20th");
        stated.addObject().put("kind", "visit-number").put("value", "the 21st");

        assertThat(PatientClaims.of(document, PhoneNumbersForTests.phones()).all())
                .containsExactly(new Sought("visit-number", "the 20th"));
    }

    @Test
    void noMoreThan20PhonesAreLookedAt() {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode phones = document.putObject("complainant").putArray("phones");
        for (int i = 0; i < 19; i++) {
            phones.addObject().put("raw", "none");
        }
        phones.addObject().put("raw", "13800000020");
        phones.addObject().put("raw", "13800000021");

        assertThat(PatientClaims.of(document, PhoneNumbersForTests.phones()).all())
                .containsExactly(new Sought("phone", "+8613800000020"));
    }

    @Test
    void noMoreThan20NumbersAreSoughtFor() {
        ObjectNode document = JSON.createObjectNode();
        document.putObject("visit").put("visitNumber", "V");
        document.putObject("patient").put("patientNumber", "P");
        ArrayNode stated = document.putObject("complainant").putArray("claims");
        for (int i = 0; i < 20; i++) {
            stated.addObject().put("kind", "visit-number").put("value", "S" + i);
        }

        assertThat(PatientClaims.of(document, PhoneNumbersForTests.phones())
                        .numbers()
                        .keySet())
                .hasSize(20)
                .contains(new Sought("visit-number", "S17"))
                .doesNotContain(new Sought("visit-number", "S18"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, '', 测试甲, 测试甲",
        "1, 测试乙, 测试甲, 测试乙",
        "'', '', 测试甲, ''",
        "'', 测试乙, 测试甲, 测试乙",
        "2, '', 测试甲, ''",
        "2, 测试乙, '', 测试乙"
    })
    void patientIsCalledAsToldElseAsTheComplainantWhoIsThePatient(
            String relation, String patient, String complainant, String name) {
        PatientClaims claims = claims("{'patient':{'name':'%s'},'complainant':{'relation':'%s','name':'%s'}}"
                .formatted(patient, relation, complainant));

        assertThat(claims.patientName()).isEqualTo(name);
        assertThat(claims.complainantName()).isEqualTo(complainant);
        assertThat(claims.hasPatientName()).isEqualTo(!name.isEmpty());
    }

    @Test
    void nameWithoutALetterIsNone() {
        assertThat(claims("{'patient':{'name':'—·—'}}").hasPatientName()).isFalse();
    }

    private static PatientClaims claims(String document) {
        try {
            return PatientClaims.of(JSON.readTree(document.replace('\'', '"')), PhoneNumbersForTests.phones());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
