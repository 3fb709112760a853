package org.onestophub.pipeline.patient;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.contract.PhoneNumbers;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.contract.WorkQueue.OpenClaim;
import org.onestophub.pipeline.patient.DirectoryPage.Trait;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps what ADT messages say about patients. Messages may arrive late, in any order and again: what counts is the time
 * of the event. The caller brings the transaction; one hub at a time writes, so batches never cross.
 */
@Component
public class PatientDirectory {

    /** Name of the lock that makes batches follow each other, in every hub on this database. */
    private static final long WRITER_LOCK = 0x0E57_ADD1L;

    private final JdbcTemplate jdbc;
    private final DirectoryStore store;
    private final DirectoryWriter writer;
    private final WorkQueue work;
    private final PhoneNumbers phones;
    private final Clock clock;

    PatientDirectory(JdbcTemplate jdbc, WorkQueue work, PhoneNumbers phones, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.phones = phones;
        this.clock = clock;
        this.store = new DirectoryStore(jdbc);
        this.writer = new DirectoryWriter(jdbc);
    }

    /**
     * A message and the receipt it came in.
     *
     * @param receiptId the receipt
     * @param admission what the message says
     */
    public record AdtMessage(long receiptId, Admission admission) {}

    /**
     * Applies the messages in their order, within the caller's transaction. Complaints whose claims they touch are looked
     * at again in the lane {@code context}.
     * @return for each message the problem that kept it from being applied (EN-102, EN-103, EN-105, EN-106, EN-108, EN-109) or
     *     that is worth telling though it was applied (EN-104, EN-107), or nothing
     */
    public List<Optional<Problem>> apply(List<AdtMessage> messages) {
        jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, WRITER_LOCK);
        DirectoryPage page =
                store.load(messages.stream().map(AdtMessage::admission).toList());
        DirectoryFold fold = new DirectoryFold(page, phones);
        List<Optional<Problem>> results = new ArrayList<>(messages.size());
        for (AdtMessage message : messages) {
            results.add(fold.apply(message.admission(), message.receiptId()));
        }
        writer.write(page);
        wake(page);
        return results;
    }

    private void wake(DirectoryPage page) {
        Set<OpenClaim> touched = new LinkedHashSet<>();
        for (Trait trait : page.traits) {
            if (page.touched.contains(trait.patientId()) && !Admission.NAME.equals(trait.kind())) {
                touched.add(new OpenClaim(trait.kind(), trait.value()));
            }
        }
        for (DirectoryPage.VisitKey visit : page.changedVisits) {
            if (visit.isNumbered()) {
                touched.add(new OpenClaim(Admission.VISIT_NUMBER, visit.number()));
            }
        }
        if (!touched.isEmpty()) {
            work.addForClaims(touched, clock.instant());
        }
    }
}
