package org.onestophub.pipeline.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.pipeline.enrich.PatientMatch.Decision;
import org.onestophub.pipeline.enrich.PatientMatch.Scored;
import org.onestophub.pipeline.enrich.PatientMatch.State;
import org.onestophub.pipeline.patient.PatientName;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.Sought;

class PatientMatchTest {

    private static final String CARD = "11010519491231002X";
    private static final Sought VISIT = new Sought("visit-number", "V1");
    private static final Sought NUMBER = new Sought("patient-number", "P1");
    private static final Sought ID_CARD = new Sought("id-card", CARD);
    private static final Sought PHONE = new Sought("phone", "+8613800000001");

    private static final KnownPatient JIA = patient(1, "P1", "测试甲", "Ceshi Jia");
    private static final KnownPatient YI = patient(2, "P2", "司马测试乙");
    private static final KnownPatient NAMELESS = patient(3, "P3");

    private final Map<Sought, List<KnownPatient>> found = new LinkedHashMap<>();

    @Test
    void nobodyFoundIsUnknown() {
        Decision decision = decide("{'visit':{'visitNumber':'V1'},'complainant':{'phones':[{'raw':'13800000001'}]}}");

        assertThat(decision).isEqualTo(new Decision(State.UNKNOWN, List.of(), ""));
    }

    @ParameterizedTest
    @CsvSource({
        "测试甲, '', '', 0.95, visit-number name",
        "测 试 甲, 测试丙, 2, 0.95, visit-number name",
        "JIA ceshi, '', '', 0.95, visit-number name",
        "'', 测试甲, 1, 0.95, visit-number name",
        "'', 测试甲, '', 0.95, visit-number name",
        "'', '', '', 0.9, visit-number",
        "'', '', 23, 0.9, visit-number",
        "'', 测试丙, 23, 0.85, visit-number",
        "'', 测试甲, 23, 0.85, visit-number",
    })
    void oneNumberLinksAsSurelyAsTheNamesAgree(
            String patient, String complainant, String relation, String confidence, String evidence) {
        found.put(VISIT, List.of(JIA));

        Decision decision = decide(
                "{'visit':{'visitNumber':'V1'},'patient':{'name':'%s'},'complainant':{'name':'%s','relation':'%s'}}"
                        .formatted(patient, complainant, relation));

        assertThat(decision.state()).isEqualTo(State.LINKED);
        assertThat(decision.conflict()).isEmpty();
        assertScored(decision, "1:" + confidence + ":" + evidence.replace(' ', '+'));
    }

    @Test
    void twoNumbersAndTheNameAreSurest() {
        found.put(VISIT, List.of(JIA));
        found.put(NUMBER, List.of(JIA));

        Decision decision = decide("{'visit':{'visitNumber':'V1'},'patient':{'patientNumber':'P1','name':'测试甲'}}");

        assertThat(decision.state()).isEqualTo(State.LINKED);
        assertScored(decision, "1:0.99:visit-number+patient-number+name");
    }

    @Test
    void secondNumberThatNobodyHasCountsForNothing() {
        found.put(VISIT, List.of(JIA));

        assertScored(
                decide("{'visit':{'visitNumber':'V1'},'patient':{'patientNumber':'P1','name':'测试甲'}}"),
                "1:0.95:visit-number+name");
    }

    @Test
    void numberAgainstTheNameIsASuggestionAndAConflict() {
        found.put(VISIT, List.of(JIA));

        Decision decision = decide("{'visit':{'visitNumber':'V1'},'patient':{'name':'测试丙'}}");

        assertThat(decision.state()).isEqualTo(State.SUGGESTED);
        assertThat(decision.conflict()).isEqualTo("/patient/name");
        assertScored(decision, "1:0.4:visit-number");
    }

    @Test
    void nameContradictsNoPatientWithoutAName() {
        found.put(VISIT, List.of(NAMELESS));

        Decision decision = decide("{'visit':{'visitNumber':'V1'},'patient':{'name':'测试丙'}}");

        assertThat(decision.state()).isEqualTo(State.LINKED);
        assertThat(decision.conflict()).isEmpty();
        assertScored(decision, "3:0.9:visit-number");
    }

    @Test
    void numberFromSomebodyOfAnotherNameWithoutARelationIsASuggestion() {
        found.put(VISIT, List.of(JIA));

        Decision decision = decide("{'visit':{'visitNumber':'V1'},'complainant':{'name':'测试丙'}}");

        assertThat(decision.state()).isEqualTo(State.SUGGESTED);
        assertThat(decision.conflict()).isEmpty();
        assertScored(decision, "1:0.6:visit-number");
    }

    @Test
    void numbersOfDifferentPeopleLinkNobody() {
        found.put(VISIT, List.of(JIA));
        found.put(NUMBER, List.of(YI));

        Decision decision = decide("{'visit':{'visitNumber':'V1'},'patient':{'patientNumber':'P1','name':'测试甲'}}");

        assertThat(decision.state()).isEqualTo(State.NONE);
        assertThat(decision.conflict()).isEqualTo("/patient");
        assertScored(decision, "1:0.4:visit-number+name", "2:0.4:patient-number");
    }

    @Test
    void patientWhoHasBothNumbersIsTakenFromThoseWhoHaveOne() {
        found.put(VISIT, List.of(YI, JIA));
        found.put(NUMBER, List.of(JIA, NAMELESS));

        assertScored(
                decide("{'visit':{'visitNumber':'V1'},'patient':{'patientNumber':'P1'}}"),
                "1:0.9:visit-number+patient-number");
    }

    @Test
    void numberOfSeveralIsDecidedByTheName() {
        found.put(VISIT, List.of(YI, JIA));

        Decision decision = decide("{'visit':{'visitNumber':'V1'},'patient':{'name':'测试甲'}}");

        assertThat(decision.state()).isEqualTo(State.LINKED);
        assertScored(decision, "1:0.95:visit-number+name");
    }

    @Test
    void numberOfSeveralWithoutAFittingNameSuggestsThemAll() {
        found.put(VISIT, List.of(YI, JIA));

        Decision decision = decide("{'visit':{'visitNumber':'V1'},'patient':{'name':'测试丙'}}");

        assertThat(decision.state()).isEqualTo(State.SUGGESTED);
        assertThat(decision.conflict()).isEmpty();
        assertScored(decision, "2:0.5:visit-number", "1:0.5:visit-number");
    }

    @Test
    void numberOfSeveralOfOneNameSuggestsOnlyThose() {
        KnownPatient namesake = patient(4, "P4", "测试甲");
        found.put(VISIT, List.of(YI, JIA, namesake));

        Decision decision = decide("{'visit':{'visitNumber':'V1'},'patient':{'name':'测试甲'}}");

        assertThat(decision.state()).isEqualTo(State.SUGGESTED);
        assertScored(decision, "1:0.5:visit-number+name", "4:0.5:visit-number+name");
    }

    @Test
    void noMoreThanFiveAreSuggested() {
        List<KnownPatient> many = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            many.add(patient(i, "P" + i));
        }
        found.put(VISIT, many);
        assertThat(decide("{'visit':{'visitNumber':'V1'}}").scored()).hasSize(5);

        found.clear();
        found.put(PHONE, many);
        assertThat(decide("{'complainant':{'phones':[{'raw':'13800000001'}]}}").scored())
                .hasSize(5);
    }

    @Test
    void phoneAloneIsTheWeakestSuggestion() {
        found.put(PHONE, List.of(JIA));

        Decision decision = decide("{'complainant':{'name':'测试丙','phones':[{'raw':'13800000001'}]}}");

        assertThat(decision.state()).isEqualTo(State.SUGGESTED);
        assertThat(decision.conflict()).isEmpty();
        assertScored(decision, "1:0.3:phone");
    }

    @Test
    void phoneAndNameOfOneAmongSeveralPutThatOneFirst() {
        found.put(PHONE, List.of(YI, JIA));

        assertScored(
                decide("{'complainant':{'name':'测试甲','phones':[{'raw':'13800000001'}]}}"),
                "1:0.6:phone+name",
                "2:0.3:phone");
    }

    @Test
    void phoneAndNameOfSeveralAreLessSure() {
        KnownPatient namesake = patient(4, "P4", "测试甲");
        found.put(PHONE, List.of(JIA, namesake));

        assertScored(
                decide("{'complainant':{'name':'测试甲','phones':[{'raw':'13800000001'}]}}"),
                "1:0.5:phone+name",
                "4:0.5:phone+name");
    }

    @Test
    void nameOfARelativeIsNoEvidence() {
        found.put(PHONE, List.of(JIA));

        assertScored(
                decide("{'complainant':{'name':'测试甲','relation':'2','phones':[{'raw':'13800000001'}]}}"),
                "1:0.3:phone");
    }

    @Test
    void cardWithoutARelationIsASuggestionSurerWithTheName() {
        found.put(ID_CARD, List.of(JIA));
        String said = "{'complainant':{'name':'%s','idDocument':{'number':'" + CARD + "'}}}";

        assertScored(decide(said.formatted("测试甲")), "1:0.7:id-card+name");
        assertScored(decide(said.formatted("测试丙")), "1:0.5:id-card");
    }

    @Test
    void hintsAddNothingToWhoHasANumberButEvidence() {
        found.put(VISIT, List.of(JIA));
        found.put(PHONE, List.of(YI, JIA));

        assertScored(
                decide("{'visit':{'visitNumber':'V1'},'complainant':{'phones':[{'raw':'13800000001'}]}}"),
                "1:0.9:visit-number+phone");
    }

    @Test
    void twoNumbersOfOneKindAreOneEvidence() {
        found.put(VISIT, List.of(JIA));
        found.put(new Sought("visit-number", "V2"), List.of(JIA));

        assertScored(
                decide(
                        "{'visit':{'visitNumber':'V1'},'complainant':{'claims':[{'kind':'visit-number','value':'V2'}]}}"),
                "1:0.9:visit-number");
    }

    private Decision decide(String document) {
        try {
            return new PatientMatch(
                            PatientClaims.of(
                                    new ObjectMapper().readTree(document.replace('\'', '"')),
                                    PhoneNumbersForTests.phones()),
                            found)
                    .decide();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Each as id, confidence and evidence, in the order given. */
    private static void assertScored(Decision decision, String... scored) {
        assertThat(decision.scored()).extracting(PatientMatchTest::text).containsExactly(scored);
    }

    private static String text(Scored one) {
        return one.patient().id() + ":" + one.confidence() + ":" + String.join("+", one.evidence());
    }

    private static KnownPatient patient(long id, String number, String... names) {
        Set<String> normal = Arrays.stream(names).map(PatientName::normal).collect(Collectors.toSet());
        String name = names.length == 0 ? null : names[0];
        return new KnownPatient(id, number, name, null, null, null, normal, Instant.EPOCH, id);
    }
}
