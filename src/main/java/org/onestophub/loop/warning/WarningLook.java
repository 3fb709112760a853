package org.onestophub.loop.warning;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.contract.WorkingDays;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.loop.fact.FactReader;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at the facts from time to time and raises what is unusual. One hub does it at a time, because it is work of the ledger. */
@Component("warnings")
public class WarningLook {

    private static final HubLog LOG = HubLog.of("warning");

    /** Days of receipt are days in China, as in the facts. */
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    /** There is one piece of work for all. */
    private static final long REF = 1;

    private final WarningRules rules;
    private final WarningTable table;
    private final WarningNews news;
    private final FactReader facts;
    private final WorkQueue work;
    private final WarningProperties properties;
    private final WorkingDays calendar;
    private final HubProperties hub;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WarningLook(
            WarningRules rules,
            WarningTable table,
            WarningNews news,
            FactReader facts,
            WorkQueue work,
            WarningProperties properties,
            WorkingDays calendar,
            HubProperties hub,
            TransactionTemplate transaction,
            Clock clock) {
        this.rules = rules;
        this.table = table;
        this.news = news;
        this.facts = facts;
        this.work = work;
        this.properties = properties;
        this.calendar = calendar;
        this.hub = hub;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** After a start the rules may be others, so it is time to look. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        try {
            work.schedule(Lane.WARNING.word(), Map.of(REF, clock.instant()));
        } catch (DataAccessException e) {
            LOG.warn("not-scheduled", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    /** The work of the lane: looks, and says when to look again. */
    public void look(List<Long> refs) {
        committed();
    }

    /** Looks now; how many warnings were raised. */
    int now() {
        return committed();
    }

    private int committed() {
        try {
            int raised = Objects.requireNonNull(transaction.execute(status -> raised()), "a number");
            LOG.event("looked", LogKey.COUNT, raised);
            return raised;
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    private int raised() {
        Instant now = clock.instant();
        work.schedule(Lane.WARNING.word(), Map.of(REF, now.plus(properties.every())));
        LocalDate today = LocalDate.ofInstant(now, CHINA);
        List<RuleLook> looks = rules.all().stream()
                .filter(rule -> !rule.isOff())
                .map(rule -> new RuleLook(rule, today))
                .toList();
        LocalDate first =
                looks.stream().map(RuleLook::first).min(LocalDate::compareTo).orElse(today);
        facts.read(null, first, today.plusDays(1), fact -> looks.forEach(look -> look.add(fact)));
        Set<Long> held = new HashSet<>();
        int raised = 0;
        for (RuleLook look : looks) {
            for (UnusualCount found : look.found()) {
                WarningTable.Raised written = raise(found, now, today);
                held.add(written.id());
                if (written.isNew()) {
                    news.tell(table.one(written.id(), false).orElseThrow());
                    raised++;
                }
            }
        }
        table.endOthers(held).forEach(news::tell);
        return raised;
    }

    private WarningTable.Raised raise(UnusualCount found, Instant now, LocalDate today) {
        if (found.rule().answerDays() == 0) {
            return table.raise(found, now, null, null);
        }
        LocalDate due = calendar.after(today, found.rule().answerDays());
        return table.raise(
                found, now, due, due.plusDays(1).atStartOfDay(hub.zone()).toInstant());
    }
}
