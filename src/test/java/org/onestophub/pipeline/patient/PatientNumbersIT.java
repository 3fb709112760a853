package org.onestophub.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.pipeline.patient.AdtMessages.message;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.support.TestPostgres;

/** Which numbers of a message name which patient. */
class PatientNumbersIT {

    private static AdtMessages adt;

    @BeforeAll
    static void open() {
        adt = new AdtMessages(TestPostgres.freshDatabaseInPool());
    }

    @BeforeEach
    void empty() {
        adt.empty();
    }

    private static String pid(String numbers, String name, String birth, String sex) {
        return "PID|1||" + numbers + "||" + name + "||" + birth + "|" + sex;
    }

    private static String pid(String numbers) {
        return pid(numbers, "测试甲", "19800101", "1");
    }

    @Test
    void authoritiesWithUniversalIdsOnlyAreTwo() {
        adt.send(
                message("A01", 0, pid("7^^^&1.2.3&ISO^MR", "测试甲", "19700101", "1")),
                message("A01", 1, pid("7^^^&4.5.6&ISO^MR", "测试乙", "19900101", "2")),
                message("A01", 2, pid("7^^^&a.example.org&DNS^MR", "测试丙", "19910101", "2")),
                message("A01", 3, pid("7^^^&a.example.org&URI^MR", "测试丁", "19920101", "1")));

        assertThat(adt.found("7")).extracting(KnownPatient::name).containsExactlyInAnyOrder("测试甲", "测试乙", "测试丙", "测试丁");
    }

    @Test
    void authorityNamedByNamespaceAndByUniversalIdIsOneWhereAMessageToldBoth() {
        adt.send(
                message("A01", 0, pid("7^^^H1&1.2.3&ISO^MR")),
                message("A08", 1, pid("7^^^H1^MR", "测试乙", "19800101", "1")),
                message("A08", 2, pid("7^^^&1.2.3&ISO^MR", "测试丙", "19800101", "1")));

        assertThat(adt.patients()).isEqualTo(1);
        assertThat(adt.found("7").get(0).name()).isEqualTo("测试丙");
    }

    @Test
    void namespaceOfTwoUniversalIdsNamesNobodyByItself() {
        adt.send(
                message("A01", 0, pid("7^^^H1&1.2.3&ISO^MR")),
                message("A01", 1, pid("7^^^H1&4.5.6&ISO^MR", "测试乙", "19900101", "2")));

        assertThat(adt.send(message("A08", 2, pid("7^^^H1^MR", "测试丙", "20000101", "2"))))
                .containsExactly("parked EN-109 PID-3");
        assertThat(adt.found("7")).extracting(KnownPatient::name).containsExactlyInAnyOrder("测试甲", "测试乙");
    }

    @Test
    void sameNumberOfTwoFacilitiesOfOneApplicationIsTwoPatients() {
        String here = message("A01", 0, pid("7"));
        String there = message("A01", 1, pid("7", "测试乙", "19900101", "2")).replace("|HIS|H|", "|HIS|G|");

        adt.send(here, there);

        assertThat(adt.patients()).isEqualTo(2);
    }

    @Test
    void numberOfASenderThatNamesItsFacilityLaterIsKnownIfThePersonAgrees() {
        String before = message("A01", 0, pid("7")).replace("|HIS|H|", "|HIS||");
        String stranger = message("A01", 1, pid("8")).replace("|HIS|H|", "|HIS||");

        adt.send(before, stranger, message("A08", 2, pid("7")), message("A08", 3, pid("8", "测试乙", "19900101", "2")));

        assertThat(adt.found("7")).hasSize(1);
        assertThat(adt.found("8")).hasSize(2);
    }

    @Test
    void everyPatientNumberFindsThePatientAndALaterMessageWithOneOfThemIsAboutTheSame() {
        adt.send(
                message("A01", 0, pid("E1^^^EMPI^PI~M1^^^H1^MR"), "PV1|1|I|神内^3^12||||||||||||||||V1"),
                message("A08", 1, pid("M1^^^H1^MR", "测试乙", "19800101", "1")),
                message("A08", 2, pid("M1^^^H1^MR~C1^^^CARD^PT", "测试丙", "19800101", "1")),
                message("A08", 3, pid("C1^^^CARD^PT", "测试丁", "19800101", "1")));

        assertThat(adt.patients()).isEqualTo(1);
        assertThat(adt.found("E1")).extracting(KnownPatient::name).containsExactly("测试丁");
        assertThat(adt.found("E1")).isEqualTo(adt.found("C1")).isEqualTo(adt.found("M1"));
        assertThat(adt.found("C1").get(0).number())
                .as("the number first listed first")
                .isEqualTo("E1");
        assertThat(adt.visits("M1", "")).hasSize(1);
    }

    @Test
    void numbersOfOldFieldsNameThePatientToo() {
        adt.send(
                message("A01", 0, "PID|1|X1^^^EXT^PI|M1^^^H1^MR|A1^^^ALT^PI|测试甲||19800101|1"),
                message("A08", 1, pid("A1^^^ALT^PI")),
                message("A08", 2, pid("X1^^^EXT^PI")));

        assertThat(adt.patients()).isEqualTo(1);
    }

    @Test
    void twoPatientsWhomAMessageNamesTogetherBecomeOneIfNothingContradicts() {
        adt.send(
                message("A01", 0, pid("E1^^^EMPI^PI"), "PV1|1|I|神内||||||||||||||||V1"),
                message("A01", 1, pid("M1^^^H1^MR")));

        assertThat(adt.send(message("A08", 2, pid("E1^^^EMPI^PI~M1^^^H1^MR")))).containsExactly("context-applied");

        assertThat(adt.patients()).isEqualTo(1);
        assertThat(adt.visits("M1", "V1")).hasSize(1);
    }

    @Test
    void twoPeopleWhomAMessageNamesTogetherStayTwoAndItIsTold() {
        for (String other : new String[] {"测试乙|1980|1", "测试甲|1990|1", "测试甲|1980|2"}) {
            adt.empty();
            String[] facts = other.split("[|]");
            adt.send(
                    message("A01", 0, pid("E1^^^EMPI^PI", facts[0], facts[1] + "0101", facts[2])),
                    message("A01", 1, pid("M1^^^H1^MR")));

            assertThat(adt.send(message("A08", 2, pid("E1^^^EMPI^PI~M1^^^H1^MR"))))
                    .containsExactly("context-applied EN-104 PID-3");

            assertThat(adt.patients()).isEqualTo(2);
            assertThat(adt.found("E1").get(0).name()).isEqualTo(facts[0]);
            assertThat(adt.found("M1").get(0).name()).isEqualTo("测试甲");
        }
    }

    @Test
    void numberOfEverybodyGathersABoundedNumberOfOthers() {
        for (int i = 0; i < 130; i++) {
            adt.send(message("A28", i, "PID|1||ALL^^^H1^MR~N" + i + "^^^H1^MR"));
        }

        assertThat(adt.jdbc.queryForObject(
                        "select max(n) from (select count(*) n from patient_key group by patient_id) k", Integer.class))
                .isLessThanOrEqualTo(DirectoryPage.MAX_KEYS);
    }

    @Test
    void childRegisteredWithTheCardOfItsMotherIsNotTheMother() {
        adt.send(
                message("A28", 0, "PID|1||11010519491231002X^^^GA^NI||测试甲||19491231|2"),
                message("A28", 1, "PID|1||K1^^^H1^MR~11010519491231002X^^^GA^NI||测试甲之子||20261031|1"));

        assertThat(adt.patients()).isEqualTo(2);
    }

    @Test
    void phonesOfManyFormsAreKept() {
        String[] forms = {
            "13800000001/13800000002=2",
            "13800000001,13800000002=2",
            "13800000001、0591-87654321=2",
            "13800000001 13800000002=2",
            "13800000001(女儿)=1",
            "0591-87654321转802=1",
            "0591-87654321-802=1",
            "87654321=1",
            "(021)59730000=1",
            "手机:138 0000 0001=1",
            "儿子13800000001或13800000002=2",
            "１３８００００００01=1",
            "+86 138-0000-0001=1",
            "021-59730000#8=1",
            "^PRN^PH^^86^021^59730000^802=1",
            "^^^^^^59730000=1",
            "^NET^Internet^a@example.org=0",
            "无=0",
            "123=0"
        };
        for (String form : forms) {
            adt.empty();
            String raw = form.substring(0, form.lastIndexOf('='));
            adt.send(message("A08", 0, pid("P1^^^H1^MR") + "|||||" + raw));

            assertThat((String[]) array(adt.patient("P1").get("phones")))
                    .as(form)
                    .hasSize(Integer.parseInt(form.substring(form.lastIndexOf('=') + 1)));
        }
        adt.send(message("A08", 1, pid("P1^^^H1^MR") + "|||||87654321"));
        assertThat(adt.found("phone", "+8659187654321")).hasSize(1);
    }

    private static Object array(Object column) {
        try {
            return ((java.sql.Array) column).getArray();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
