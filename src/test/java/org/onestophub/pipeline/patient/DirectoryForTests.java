package org.onestophub.pipeline.patient;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.onestophub.complaint.Admission;
import org.onestophub.pipeline.check.PhoneNumbersForTests;
import org.onestophub.platform.ledger.WorkQueueForTests;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives tests of other rooms a directory they can fill and ask. */
public final class DirectoryForTests {

    private final PatientDirectory directory;
    private final PatientSearch search;
    private final TransactionTemplate transactions;

    /** A directory on a database of {@link TestPostgres}. */
    public DirectoryForTests(DataSource database, Clock clock) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        this.directory = new PatientDirectory(jdbc, WorkQueueForTests.in(jdbc), PhoneNumbersForTests.phones(), clock);
        this.search = new PatientSearch(jdbc);
        this.transactions = TestPostgres.transactionsOn(database);
    }

    /** A search on any database. */
    public static PatientSearch searchIn(JdbcTemplate jdbc) {
        return new PatientSearch(jdbc);
    }

    /** Applies one message. */
    public void apply(long receiptId, Admission admission) {
        transactions.executeWithoutResult(
                status -> directory.apply(List.of(new PatientDirectory.AdtMessage(receiptId, admission))));
    }

    /** What enrichment asks. */
    public PatientSearch search() {
        return search;
    }
}
