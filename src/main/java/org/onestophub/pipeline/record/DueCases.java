package org.onestophub.pipeline.record;

import java.time.Clock;
import java.util.List;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens to cases by time alone. Each call is one transaction; the lane repeats one that fails. */
@Component
class DueCases {

    private static final HubLog LOG = HubLog.of("record");

    private final CaseLoop loop;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final Clock clock;

    DueCases(CaseLoop loop, TransactionTemplate transaction, WorkSignal signal, Clock clock) {
        this.loop = loop;
        this.transaction = transaction;
        this.signal = signal;
        this.clock = clock;
    }

    /** Derives cases whose duties are due, or were; what is new becomes events. */
    void derive(List<Long> ids) {
        committed(() -> loop.deriveDue(ids, clock.instant()));
        signal.wake("relay");
    }

    /** Holds status events that have waited long enough for their case. */
    void giveUp(List<Long> statusIds) {
        committed(() -> loop.giveUp(statusIds, clock.instant()));
        LOG.warn("waited-in-vain", LogKey.CODE, Problem.STATUS_CASE_UNKNOWN.code(), LogKey.COUNT, statusIds.size());
    }

    private void committed(Runnable work) {
        try {
            transaction.executeWithoutResult(status -> work.run());
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.RECORD_UNAVAILABLE);
        }
    }
}
