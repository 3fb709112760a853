package org.onestophub.operate.alert;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells what is to be told, in a thread of its own: a mail server that hangs holds up nobody. */
@Component
class AlertNotifier {

    private static final HubLog LOG = HubLog.of("alert");

    private final List<AlertTransport> ways;
    private final NotificationTable notices;
    private final Clock clock;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "alert-teller");
        made.setDaemon(true);
        return made;
    });

    AlertNotifier(List<AlertTransport> ways, NotificationTable notices, Clock clock) {
        this.ways = ways;
        this.notices = notices;
        this.clock = clock;
    }

    /** Words of the ways that are on. */
    List<String> ways() {
        return ways.stream()
                .filter(AlertTransport::isOn)
                .map(AlertTransport::word)
                .toList();
    }

    @Scheduled(fixedDelay = 10_000)
    void look() {
        inBackground(this::tellDue);
    }

    /**
     * Tells past the database, for when it is the database that is away.
     * @param told words of the ways that have told it already; those that do now are added
     */
    void tellAtOnce(AlertChange change, Set<String> told) {
        inBackground(() -> ways.stream()
                .filter(way -> way.isOn() && !told.contains(way.word()) && tell(way, List.of(change)))
                .forEach(way -> told.add(way.word())));
    }

    /** Everything whose time has come. */
    void tellDue() {
        try {
            ways.forEach(this::tellDue);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("not-told", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void tellDue(AlertTransport way) {
        Instant now = clock.instant();
        int givenUp = notices.giveUp(way.word(), way.isOn(), now);
        if (givenUp > 0) {
            LOG.warn("given-up", LogKey.ACTION, way.word(), LogKey.COUNT, givenUp);
        }
        if (!way.isOn()) {
            return;
        }
        List<NotificationTable.Notice> due = notices.claim(way.word(), now);
        if (due.isEmpty()) {
            return;
        }
        List<AlertChange> changes =
                due.stream().map(NotificationTable.Notice::change).toList();
        if (tell(way, changes)) {
            changes.forEach(change -> notices.sent(way.word(), change, clock.instant()));
        }
    }

    private boolean tell(AlertTransport way, List<AlertChange> changes) {
        try {
            way.tell(changes);
            LOG.event("told", LogKey.ACTION, way.word(), LogKey.COUNT, changes.size());
            return true;
        } catch (AlertTransport.NotTold e) {
            LOG.warn("not-told", LogKey.ACTION, way.word(), LogKey.COUNT, changes.size(), LogKey.FAULT, e.getMessage());
            return false;
        }
    }

    private void inBackground(Runnable telling) {
        if (!isBusy.compareAndSet(false, true)) {
            return;
        }
        thread.execute(() -> {
            try {
                telling.run();
            } finally {
                isBusy.set(false);
            }
        });
    }
}
