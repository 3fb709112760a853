package org.onestophub.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.patient.AdtMessages.message;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;
import org.onestophub.support.TestPostgres;

/** Merges, moves, changes and links of patients, visits and accounts, as HL7 v2.2 to v2.8 have them. */
class PatientMergeIT {

    private static AdtMessages adt;

    @BeforeAll
    static void open() {
        adt = new AdtMessages(TestPostgres.freshDatabaseInPool());
    }

    @BeforeEach
    void empty() {
        adt.empty();
    }

    private static String pid(String numbers, String name) {
        return "PID|1||" + numbers + "||" + name + "||19800101|1";
    }

    private static String visit(String number) {
        return "PV1|1|I|神内^3^12||||||||||||||||" + number;
    }

    private static void old() {
        adt.send(message("A01", 0, pid("OLD^^^H1^MR", "测试甲"), visit("V1")));
    }

    private static void assertThatTheNewOneHasAll() {
        assertThat(adt.found("OLD")).extracting(KnownPatient::number).containsExactly("NEW");
        assertThat(adt.found("OLD").get(0).formerNumbers()).contains("OLD");
        assertThat(adt.found("visit-number", "V1"))
                .extracting(KnownPatient::number)
                .containsExactly("NEW");
        assertThat(adt.patients()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A18", "A30", "A34", "A36", "A39", "A40", "A43", "A46", "A47", "A48"})
    void numberGivenUpLeadsToTheSurvivor(String event) {
        old();

        assertThat(adt.send(message(event, 9, pid("NEW^^^H1^MR", "测试乙"), "MRG|OLD^^^H1^MR")))
                .containsExactly("context-applied");

        assertThatTheNewOneHasAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MRG|OLD",
                "MRG|OLD^^^^MR",
                "MRG|OLD^^^^ZZ",
                "MRG|OLD^^^H1^ZZ",
                "MRG|OLD^^^H1",
                "MRG||||OLD^^^H1",
                "MRG||OLD^^^H1^MR",
                "MRG|X^^^OTHER^ZZ~OLD^^^H1^MR"
            })
    void numberGivenUpIsUnderstoodHoweverItIsWritten(String mrg) {
        old();

        assertThat(adt.send(message("A40", 9, pid("NEW^^^H1^MR", "测试乙"), mrg))).containsExactly("context-applied");

        assertThatTheNewOneHasAll();
    }

    @Test
    void mergeWithoutAuthorityBeforeEitherIsKnownHolds() {
        adt.send(message("A40", 9, pid("NEW^^^H1^MR", "测试乙"), "MRG|OLD"));
        old();

        assertThatTheNewOneHasAll();
    }

    @Test
    void numberWithoutAuthorityThatOnlyASimilarPersonHasIsThatPersons() {
        adt.send(message("A01", 0, pid("OLD^^^H9^MR", "测试甲"), visit("V1")));

        assertThat(adt.send(message("A40", 9, pid("NEW^^^H1^MR", "测试甲"), "MRG|OLD")))
                .containsExactly("context-applied");

        assertThatTheNewOneHasAll();
    }

    @Test
    void numberWithoutAuthorityThatAStrangerOrSeveralHaveWaitsForAPerson() {
        String merge = message("A40", 9, pid("NEW^^^H1^MR", "测试乙"), "MRG|OLD");
        adt.send(message("A01", 0, pid("OLD^^^H9^MR", "测试甲")));
        assertThat(adt.send(merge)).containsExactly("parked EN-105 MRG-1");

        adt.send(message("A01", 0, pid("OLD^^^H8^MR", "测试乙")), message("A01", 0, pid("OLD^^^H7^MR", "测试乙")));
        assertThat(adt.send(merge)).containsExactly("parked EN-105 MRG-1");
        assertThat(adt.found("OLD")).hasSize(3);
        assertThat(adt.found("NEW")).isEmpty();
    }

    @Test
    void severalMrgAndSeveralPairsAreAllApplied() {
        adt.send(
                message("A01", 0, pid("A^^^H1^MR", "测试甲")),
                message("A01", 0, pid("B^^^H1^MR", "测试乙")),
                message("A01", 0, pid("C^^^H1^MR", "测试丙")));

        adt.send(message(
                "A40",
                9,
                pid("N1^^^H1^MR", "测试丁"),
                "MRG|A^^^H1^MR",
                "MRG|B^^^H1^MR",
                pid("N2^^^H1^MR", "测试戊"),
                "PV1|1|N",
                "MRG|C^^^H1^MR"));

        assertThat(adt.found("A")).extracting(KnownPatient::number).containsExactly("N1");
        assertThat(adt.found("B")).extracting(KnownPatient::number).containsExactly("N1");
        assertThat(adt.found("C")).extracting(KnownPatient::number).containsExactly("N2");
    }

    @ParameterizedTest
    @CsvSource({"A40,MRG", "A34,MRG", "A18,MRG", "A43,MRG", "A45,MRG", "A41,MRG", "A50,MRG", "A24,PID", "A37,PID"})
    void messageThatLacksWhatItMergesWaitsForAPerson(String event, String field) {
        assertThat(adt.send(message(event, 0, pid("NEW^^^H1^MR", "测试甲")))).containsExactly("parked EN-106 " + field);
    }

    @Test
    void survivorOfAMergeIsNamedWhicheverNumbersTheLoserHad() {
        adt.send(
                message("A01", 0, pid("E-OLD^^^EMPI^PI~OLD^^^H1^MR", "测试甲")),
                message("A01", 1, pid("E-NEW^^^EMPI^PI~NEW^^^H1^MR", "测试甲")),
                message("A40", 9, pid("NEW^^^H1^MR", "测试甲"), "MRG|OLD^^^H1^MR"));

        for (String number : List.of("OLD", "NEW", "E-OLD", "E-NEW")) {
            assertThat(adt.found(number)).extracting(KnownPatient::number).containsExactly("NEW");
        }
    }

    @Test
    void oneNumberMovesFromOnePatientToAnotherWithItsVisits() {
        adt.send(
                message("A01", 0, pid("M1^^^H1^MR~E1^^^EMPI^PI", "测试甲"), visit("V1")),
                message("A01", 1, pid("E1^^^EMPI^PI", "测试甲"), visit("V2")),
                message("A01", 2, pid("E2^^^EMPI^PI", "测试乙")));

        adt.send(message("A43", 9, pid("E2^^^EMPI^PI~M1^^^H1^MR", "测试乙"), "MRG|M1^^^H1^MR"));

        assertThat(adt.found("M1")).extracting(KnownPatient::name).containsExactly("测试乙");
        assertThat(adt.found("E1")).extracting(KnownPatient::name).containsExactly("测试甲");
        assertThat(adt.found("visit-number", "V1"))
                .extracting(KnownPatient::name)
                .containsExactly("测试乙");
        assertThat(adt.found("visit-number", "V2"))
                .extracting(KnownPatient::name)
                .containsExactly("测试甲");
    }

    @Test
    void linkedPatientsStandForOnePersonUntilTheLinkEnds() {
        adt.send(message("A01", 0, pid("A^^^H1^MR", "测试甲")), message("A01", 1, pid("B^^^H2^MR", "测试甲")));
        String[] both = {pid("A^^^H1^MR", "测试甲"), "PV1|1|N", pid("B^^^H2^MR", "测试甲"), "PV1|1|N"};

        assertThat(adt.send(message("A24", 5, both))).containsExactly("context-applied");
        assertThat(adt.foundTogether("A", "B").values().stream()
                        .flatMap(List::stream)
                        .distinct())
                .hasSize(1);
        assertThat(adt.found("B")).extracting(KnownPatient::number).containsExactly("B");

        assertThat(adt.send(message("A37", 9, both))).containsExactly("context-applied");
        assertThat(adt.send(message("A24", 5, both))).as("repeated late").containsExactly("context-applied");
        assertThat(adt.foundTogether("A", "B").values().stream()
                        .flatMap(List::stream)
                        .distinct())
                .hasSize(2);
    }

    @Test
    void patientsThatWereMergedCannotBeUnlinked() {
        old();
        adt.send(message("A40", 5, pid("NEW^^^H1^MR", "测试甲"), "MRG|OLD^^^H1^MR"));

        assertThat(adt.send(message("A37", 9, pid("NEW^^^H1^MR", "测试甲"), pid("OLD^^^H1^MR", "测试甲"))))
                .containsExactly("parked EN-108 PID-3");
    }

    @ParameterizedTest
    @CsvSource({"A42,5", "A50,5", "A35,3", "A41,3", "A49,3"})
    void visitGoesOnUnderItsNewNumber(String event, int field) {
        old();
        String current = field == 5 ? visit("V2") : "PV1|1|I";
        String pid = pid("OLD^^^H1^MR", "测试甲") + (field == 3 ? "||||||||||V2" : "");

        assertThat(adt.send(message(event, 9, pid, "MRG|OLD^^^H1^MR" + "|".repeat(field - 1) + "V1", current)))
                .containsExactly("context-applied");

        assertThat(adt.visits("OLD", "V1")).extracting(KnownVisit::number).containsExactly("V2");
        assertThat(adt.visits("OLD", "V1")).extracting(KnownVisit::bed).containsExactly("3/12");
        assertThat(adt.visits("OLD", "")).hasSize(1);
        adt.send(message("A02", 10, pid("OLD^^^H1^MR", "测试甲"), "PV1|1|I|外科||||||||||||||||V1"));
        assertThat(adt.visits("OLD", "V2")).extracting(KnownVisit::department).containsExactly("外科");
    }

    @Test
    void chainOfVisitNumbersEndsAtTheLastInAnyOrder() {
        String first = message(
                "A50", 5, pid("OLD^^^H1^MR", "测试甲"), "MRG|OLD^^^H1^MR||||V1", "PV1|1|I" + "|".repeat(17) + "V2");
        String second = message(
                "A50", 6, pid("OLD^^^H1^MR", "测试甲"), "MRG|OLD^^^H1^MR||||V2", "PV1|1|I" + "|".repeat(17) + "V3");
        for (List<String> order : List.of(List.of(first, second), List.of(second, first))) {
            adt.empty();
            adt.send(order.toArray(String[]::new));
            old();

            assertThat(adt.visits("OLD", "V1")).extracting(KnownVisit::number).containsExactly("V3");
            assertThat(adt.visits("OLD", "V2")).extracting(KnownVisit::bed).containsExactly("3/12");
        }
    }

    @ParameterizedTest
    @CsvSource({"A45,5", "A44,3"})
    void visitEnteredUnderTheWrongPatientMoves(String event, int field) {
        old();
        String now = field == 3 ? pid("NEW^^^H1^MR", "测试乙") + "||||||||||V1" : pid("NEW^^^H1^MR", "测试乙");

        assertThat(adt.send(message(event, 9, now, "MRG|OLD^^^H1^MR" + "|".repeat(field - 1) + "V1")))
                .containsExactly("context-applied");

        assertThat(adt.found("visit-number", "V1"))
                .extracting(KnownPatient::number)
                .containsExactly("NEW");
        assertThat(adt.found("OLD")).extracting(KnownPatient::name).containsExactly("测试甲");
        assertThat(adt.visits("NEW", "V1")).extracting(KnownVisit::bed).containsExactly("3/12");
    }

    @Test
    void moveOfAnAccountNobodyKnowsChangesNothing() {
        assertThat(adt.send(message("A44", 9, pid("NEW^^^H1^MR", "测试乙") + "||||||||||A9", "MRG|OLD^^^H1^MR||A9")))
                .containsExactly("counted EN-103");
    }

    @Test
    void bedsAreSwapped() {
        adt.send(
                message("A01", 0, pid("A^^^H1^MR", "测试甲"), "PV1|1|I|神内^1^01||||||||||||||||V1"),
                message("A01", 1, pid("B^^^H1^MR", "测试乙"), "PV1|1|I|神内^1^02||||||||||||||||V2"),
                message(
                        "A17",
                        2,
                        pid("A^^^H1^MR", "测试甲"),
                        "PV1|1|I|神内^1^02||||||||||||||||V1",
                        pid("B^^^H1^MR", "测试乙"),
                        "PV1|1|I|神内^1^01||||||||||||||||V2"));

        assertThat(adt.visits("A", "V1")).extracting(KnownVisit::bed).containsExactly("1/02");
        assertThat(adt.visits("B", "V2")).extracting(KnownVisit::bed).containsExactly("1/01");
    }

    @Test
    void badMessageOfABatchWaitsAndTheOthersAreApplied() {
        String bad = message("A04", 1, "PID|1||x").replace("ADT^A04", "");
        String batch = "FHS|^~\\&|HIS\rBHS|^~\\&|HIS\r" + message("A04", 0, pid("A^^^H1^MR", "测试甲")) + bad
                + message("A04", 2, pid("B^^^H1^MR", "测试乙")) + "BTS|3\rFTS|1\r";

        assertThat(adt.send(batch)).containsExactly("parked RD-101 MSH-9");

        assertThat(adt.found("A")).hasSize(1);
        assertThat(adt.found("B")).hasSize(1);
    }

    @Test
    void facetsThatCannotBeUsedAreTold() {
        assertThat(adt.send(
                        message("A08", 0, "PID|1||A^^^H1^MR||测试甲||1980|1"),
                        message("A08", 1, "PID|1||A^^^H1^MR||测试甲||19800101|阴阳")))
                .containsExactly("context-applied RD-114 PID-7", "context-applied RD-115 PID-8");
    }
}
