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

/** Sends alerts in a thread of its own, so that a mail server that hangs delays nothing else. */
@Component
class AlertNotifier {

    private static final HubLog LOG = HubLog.of("alert");

    private final List<AlertTransport> ways;
    private final NotificationTable notices;
    private final Clock clock;
    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "alert-notifier");
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
        inBackground(this::sendDue);
    }

    /**
     * Sends without the database, for when it is the database that is away.
     * @param done words of the ways that have sent it already; those that do now are added
     */
    void sendAtOnce(AlertChange change, Set<String> done) {
        inBackground(() -> ways.stream()
                .filter(way -> way.isOn() && !done.contains(way.word()) && send(way, List.of(change)))
                .forEach(way -> done.add(way.word())));
    }

    /** Sends everything that is due. */
    void sendDue() {
        try {
            ways.forEach(this::sendDue);
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("not-sent", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }

    private void sendDue(AlertTransport way) {
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
        if (send(way, changes)) {
            changes.forEach(change -> notices.sent(way.word(), change, clock.instant()));
        }
    }

    private boolean send(AlertTransport way, List<AlertChange> changes) {
        try {
            way.send(changes);
            LOG.event("sent", LogKey.ACTION, way.word(), LogKey.COUNT, changes.size());
            return true;
        } catch (AlertTransport.NotSent e) {
            LOG.warn("not-sent", LogKey.ACTION, way.word(), LogKey.COUNT, changes.size(), LogKey.FAULT, e.fault());
            return false;
        }
    }

    private void inBackground(Runnable sending) {
        if (!isBusy.compareAndSet(false, true)) {
            return;
        }
        thread.execute(() -> {
            try {
                sending.run();
            } finally {
                isBusy.set(false);
            }
        });
    }
}
