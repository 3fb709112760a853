package org.onestophub.pipeline.patient;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.WalkMeters;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.pipeline.quarantine.HeldInputsForTests;
import org.onestophub.pipeline.read.hl7.AdtReaderForTests;
import org.onestophub.platform.ledger.WorkQueueForTests;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How many ADT messages a second the patient lane applies, from bytes to outcome, on a real PostgreSQL. Prints, asserts
 * nothing. Arguments: messages (default 40,000), patients (default 10,000), batch (default 200).
 */
public final class PatientRate {

    private PatientRate() {}

    /** Measures once. */
    public static void main(String[] arguments) {
        int messages = argument(arguments, 0, 40_000);
        int patients = argument(arguments, 1, 10_000);
        int batch = argument(arguments, 2, 200);
        // the hub takes its connections from a pool
        HikariDataSource database = new HikariDataSource();
        database.setDataSource(TestPostgres.freshDatabase());
        // the lane has one writer at a time
        database.setMaximumPoolSize(1);
        JdbcTemplate jdbc = new JdbcTemplate(database);
        PatientStep step = new PatientStep(
                AdtReaderForTests.reader(),
                new PatientDirectory(
                        jdbc, WorkQueueForTests.in(jdbc), PhoneNumbersForTests.phones(), Clock.systemUTC()),
                new AdtReceiptOutcomes(
                        jdbc, HeldInputsForTests.in(jdbc), WorkQueueForTests.in(jdbc), Clock.systemUTC()),
                TestPostgres.transactionsOn(database),
                new WalkMeters(new SimpleMeterRegistry()));
        List<Receipt> receipts = receipts(jdbc, messages, patients);
        List<String> rates = new ArrayList<>();
        int part = messages / 4;
        long before = ownCpu();
        for (int from = 0; from + part <= messages; from += part) {
            long start = System.nanoTime();
            for (int at = from; at < from + part; at += batch) {
                step.apply(receipts.subList(at, Math.min(at + batch, from + part)));
            }
            double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
            long cpu = ownCpu();
            rates.add(Math.round(part / seconds) + "/s (" + (cpu - before) * 1000 / part + " us CPU here a message)");
            before = cpu;
        }
        Long done = jdbc.queryForObject("select count(*) from receipt where outcome = 'context-applied'", Long.class);
        System.out.println("CPU of the database's backend, ms: "
                + cpuOf(jdbc.queryForObject("select pg_backend_pid()", Long.class)));
        System.out.println("patient lane, batches of " + batch + ", quarters: " + rates + ", applied " + done);
        database.close();
        System.exit(0);
    }

    private static List<Receipt> receipts(JdbcTemplate jdbc, int messages, int patients) {
        Random random = new Random(1);
        Instant start = Instant.parse("2026-09-18T01:00:00Z");
        String[] events = {"A01", "A02", "A04", "A08", "A08", "A08", "A03", "A31"};
        List<Receipt> receipts = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> work = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            int patient = 1 + random.nextInt(patients);
            String event = events[random.nextInt(events.length)];
            byte[] bytes = ("MSH|^~\\&|HIS|310118|HUB|310118|20260918090000||ADT^" + event + "^ADT_A01|M" + i
                            + "|P|2.4||||||UNICODE UTF-8\rEVN|" + event + "|20260918090000\rPID|1||" + patient
                            + "^^^HIS^PI||测试" + patient + "^ceshi||19800101|M|||青浦区||1380000"
                            + String.format("%04d", patient % 10_000)
                            + "\rPV1|1|I|W" + random.nextInt(50) + "^R1^" + random.nextInt(40)
                            + "||||D1^测试^丙||||||||||||V" + patient
                            + "\rDG1|1||I10^高血压\r" + "ZZZ|padding to a usual length|" + "x".repeat(400) + "\r")
                    .getBytes(StandardCharsets.UTF_8);
            Instant at = start.plusMillis(i);
            receipts.add(
                    new Receipt(i + 1, "", "patient-adt", "patient-adt", "k", "00", at, Map.of(), Content.of(bytes)));
            rows.add(new Object[] {i + 1, Timestamp.from(at), bytes.length, bytes});
            work.add(new Object[] {i + 1, Timestamp.from(at)});
        }
        jdbc.batchUpdate("""
                insert into receipt (id, received_at, channel, mapping, source_key, sha256, size_bytes, raw, transport)
                values (?, ?, 'patient-adt', 'patient-adt', 'k', '\\x00', ?, ?, '{}')""", rows);
        jdbc.batchUpdate("insert into work (lane, ref, due_at) values ('patient', ?, ?)", work);
        return receipts;
    }

    private static long ownCpu() {
        return cpuOf(ProcessHandle.current().pid());
    }

    private static long cpuOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO)
                .toMillis();
    }

    private static int argument(String[] arguments, int index, int otherwise) {
        return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
    }
}
