package org.onestophub.record;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.Erasures;
import org.onestophub.complaint.WorkSignal;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases a complaint: its number, times, outcomes and digests stay, its content goes from every revision and every input
 * that holds nothing else, and an event tells everybody. Whatever comes in later on the same matter is a new complaint.
 */
@Component
class Erasure implements Erasures {

    private static final HubLog LOG = HubLog.of("record");

    private final ErasureTable table;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final Clock clock;

    Erasure(ErasureTable table, TransactionTemplate transaction, WorkSignal signal, Clock clock) {
        this.table = table;
        this.transaction = transaction;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public Erased erase(String number, String reason, String by) {
        try {
            Erased erased = transaction.execute(status -> eraseNow(number, reason, by));
            signal.wake("relay");
            return erased;
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.RECORD_UNAVAILABLE);
        }
    }

    private Erased eraseNow(String number, String reason, String by) {
        long id = table.lock(number).orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "number"));
        Optional<Erased> known = table.known(id);
        if (known.isPresent()) {
            return known.get();
        }
        List<Long> own = new ArrayList<>(table.receipts(id));
        if (table.isOpen(own)) {
            throw new ProblemException(Problem.INPUT_OPEN, "number");
        }
        List<Long> shared = table.shared(id, own);
        own.removeAll(shared);
        Erased erased = new Erased(clock.instant().truncatedTo(ChronoUnit.MICROS), own.size(), shared);
        table.blank(id, own, erased.at());
        table.note(id, erased, reason, by);
        LOG.event("erased", LogKey.COMPLAINT_ID, id, LogKey.KEY_NAME, by, LogKey.COUNT, own.size());
        return erased;
    }
}
