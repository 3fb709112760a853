package org.onestophub.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Encounter;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.Admission.Person;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.pipeline.patient.PatientDirectory.AdtMessage;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.Sought;
import org.onestophub.platform.ledger.WorkQueueForTests;
import org.onestophub.problem.Problem;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The directory on a real PostgreSQL. */
class PatientDirectoryIT {

    private static final Instant T0 = Instant.parse("2026-09-18T01:00:00Z");
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transactions;
    private static PatientDirectory directory;
    private static PatientSearch search;
    private long receiptId;

    @BeforeAll
    static void open() {
        DataSource database = TestPostgres.freshDatabaseInPool();
        jdbc = new JdbcTemplate(database);
        transactions = TestPostgres.transactionsOn(database);
        directory = new PatientDirectory(
                jdbc, WorkQueueForTests.in(jdbc), PhoneNumbersForTests.phones(), Clock.fixed(T0, ZoneOffset.UTC));
        search = new PatientSearch(jdbc);
    }

    @BeforeEach
    void empty() {
        jdbc.execute(
                "truncate patient, patient_key, patient_trait, patient_visit, work, complaint_claim, complaint cascade");
    }

    @Test
    void patientIsFoundByEverythingThatWasTold() {
        apply(admission("A01", 0, "P1")
                .named("测试甲")
                .phone("13800000001")
                .card("11010519491231002X")
                .visit("V1")
                .made());

        for (Sought sought : List.of(
                new Sought("patient-number", "P1"),
                new Sought("phone", "+8613800000001"),
                new Sought("id-card", "11010519491231002X"),
                new Sought("visit-number", "V1"))) {
            assertThat(found(sought)).extracting(KnownPatient::number).containsExactly("P1");
        }
        KnownPatient patient = found(new Sought("patient-number", "P1")).get(0);
        assertThat(patient.isCalled("测试 甲")).isTrue();
        assertThat(patient.sex()).isEqualTo("2");
        assertThat(patient.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
    }

    @Test
    void olderMessageThatArrivesLateDoesNotOverwrite() {
        apply(admission("A08", 10, "P1")
                .named("测试乙")
                .phone("13800000002")
                .visit("V1")
                .ward("神内")
                .made());
        apply(admission("A08", 5, "P1")
                .named("测试甲")
                .phone("13800000001")
                .visit("V1")
                .ward("骨科")
                .made());

        assertThat(found(new Sought("patient-number", "P1")).get(0).name()).isEqualTo("测试乙");
        assertThat(found(new Sought("phone", "+8613800000001"))).isEmpty();
        assertThat(visit("V1").get("department")).isEqualTo("神内");
    }

    @Test
    void formerNameStillFindsAndFormerPhoneDoesNot() {
        apply(admission("A04", 0, "P1").named("测试甲").phone("13800000001").made());
        apply(admission("A08", 5, "P1").named("测试乙").phone("13800000002").made());

        KnownPatient patient = found(new Sought("patient-number", "P1")).get(0);
        assertThat(patient.isCalled("测试甲")).isTrue();
        assertThat(found(new Sought("phone", "+8613800000001"))).isEmpty();
        assertThat(found(new Sought("phone", "+8613800000002"))).hasSize(1);
    }

    @Test
    void silenceOverwritesNothing() {
        apply(admission("A04", 0, "P1")
                .named("测试甲")
                .phone("13800000001")
                .visit("V1")
                .ward("神内")
                .made());
        apply(admission("A08", 5, "P1").visit("V1").made());

        assertThat(found(new Sought("phone", "+8613800000001")).get(0).name()).isEqualTo("测试甲");
        assertThat(visit("V1").get("department")).isEqualTo("神内");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A40", "A34"})
    void mergePointsTheNumberGivenUpToTheSurvivor(String event) {
        apply(admission("A04", 0, "P1").named("测试甲").visit("V1").made());
        apply(admission("A04", 1, "P2").named("测试甲").visit("V2").made());
        apply(admission(event, 2, "P1").merging("P2").made());
        apply(admission("A08", 3, "P2").phone("13800000003").made());

        assertThat(found(new Sought("patient-number", "P2")))
                .extracting(KnownPatient::number)
                .containsExactly("P1");
        assertThat(found(new Sought("visit-number", "V2")))
                .extracting(KnownPatient::number)
                .containsExactly("P1");
        assertThat(found(new Sought("phone", "+8613800000003")))
                .extracting(KnownPatient::number)
                .containsExactly("P1");
    }

    @Test
    void mergeBeforeTheFirstMessageOfEitherHolds() {
        apply(admission("A40", 5, "P1").merging("P2").made());
        apply(admission("A04", 1, "P2").named("测试甲").visit("V2").made());

        assertThat(found(new Sought("visit-number", "V2")))
                .extracting(KnownPatient::number)
                .containsExactly("P1");
    }

    @Test
    void chainOfMergesEndsAtTheLastSurvivorInAnyOrder() {
        apply(admission("A40", 6, "P3").merging("P2").made());
        apply(admission("A40", 5, "P2").merging("P1").made());
        apply(admission("A04", 1, "P1").named("测试甲").made());

        assertThat(found(new Sought("patient-number", "P1")))
                .extracting(KnownPatient::number)
                .containsExactly("P3");
    }

    @Test
    void mergeBackAndForthEnds() {
        apply(
                admission("A04", 0, "P1").named("测试甲").made(),
                admission("A04", 0, "P2").named("测试甲").made());
        apply(
                admission("A40", 1, "P1").merging("P2").made(),
                admission("A40", 2, "P2").merging("P1").made(),
                admission("A40", 3, "P1").merging("P1").made());

        assertThat(found(new Sought("patient-number", "P2"))).hasSize(1);
        assertThat(found(new Sought("patient-number", "P1"))).isEqualTo(found(new Sought("patient-number", "P2")));
    }

    @Test
    void cancelledAdmissionIsNoVisitAndAnAdmissionAfterItIs() {
        apply(admission("A01", 0, "P1").visit("V1").made());
        apply(admission("A11", 5, "P1").visit("V1").made());
        assertThat(found(new Sought("visit-number", "V1"))).isEmpty();

        apply(admission("A01", 3, "P1").visit("V1").made());
        assertThat(found(new Sought("visit-number", "V1"))).isEmpty();

        apply(admission("A01", 8, "P1").visit("V1").made());
        assertThat(found(new Sought("visit-number", "V1"))).hasSize(1);
    }

    @Test
    void dischargeThatArrivesAfterItsCancellationStaysCancelled() {
        apply(admission("A01", 0, "P1").visit("V1").made());
        apply(admission("A13", 6, "P1").visit("V1").made());
        apply(admission("A03", 5, "P1").visit("V1").ending(5).made());

        assertThat(visit("V1").get("ended_at")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5", "6", "7", "8"})
    void everyOrderOfArrivalGivesTheSameDirectory(long seed) {
        List<Admission> story = new ArrayList<>(List.of(
                admission("A04", 0, "P1")
                        .named("测试甲")
                        .phone("13800000001")
                        .visit("V1")
                        .ward("急诊")
                        .made(),
                admission("A01", 1, "P1")
                        .named("测试甲")
                        .phone("13800000001")
                        .visit("V2")
                        .ward("神内")
                        .made(),
                admission("A02", 2, "P1")
                        .named("测试甲")
                        .phone("13800000001")
                        .visit("V2")
                        .ward("骨科")
                        .made(),
                admission("A08", 3, "P1")
                        .named("测试乙")
                        .phone("13800000002")
                        .visit("V2")
                        .ward("骨科")
                        .made(),
                admission("A03", 4, "P1")
                        .named("测试乙")
                        .phone("13800000002")
                        .visit("V2")
                        .ward("骨科")
                        .ending(4)
                        .made(),
                admission("A13", 5, "P1")
                        .named("测试乙")
                        .phone("13800000002")
                        .visit("V2")
                        .ward("骨科")
                        .made(),
                admission("A40", 6, "P1")
                        .named("测试乙")
                        .phone("13800000002")
                        .merging("P9")
                        .made(),
                admission("A11", 7, "P1")
                        .named("测试乙")
                        .phone("13800000002")
                        .visit("V1")
                        .ward("急诊")
                        .made()));
        story.forEach(this::apply);
        List<Map<String, Object>> inOrder = contents();
        empty();

        Collections.shuffle(story, new Random(seed));
        apply(story.subList(0, 4).toArray(Admission[]::new));
        apply(story.subList(4, 8).toArray(Admission[]::new));
        story.forEach(this::apply);

        assertThat(contents()).isEqualTo(inOrder);
    }

    @Test
    void messageWithoutAPatientAndUnknownEventAreTold() {
        assertThat(apply(admission("A08", 0, "").named("测试甲").made()))
                .containsExactly(Optional.of(Problem.PATIENT_MISSING));
        assertThat(apply(admission("A60", 0, "P1").made())).containsExactly(Optional.of(Problem.EVENT_UNSUPPORTED));
    }

    @Test
    void cardNamesThePatientUntilThereIsANumber() {
        apply(admission("A28", 0, "").card("11010519491231002X").named("测试甲").made());
        apply(admission("A31", 1, "P1")
                .card("11010519491231002X")
                .phone("13800000001")
                .made());

        assertThat(jdbc.queryForObject("select count(*) from patient", Integer.class))
                .isEqualTo(1);
        assertThat(found(new Sought("phone", "+8613800000001")).get(0).name()).isEqualTo("测试甲");
    }

    @Test
    void correctedCardNoLongerFinds() {
        apply(admission("A28", 0, "P1").card("11010519491231002X").made());
        apply(admission("A31", 1, "P1").card("440524188001010014").made());

        assertThat(found(new Sought("id-card", "11010519491231002X"))).isEmpty();
        assertThat(found(new Sought("id-card", "440524188001010014"))).hasSize(1);
    }

    @Test
    void openComplaintWithAMatchingClaimIsLookedAtAgainAndNoOther() {
        long phone = complaintWith("phone", "+8613800000001");
        long visit = complaintWith("visit-number", "V1");
        complaintWith("phone", "+8613800000009");

        apply(admission("A01", 0, "P1")
                .named("测试甲")
                .phone("13800000001")
                .visit("V1")
                .made());
        assertThat(context()).containsExactlyInAnyOrder(phone, visit);

        jdbc.update("delete from work");
        apply(admission("A01", 0, "P1")
                .named("测试甲")
                .phone("13800000001")
                .visit("V1")
                .made());
        assertThat(context()).as("nothing new was stated").isEmpty();
    }

    @Test
    void numberUsedForEverybodyGathersABoundedNumberOfNames() {
        for (int i = 0; i < 3; i++) {
            List<Admission> many = new ArrayList<>();
            for (int n = 0; n < 200; n++) {
                many.add(admission("A08", i * 200 + n, "P1")
                        .named("测试" + i + "名" + n)
                        .made());
            }
            apply(many.toArray(Admission[]::new));
        }

        assertThat(jdbc.queryForObject("select count(*) from patient_trait", Integer.class))
                .isLessThanOrEqualTo(200);
    }

    private List<Optional<Problem>> apply(Admission... admissions) {
        List<AdtMessage> messages = new ArrayList<>();
        for (Admission admission : admissions) {
            messages.add(new AdtMessage(++receiptId, admission));
        }
        return transactions.execute(status -> directory.apply(messages));
    }

    private static List<KnownPatient> found(Sought sought) {
        return search.find(List.of(sought)).getOrDefault(sought, List.of());
    }

    private static Map<String, Object> visit(String number) {
        return jdbc.queryForMap("select * from patient_visit where number = ?", number);
    }

    private static List<Map<String, Object>> contents() {
        return jdbc.queryForList("""
                select p.number, p.name, p.sex, p.birth_date, p.phones::text, p.merged_into is null as alone, p.person_at,
                       (select string_agg(t.kind || '=' || t.value, ' ' order by t.kind, t.value)
                          from patient_trait t where t.patient_id = p.id) as traits,
                       (select string_agg(concat_ws(' ', v.number, v.department, v.started_at, v.ended_at, v.cancelled, v.at),
                               ' ' order by v.number) from patient_visit v where v.patient_id = p.id) as visits
                  from patient p where p.merged_into is null order by p.number""");
    }

    private long complaintWith(String kind, String value) {
        long id = jdbc.queryForObject("""
                insert into complaint (number, channel, revision, document, received_at, updated_at)
                values (gen_random_uuid(), 'desk', 1, '{}', now(), now()) returning id""", Long.class);
        jdbc.update("insert into complaint_claim (kind, value, complaint_id) values (?, ?, ?)", kind, value, id);
        return id;
    }

    private static List<Long> context() {
        return jdbc.queryForList("select ref from work where lane = 'context'", Long.class);
    }

    private static Story admission(String event, int minute, String number) {
        return new Story(event, minute, number);
    }

    /** A message in the making. */
    private static final class Story {
        private final String event;
        private final Instant at;
        private final List<Identifier> identifiers = new ArrayList<>();
        private final List<Identifier> former = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<String> phones = new ArrayList<>();
        private String visit = "";
        private String ward = "";
        private Instant end;

        Story(String event, int minute, String number) {
            this.event = event;
            this.at = T0.plus(Duration.ofMinutes(minute));
            if (!number.isEmpty()) {
                identifiers.add(new Identifier("HIS", "patient-number", number));
            }
        }

        Story named(String name) {
            names.add(name);
            return this;
        }

        Story phone(String phone) {
            phones.add(phone);
            return this;
        }

        Story card(String card) {
            identifiers.add(new Identifier("", "id-card", card));
            return this;
        }

        Story visit(String number) {
            visit = number;
            return this;
        }

        Story ward(String name) {
            ward = name;
            return this;
        }

        Story merging(String number) {
            former.add(new Identifier("HIS", "patient-number", number));
            return this;
        }

        Story ending(int minute) {
            end = T0.plus(Duration.ofMinutes(minute));
            return this;
        }

        Admission made() {
            Person person = new Person(
                    names, names.isEmpty() ? "" : "2", names.isEmpty() ? null : LocalDate.of(1949, 12, 31), phones);
            Encounter encounter = new Encounter("HIS", visit, "", ward, "", "", null, end, "");
            return new Admission("M", "ADT^" + event, event, at, identifiers, former, person, encounter);
        }
    }
}
