package org.onestophub.operate.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Alert;
import org.onestophub.complaint.contract.operations.Alerts;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at everything twice a minute and raises and resolves alerts. Which are open stands in the database alone. */
@Component
class AlertMonitor implements Alerts {

    private static final HubLog LOG = HubLog.of("alert");
    /** What holds for longer is to be mended or switched off. */
    private static final Duration LONGEST_MUTE = Duration.ofDays(30);

    private static final int LONGEST_REASON = 200;

    private final List<AlertSource> watches;
    private final AlertTable table;
    private final MuteTable mutes;
    private final AlertNotifier notifier;
    private final AlertProperties properties;
    private final TransactionTemplate transaction;
    private final String hub;
    private final Clock clock;
    private final AlertDebounce settling;
    private volatile double open = Double.NaN;
    private @Nullable Instant databaseAwaySince;
    private boolean isDatabaseRaised;
    private final Set<String> databaseSentBy = ConcurrentHashMap.newKeySet();

    AlertMonitor(
            List<AlertSource> watches,
            AlertTable table,
            MuteTable mutes,
            AlertNotifier notifier,
            AlertProperties properties,
            TransactionTemplate transaction,
            HubHome home,
            Clock clock,
            MeterRegistry registry) {
        this.watches = watches;
        this.table = table;
        this.mutes = mutes;
        this.notifier = notifier;
        this.properties = properties;
        this.transaction = transaction;
        this.hub = home.name();
        this.clock = clock;
        this.settling = new AlertDebounce(properties.after(), properties.clearAfter());
        Gauge.builder("hub.alerts.open", () -> open).register(registry);
    }

    /** Not at once: a hub that has just started has not looked at its sources yet. */
    @Scheduled(initialDelay = 30, fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    void look() {
        Instant now = clock.instant();
        try {
            List<AlertObservation> seen = new ArrayList<>();
            watches.forEach(watch -> seen.addAll(watch.look(now)));
            seen.add(databaseIsBack(now));
            seen.removeIf(observation ->
                    properties.off().contains(observation.condition().word()));
            List<AlertObservation> settled = settling.settled(seen, now);
            transaction.executeWithoutResult(status -> change(seen, settled, now));
            open = table.countOpen();
        } catch (DataAccessException | TransactionException e) {
            open = Double.NaN;
            databaseIsAway(now);
        }
    }

    @Override
    public List<Alert> open() {
        return table.open();
    }

    @Override
    public List<Alert> recent(int limit) {
        return table.recent(limit);
    }

    @Override
    public void acknowledge(long id, String by) {
        if (!table.acknowledge(id, by, clock.instant())) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
    }

    @Override
    public List<Mute> mutes() {
        return mutes.all();
    }

    @Override
    public long mute(long id, Instant until, String reason, String by) {
        Instant now = clock.instant();
        boolean isEnd = until.isAfter(now) && !until.isAfter(now.plus(LONGEST_MUTE));
        require(isEnd, "until");
        String why = reason.strip();
        require(
                !why.isEmpty() && why.length() <= LONGEST_REASON && why.chars().noneMatch(Character::isISOControl),
                "reason");
        Optional<Long> muted = transaction.execute(status -> {
            table.lock();
            return mutes.mute(id, until, why, by, now);
        });
        return muted.orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    @Override
    public void unmute(long muteId, String by) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            table.lock();
            tell(mutes.end(muteId), now);
        });
    }

    private static void require(boolean fits, String field) {
        if (!fits) {
            throw new ProblemException(Problem.REQUEST_INVALID, field);
        }
    }

    private void tell(List<Long> alerts, Instant now) {
        alerts.forEach(id -> table.tell(id, now, notifier.ways(), now.plus(properties.group())));
    }

    private void change(List<AlertObservation> seen, List<AlertObservation> settled, Instant now) {
        table.lock();
        List<String> ways = notifier.ways();
        Instant dueAt = now.plus(properties.group());
        for (AlertObservation observation : settled) {
            boolean holds = observation.level() == AlertObservation.Level.HOLDS;
            boolean isNews = holds
                    ? table.raise(observation, hub, now, ways, dueAt)
                    : table.resolve(observation.key(), hub, now, ways, dueAt);
            if (isNews) {
                log(observation, holds);
            }
        }
        int gone = table.resolveOthers(
                seen.stream().map(AlertObservation::key).collect(Collectors.toSet()), hub, now, ways, dueAt);
        if (gone > 0) {
            LOG.event("gone", LogKey.COUNT, gone);
        }
        // after the changes: what is over was not told, and need not be
        tell(mutes.end(now), now);
        table.forgetOld(now);
    }

    private static void log(AlertObservation observation, boolean holds) {
        Object[] keys = {
            LogKey.ACTION,
            observation.condition().word(),
            LogKey.FIELD,
            observation.subject(),
            LogKey.CODE,
            observation.code(),
            LogKey.COUNT,
            observation.amount()
        };
        if (holds) {
            LOG.warn("raised", keys);
            return;
        }
        LOG.event("resolved", keys);
    }

    /** A database that is away cannot store this alert: the hub keeps it in memory, sends it, and writes it down later. */
    private void databaseIsAway(Instant now) {
        Instant since = databaseAwaySince == null ? now : databaseAwaySince;
        databaseAwaySince = since;
        boolean isOff = properties.off().contains(AlertCondition.DATABASE_DOWN.word());
        if (isOff || Duration.between(since, now).compareTo(properties.after()) < 0) {
            return;
        }
        if (!isDatabaseRaised) {
            isDatabaseRaised = true;
            LOG.error(
                    "raised",
                    LogKey.ACTION,
                    AlertCondition.DATABASE_DOWN.word(),
                    LogKey.CODE,
                    Problem.STORE_UNAVAILABLE.code());
        }
        notifier.sendAtOnce(
                new AlertChange(
                        0,
                        "raised",
                        AlertCondition.DATABASE_DOWN.word(),
                        "",
                        AlertCondition.DATABASE_DOWN.meaning(),
                        Problem.STORE_UNAVAILABLE.code(),
                        0,
                        0,
                        AlertCondition.DATABASE_DOWN.unit(),
                        since),
                databaseSentBy);
    }

    private AlertObservation databaseIsBack(Instant now) {
        AlertObservation over =
                AlertObservation.of(AlertCondition.DATABASE_DOWN, "", false, Problem.STORE_UNAVAILABLE.code());
        Instant since = databaseAwaySince;
        if (isDatabaseRaised && since != null) {
            List<String> notYet = notifier.ways().stream()
                    .filter(way -> !databaseSentBy.contains(way))
                    .toList();
            transaction.executeWithoutResult(status -> {
                table.lock();
                table.raise(over, hub, since, notYet, now);
            });
            isDatabaseRaised = false;
        }
        databaseSentBy.clear();
        databaseAwaySince = null;
        return over;
    }
}
