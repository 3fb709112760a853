package org.onestophub.pipeline.patient;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.pipeline.patient.PatientSearch.KnownPatient;
import org.onestophub.pipeline.patient.PatientSearch.KnownVisit;
import org.onestophub.pipeline.patient.PatientSearch.Sought;
import org.onestophub.pipeline.quarantine.HeldInputsForTests;
import org.onestophub.pipeline.read.hl7.AdtReaderForTests;
import org.onestophub.platform.ledger.WorkQueueForTests;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;

/** The lane of ADT messages from bytes to the directory, on a real PostgreSQL; messages are written as people read them. */
final class AdtMessages {

    private static final Instant ARRIVAL = Instant.parse("2026-11-20T01:00:00Z");
    private static final Clock CLOCK = Clock.fixed(ARRIVAL, java.time.ZoneOffset.UTC);

    final JdbcTemplate jdbc;
    private final PatientStep step;
    private final PatientSearch search;
    private long receipts;

    AdtMessages(DataSource database) {
        jdbc = new JdbcTemplate(database);
        search = new PatientSearch(jdbc);
        step = new PatientStep(
                AdtReaderForTests.reader(),
                new PatientDirectory(jdbc, WorkQueueForTests.in(jdbc), PhoneNumbersForTests.phones("0591"), CLOCK),
                new AdtReceiptOutcomes(jdbc, HeldInputsForTests.in(jdbc), WorkQueueForTests.in(jdbc), CLOCK),
                TestPostgres.transactionsOn(database),
                new WalkMeters(new SimpleMeterRegistry()));
    }

    void empty() {
        jdbc.execute("truncate patient, patient_key, patient_trait, patient_visit, patient_link, work, held, receipt, "
                + "complaint_claim, complaint cascade");
    }

    /** A message of that event, at a minute of a day; the header names application HIS and facility H. */
    static String message(String event, int minute, String... segments) {
        String at = String.format("20261101%02d%02d00", 8 + minute / 60, minute % 60);
        return "MSH|^~\\&|HIS|H|HUB|H|" + at + "||ADT^" + event + "|M|P|2.5||||||UNICODE UTF-8\rEVN|" + event + "|" + at
                + "\r" + String.join("\r", segments) + "\r";
    }

    /** Sends each text as a receipt of its own; gives outcome and code of each. */
    List<String> send(String... texts) {
        List<String> ends = new ArrayList<>();
        for (String text : texts) {
            long id = keep(text);
            step.apply(List.of(receipt(id, text)));
            ends.add(endOf(id));
        }
        return ends;
    }

    /** Sends all texts as receipts of one batch. */
    List<String> tellTogether(List<String> texts) {
        List<Receipt> batch = new ArrayList<>();
        for (String text : texts) {
            batch.add(receipt(keep(text), text));
        }
        step.apply(batch);
        return batch.stream().map(receipt -> endOf(receipt.id())).toList();
    }

    private String endOf(long id) {
        return jdbc.queryForObject(
                "select concat_ws(' ', outcome, code, field) from receipt where id = ?", String.class, id);
    }

    private long keep(String text) {
        long id = ++receipts;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        jdbc.update("""
                insert into receipt (id, received_at, channel, mapping, source_key, sha256, size_bytes, raw, transport)
                values (?, ?, 'patient-adt', 'patient-adt', ?, '\\x00', 1, ?, '{}')""", id, Timestamp.from(ARRIVAL), "k" + id, bytes);
        jdbc.update("insert into work (lane, ref, due_at) values ('patient', ?, ?)", id, Timestamp.from(ARRIVAL));
        return id;
    }

    private static Receipt receipt(long id, String text) {
        return new Receipt(
                id,
                "",
                "patient-adt",
                "patient-adt",
                "k" + id,
                "00",
                ARRIVAL,
                Map.of(),
                Content.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The patients whom a number finds. */
    List<KnownPatient> found(String number) {
        return found("patient-number", number);
    }

    List<KnownPatient> found(String kind, String value) {
        Sought sought = new Sought(kind, value);
        return search.find(List.of(sought)).getOrDefault(sought, List.of());
    }

    /** The patients whom the numbers find together. */
    Map<Sought, List<KnownPatient>> foundTogether(String one, String other) {
        return search.find(List.of(new Sought("patient-number", one), new Sought("patient-number", other)));
    }

    /** The visit a complaint of the patient with that number would be given, for a visit number or without one. */
    List<KnownVisit> visits(String patientNumber, String visitNumber) {
        return search.visits(found(patientNumber).get(0).id(), visitNumber);
    }

    int patients() {
        return jdbc.queryForObject("select count(*) from patient where merged_into is null", Integer.class);
    }

    /** What is kept of the patient that has the number. */
    Map<String, Object> patient(String number) {
        return jdbc.queryForMap(
                "select * from patient where id = ?", found(number).get(0).id());
    }
}
