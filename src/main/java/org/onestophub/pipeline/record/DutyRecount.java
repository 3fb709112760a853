package org.onestophub.pipeline.record;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.RuleUpdates;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * After an apply or a start with other rules of duties, or another calendar, lets all open duties be computed anew. After an upgrade from a
 * version without duties it lets those of the cases of the last 90 days be computed once.
 */
@Component
@Order(2)
class DutyRecount implements RuleUpdates {

    private static final HubLog LOG = HubLog.of("record");
    private static final int PAGE = 1_000;
    /** The limits of older cases are over; a report that each was overdue helps nobody. */
    private static final Duration RECENT = Duration.ofDays(90);

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

    @Override
    public Set<String> folders() {
        return Set.of("duties", "calendars");
    }

    /** {@inheritDoc} Open duties move in the background, as the lane of duties allows. */
    @Override
    public void take(Path configDir) {
        recountAll();
    }

    /** {@inheritDoc} Once more: a case that was recorded by the old rules meanwhile may have planned its duties by them. */
    @Override
    public void settle() {
        recountAll();
    }

    /** Also if another hub of the database noted these rules before: it left half of the cases to this one, with the old rules. */
    private void recountAll() {
        Integer cases = transaction.execute(status -> {
            Instant now = clock.instant();
            statuses.adoptRules(now);
            return scheduleOpen(now);
        });
        LOG.event("duties-computed-anew", LogKey.COUNT, cases == null ? 0 : cases);
    }

    /** The rules are noted together with the work, so a crash in between changes nothing. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        try {
            Integer cases = transaction.execute(status -> {
                Instant now = clock.instant();
                return statuses.adoptRules(now) ? scheduleOpen(now) : 0;
            });
            int upgraded = deriveEarlierCases();
            if (cases != null && cases + upgraded > 0) {
                LOG.event("duties-computed-anew", LogKey.COUNT, cases + upgraded);
            }
        } catch (DataAccessException | TransactionException e) {
            // the next start finds the same
            LOG.warn("duties-not-computed-anew", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    /** In pieces, each a transaction: after a crash in between the rest is found again. */
    private int deriveEarlierCases() {
        Instant now = clock.instant();
        int count = 0;
        long after = 0;
        while (true) {
            long last = after;
            List<Long> page = transaction.execute(status -> {
                List<Long> some = statuses.neverDerived(last, now.minus(RECENT), PAGE);
                if (some.isEmpty()) {
                    statuses.allDerived();
                } else {
                    work.scheduleAll(Lane.DUTY.word(), some, now);
                }
                return some;
            });
            if (page == null || page.isEmpty()) {
                return count;
            }
            count += page.size();
            after = page.get(page.size() - 1);
        }
    }

    private int scheduleOpen(Instant now) {
        int count = 0;
        List<Long> page = statuses.open(0, PAGE);
        while (!page.isEmpty()) {
            work.scheduleAll(Lane.DUTY.word(), page, now);
            count += page.size();
            page = statuses.open(page.get(page.size() - 1), PAGE);
        }
        return count;
    }
}
