package org.onestophub.pipeline.record;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** After a start with other rules of duties, or another calendar, lets all open duties be computed anew. */
@Component
class DutyRecount {

    private static final HubLog LOG = HubLog.of("record");
    private static final int PAGE = 1_000;

    private final CaseStatuses statuses;
    private final WorkQueue work;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DutyRecount(CaseStatuses statuses, WorkQueue work, TransactionTemplate transaction, Clock clock) {
        this.statuses = statuses;
        this.work = work;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The rules are noted together with the work, so a crash in between changes nothing. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        try {
            Integer cases = transaction.execute(status -> recount(clock.instant()));
            if (cases != null && cases > 0) {
                LOG.event("duties-computed-anew", LogKey.COUNT, cases);
            }
        } catch (DataAccessException | TransactionException e) {
            // the next start finds the same
            LOG.warn("duties-not-computed-anew", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    private int recount(Instant now) {
        if (!statuses.adoptRules(now)) {
            return 0;
        }
        int count = 0;
        List<Long> page = statuses.open(0, PAGE);
        while (!page.isEmpty()) {
            Map<Long, @Nullable Instant> dueAt = new HashMap<>();
            page.forEach(id -> dueAt.put(id, now));
            work.schedule(Lane.DUTY.word(), dueAt);
            count += page.size();
            page = statuses.open(page.get(page.size() - 1), PAGE);
        }
        return count;
    }
}
