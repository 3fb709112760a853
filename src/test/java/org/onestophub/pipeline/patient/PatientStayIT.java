package org.onestophub.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.patient.AdtMessages.message;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;
import org.onestophub.support.TestPostgres;

/** Where a patient is: places, stays without a number, ends, and what is deleted. */
class PatientStayIT {

    private static final String PID = "PID|1||P^^^H1^MR||测试甲||19800101|1|||测试路1号||13800000001";
    private static AdtMessages adt;

    @BeforeAll
    static void open() {
        adt = new AdtMessages(TestPostgres.freshDatabaseInPool());
    }

    @BeforeEach
    void empty() {
        adt.empty();
    }

    private static String pv1(String place, String number) {
        return "PV1|1|I|" + place + "||||D1^测试^丙||||||||||||" + number;
    }

    private static KnownVisit stay() {
        assertThat(adt.visits("P", "")).hasSize(1);
        return adt.visits("P", "").get(0);
    }

    @Test
    void newPlaceIsToldAsAWhole() {
        adt.send(message("A01", 0, PID, pv1("内科^1^01", "V1")), message("A02", 1, PID, pv1("外科", "V1")));
        assertThat(stay().department()).isEqualTo("外科");
        assertThat(stay().bed()).isNull();

        adt.send(message("A08", 2, PID, pv1("^^7", "V1")));
        assertThat(stay().department()).isNull();
        assertThat(stay().bed()).isEqualTo("7");

        adt.send(message("A08", 3, PID, pv1("", "V1")));
        assertThat(stay().bed()).as("silence").isEqualTo("7");
    }

    @Test
    void olderPlaceThatArrivesLateFillsNoHalf() {
        adt.send(message("A02", 1, PID, pv1("外科", "V1")), message("A01", 0, PID, pv1("内科^1^01", "V1")));

        assertThat(stay().department()).isEqualTo("外科");
        assertThat(stay().bed()).isNull();
    }

    @Test
    void explicitNullDeletes() {
        adt.send(message("A01", 0, PID, pv1("内科^1^01", "V1")));
        adt.send(message(
                "A08",
                1,
                "PID|1||P^^^H1^MR||测试甲||\"\"|\"\"|||\"\"||\"\"",
                pv1("\"\"", "V1").replace("D1^测试^丙", "\"\"")));

        assertThat(adt.patient("P"))
                .containsEntry("name", "测试甲")
                .containsEntry("birth_date", null)
                .containsEntry("sex", null)
                .containsEntry("address", null);
        assertThat(adt.found("phone", "+8613800000001")).isEmpty();
        assertThat(stay().department()).isNull();
        assertThat(stay().doctor()).isNull();

        adt.send(message("A01", 0, PID, pv1("内科^1^01", "V1")));
        assertThat(adt.patient("P")).as("stated before it was deleted").containsEntry("birth_date", null);
        adt.send(message("A08", 2, PID));
        assertThat(adt.patient("P")).containsEntry("address", "测试路1号");
    }

    @Test
    void visitSegmentWithoutANumberIsTheCurrentStay() {
        adt.send(message("A01", 0, PID, pv1("内科^1^01", "")));
        assertThat(stay().department()).isEqualTo("内科");
        assertThat(stay().startedAt()).isNotNull();

        adt.send(message("A02", 1, PID, pv1("外科", "V1")));
        assertThat(stay().number()).as("the stay has its number now").isEqualTo("V1");

        adt.send(message("A02", 2, PID, pv1("骨科^2^02", "")));
        assertThat(stay().department()).isEqualTo("骨科");
        assertThat(stay().number()).isEqualTo("V1");

        adt.send(message("A03", 3, PID, pv1("", "")));
        assertThat(adt.visits("P", "")).isEmpty();
        assertThat(adt.visits("P", "V1").get(0).endedAt()).isNotNull();

        adt.send(message("A13", 4, PID, pv1("骨科^2^03", "")));
        assertThat(stay().bed()).isEqualTo("2/03");
        adt.send(message("A11", 5, PID, pv1("", "")));
        assertThat(adt.visits("P", "V1")).isEmpty();
    }

    @Test
    void stayWithoutANumberOfAMergedPatientIsTheSurvivors() {
        adt.send(
                message("A01", 0, PID, pv1("内科^1^01", "")),
                message("A40", 1, "PID|1||N^^^H1^MR||测试甲||19800101|1", "MRG|P^^^H1^MR"));

        assertThat(adt.visits("N", "")).extracting(KnownVisit::department).containsExactly("内科");
    }

    @Test
    void segmentThatIsNotApplicableIsNoStay() {
        adt.send(message("A28", 0, PID, "PV1|1|N"), message("A31", 1, PID, pv1("内科", "")), message("A08", 2, PID));

        assertThat(adt.visits("P", "")).isEmpty();
    }

    @Test
    void newStayUnderAnOldNumberHasNothingOfTheOldOneInAnyOrder() {
        String[] story = {
            message("A01", 0, PID, pv1("内科^1^01", "V1")),
            message("A03", 10, PID, pv1("", "V1")),
            message("A01", 20, PID, pv1("", "V1"))
        };
        for (int[] order : new int[][] {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}, {2, 0, 1}, {1, 0, 2}, {0, 2, 1}}) {
            adt.empty();
            for (int i : order) {
                adt.send(story[i]);
            }
            assertThat(stay().department()).isNull();
            assertThat(stay().endedAt()).isNull();
        }
    }

    @Test
    void visitNumberOfAnotherPersonIsNotTaken() {
        adt.send(message("A01", 0, PID, pv1("内科^1^01", "3")));

        assertThat(adt.send(message("A01", 1, "PID|1||Q^^^H1^MR||测试乙||19900101|2", pv1("外科^1^02", "3"))))
                .containsExactly("context-applied EN-107 PV1-19");

        assertThat(adt.visits("P", "3")).extracting(KnownVisit::department).containsExactly("内科");
        assertThat(adt.visits("Q", "")).extracting(KnownVisit::department).containsExactly("外科");
    }

    @Test
    void dischargeOfAnUnknownStayAndDeletedEndAreUnderstood() {
        adt.send(message("A03", 1, PID, pv1("内科", "V1")), message("A01", 0, PID, pv1("内科^1^01", "V1")));
        assertThat(adt.visits("P", "")).isEmpty();

        adt.send(message("A08", 2, PID, pv1("内科", "V1") + "|".repeat(26) + "\"\""));
        assertThat(stay().endedAt()).isNull();
    }
}
