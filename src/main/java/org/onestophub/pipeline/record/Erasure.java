package org.onestophub.pipeline.record;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.contract.CaseFacts;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.complaint.walk.WorkSignal;
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
 * that holds nothing else, and an event is sent to all destinations. A later input on the same matter is a new complaint, unless
 * it is exactly the same again. A second call erases what came since, without another event.
 */
@Component
class Erasure implements Erasures {

    private static final HubLog LOG = HubLog.of("record");

    private final ErasureTable table;
    private final CaseStatuses statuses;
    private final CaseFacts facts;
    private final CaseMerges merges;
    private final CaseLinkTable links;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final Clock clock;

    Erasure(
            ErasureTable table,
            CaseStatuses statuses,
            CaseFacts facts,
            CaseMerges merges,
            CaseLinkTable links,
            TransactionTemplate transaction,
            WorkSignal signal,
            Clock clock) {
        this.table = table;
        this.statuses = statuses;
        this.facts = facts;
        this.merges = merges;
        this.links = links;
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
        merges.leave(id, clock.instant());
        List<Long> own = new ArrayList<>(table.receipts(id));
        if (table.isOpen(own)) {
            throw new ProblemException(Problem.INPUT_OPEN, "number");
        }
        List<Long> shared = table.shared(id, own);
        own.removeAll(shared);
        List<Long> full = table.full(own);
        Erased erased = new Erased(clock.instant().truncatedTo(ChronoUnit.MICROS), full.size(), shared);
        if (table.known(id).isEmpty()) {
            if (statuses.takeBack(id, erased.at())) {
                facts.write(List.of(id));
            }
            facts.freeze(id);
            table.bury(id, erased.at());
        }
        table.blank(id, full, by, erased.at());
        statuses.erase(id);
        links.erase(id);
        table.note(id, erased, reason, by);
        LOG.event("erased", LogKey.COMPLAINT_ID, id, LogKey.KEY_NAME, by, LogKey.COUNT, full.size());
        return table.known(id).orElseThrow();
    }
}
