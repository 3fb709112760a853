package org.onestophub.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Admission.Encounter;
import org.onestophub.complaint.Admission.Identifier;
import org.onestophub.complaint.Admission.Person;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.AdmissionReader;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.pipeline.quarantine.HeldInputsForTests;
import org.onestophub.platform.ledger.WorkQueueForTests;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A batch of receipts ends in one transaction; each as it should. */
class PatientStepIT {

    private static final Instant NOW = Instant.parse("2026-09-18T01:00:00.123456Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final WalkMeters METERS = new WalkMeters(new SimpleMeterRegistry());
    private static JdbcTemplate jdbc;
    private static TransactionTemplate transactions;

    @BeforeAll
    static void open() {
        DataSource database = TestPostgres.freshDatabase();
        jdbc = new JdbcTemplate(database);
        transactions = TestPostgres.transactionsOn(database);
    }

    @BeforeEach
    void empty() {
        jdbc.execute("truncate patient, patient_key, patient_trait, patient_visit, work, held, receipt");
    }

    @Test
    void everyReceiptOfABatchHasItsOwnEnd() {
        step(PatientStepIT::admissions)
                .apply(List.of(
                        kept(1, "ok P1"),
                        kept(2, "unreadable"),
                        kept(3, "ok P2"),
                        kept(4, "nobody"),
                        kept(5, "unsupported"),
                        kept(6, "not-adt"),
                        kept(7, "ok P3,nobody")));

        assertThat(ends())
                .containsExactly(
                        "1 done context-applied null",
                        "2 parked parked RD-102",
                        "3 done context-applied null",
                        "4 parked parked EN-102",
                        "5 done counted EN-103",
                        "6 done counted null",
                        "7 parked parked EN-102");
        assertThat(held()).containsExactly("2 read RD-102 MSH-18", "4 enrich EN-102 PID-3", "7 enrich EN-102 PID-3");
        assertThat(jdbc.queryForList("select number from patient order by number", String.class))
                .containsExactly("P1", "P2", "P3");
        assertThat(laneIsEmpty()).isTrue();
    }

    @Test
    void messageOfAnotherInstitutionIsHeldAndKnowsNoPatient() {
        Receipt foreign = kept(2, "ok P2");
        step(PatientStepIT::admissions)
                .apply(List.of(
                        kept(1, "ok P1"),
                        new Receipt(
                                2,
                                "",
                                "patient-adt",
                                "patient-adt",
                                "k2",
                                "00",
                                NOW,
                                Map.of(Receipt.INSTITUTION, "12350200700000013K"),
                                foreign.content())));

        assertThat(ends()).containsExactly("1 done context-applied null", "2 parked parked AC-111");
        assertThat(jdbc.queryForList("select number from patient", String.class))
                .containsExactly("P1");
        assertThat(laneIsEmpty()).isTrue();
    }

    @Test
    void messageTheDatabaseRefusesStopsNoOther() {
        step(PatientStepIT::admissions).apply(List.of(kept(1, "ok P1"), kept(2, "ok nul\u0000"), kept(3, "ok P3")));

        assertThat(ends())
                .containsExactly(
                        "1 done context-applied null", "2 parked parked EN-901", "3 done context-applied null");
        assertThat(laneIsEmpty()).isTrue();
    }

    @Test
    void badMessagesOfABatchAreHeldOneByOneAndTheOthersAreApplied() {
        step(PatientStepIT::admissions).apply(List.of(kept(1, "ok P1,nobody,ok P2,ok nul\u0000,ok P3")));

        assertThat(jdbc.queryForList("select number from patient order by number", String.class))
                .containsExactly("P1", "P2", "P3");
        assertThat(jdbc.queryForList("select item || ' ' || code from held order by item", String.class))
                .containsExactly("1 EN-102", "3 EN-901");
        assertThat(jdbc.queryForObject("select counted->>'context-applied' from receipt", String.class))
                .isEqualTo("3");
        assertThat(laneIsEmpty()).isTrue();
    }

    @Test
    void faultOfTheReaderParksOneReceipt() {
        step(PatientStepIT::admissions).apply(List.of(kept(1, "fault"), kept(2, "ok P2")));

        assertThat(ends()).containsExactly("1 parked parked RD-901", "2 done context-applied null");
    }

    @Test
    void faultWhileApplyingParksOneReceipt() {
        step(PatientStepIT::admissions).apply(List.of(kept(1, "no-person P1"), kept(2, "ok P2")));

        assertThat(ends()).containsExactly("1 parked parked EN-901", "2 done context-applied null");
    }

    @Test
    void receiptWhoseBytesCannotBeHadNowKeepsItsPlace() {
        step(PatientStepIT::admissions).apply(List.of(kept(1, "blob-away"), kept(2, "ok P2")));

        assertThat(ends()).containsExactly("1 kept null null", "2 done context-applied null");
        assertThat(jdbc.queryForList("select ref from work", Long.class)).containsExactly(1L);
    }

    @Test
    void batchAgainChangesNothing() {
        List<Receipt> batch = List.of(kept(1, "ok P1"), kept(2, "unreadable"));
        step(PatientStepIT::admissions).apply(batch);
        step(PatientStepIT::admissions).apply(batch);

        assertThat(ends()).containsExactly("1 done context-applied null", "2 parked parked RD-102");
        assertThat(held()).hasSize(1);
    }

    @Test
    void databaseThatIsAwayLeavesTheBatchWhereItIs() {
        // a port nobody listens on
        DataSource away = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=2");
        JdbcTemplate none = new JdbcTemplate(away);
        PatientStep step = new PatientStep(
                PatientStepIT::admissions,
                new PatientDirectory(none, WorkQueueForTests.in(none), PhoneNumbersForTests.phones(), CLOCK),
                new AdtReceiptOutcomes(none, HeldInputsForTests.in(none), WorkQueueForTests.in(none), CLOCK),
                TestPostgres.transactionsOn(away),
                METERS);
        List<Receipt> batch = List.of(kept(1, "ok P1"));

        assertThatThrownBy(() -> step.apply(batch))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.RECORD_UNAVAILABLE));
        assertThat(ends()).containsExactly("1 kept null null");
    }

    private static PatientStep step(AdmissionReader reader) {
        return new PatientStep(
                reader,
                new PatientDirectory(jdbc, WorkQueueForTests.in(jdbc), PhoneNumbersForTests.phones(), CLOCK),
                new AdtReceiptOutcomes(jdbc, HeldInputsForTests.in(jdbc), WorkQueueForTests.in(jdbc), CLOCK),
                transactions,
                METERS);
    }

    /** The content is a list of orders to this stand-in for READ. */
    private static List<Admission> admissions(Receipt receipt) {
        List<Admission> admissions = new ArrayList<>();
        for (String order : new String(receipt.content().bytes(1_000), StandardCharsets.UTF_8).split(",")) {
            String[] words = order.split(" ");
            switch (words[0]) {
                case "unreadable" -> throw new ProblemException(Problem.CHARSET_UNREADABLE, "MSH-18");
                case "blob-away" -> throw new ProblemException(Problem.STORE_UNAVAILABLE);
                case "fault" -> throw new IllegalStateException("a fault");
                case "nobody" -> admissions.add(admission("A08", ""));
                case "unsupported" -> admissions.add(admission("A60", "P1"));
                case "not-adt" ->
                    admissions.add(new Admission("", "ORM^O01", "", NOW, List.of(), List.of(), null, null));
                case "no-person" ->
                    admissions.add(new Admission(
                            "",
                            "ADT^A08",
                            "A08",
                            NOW,
                            List.of(new Identifier("HIS", "patient-number", words[1])),
                            List.of(),
                            null,
                            null));
                default -> admissions.add(admission("A08", words[1]));
            }
        }
        return admissions;
    }

    private static Admission admission(String event, String number) {
        return new Admission(
                "M",
                "ADT^" + event,
                event,
                NOW,
                number.isEmpty() ? List.of() : List.of(new Identifier("HIS", "patient-number", number)),
                List.of(),
                new Person(List.of("测试甲"), "1", LocalDate.of(1980, 1, 1), List.of()),
                new Encounter("HIS", "", "", "", "", "", null, null, ""));
    }

    private static Receipt kept(long id, String orders) {
        byte[] bytes = orders.getBytes(StandardCharsets.UTF_8);
        Timestamp at = Timestamp.from(NOW);
        if (jdbc.queryForObject("select count(*) from receipt where id = ?", Integer.class, id) == 0) {
            jdbc.update("""
                    insert into receipt (id, received_at, channel, mapping, source_key, sha256, size_bytes, raw, transport)
                    values (?, ?, 'patient-adt', 'patient-adt', ?, '\\x00', 1, ?, '{}')""", id, at, "k" + id, bytes);
            jdbc.update("insert into work (lane, ref, due_at) values ('patient', ?, ?)", id, at);
        }
        return new Receipt(id, "", "patient-adt", "patient-adt", "k" + id, "00", NOW, Map.of(), Content.of(bytes));
    }

    private static List<String> ends() {
        return jdbc.queryForList(
                "select concat_ws(' ', id, state, coalesce(outcome, 'null'), coalesce(code, 'null')) from receipt order by id",
                String.class);
    }

    private static List<String> held() {
        return jdbc.queryForList(
                "select concat_ws(' ', receipt_id, room, code, field) from held order by receipt_id", String.class);
    }

    private static boolean laneIsEmpty() {
        return jdbc.queryForObject("select count(*) from work", Integer.class) == 0;
    }
}
