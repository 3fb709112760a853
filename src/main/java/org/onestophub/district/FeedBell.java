package org.onestophub.district;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.ProblemException;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Answers readers that wait for the next event. They hold neither a thread nor a connection: one thread looks for all of
 * them, and only while there are any.
 */
@Component
class FeedBell implements SmartLifecycle {

    private static final HubLog LOG = HubLog.of("district");
    /** How often the ledger is asked, whoever waits; a new event is told about so late at most. */
    private static final Duration LOOK = Duration.ofMillis(250);
    /** A reader beyond that is answered at once and comes again. */
    private static final int MAX_WAITING = 200;
    /** After its time a reader is answered within a look or two; this ends it if the ledger does not answer. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final FeedLedger ledger;
    private final Queue<Waiting> readers = new ConcurrentLinkedQueue<>();
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private volatile boolean running;

    FeedBell(FeedLedger ledger) {
        this.ledger = ledger;
    }

    private record Waiting(
            long after, long startedNanos, Duration patience, Supplier<Feed.Page> page, DeferredResult<Feed.Page> answer) {

        boolean isOver() {
            return System.nanoTime() - startedNanos >= patience.toNanos();
        }
    }

    /** The page behind {@code after}, as soon as there is an event in it or the time is over. */
    DeferredResult<Feed.Page> await(long after, Duration patience, Supplier<Feed.Page> page) {
        DeferredResult<Feed.Page> answer = new DeferredResult<>(patience.plus(GRACE).toMillis());
        boolean now = !running || readers.size() >= MAX_WAITING || patience.isZero() || ledger.lastNumber() > after;
        if (now) {
            answer.setResult(page.get());
            return answer;
        }
        Waiting reader = new Waiting(after, System.nanoTime(), patience, page, answer);
        // also a reader that went away
        answer.onCompletion(() -> readers.remove(reader));
        readers.add(reader);
        if (!running) {
            // the last look may have been just before
            look();
        }
        return answer;
    }

    private void look() {
        if (readers.isEmpty()) {
            return;
        }
        long last = lastNumber();
        for (Waiting reader : readers) {
            boolean due = last > reader.after() || reader.isOver() || !running;
            if (due && readers.remove(reader)) {
                answer(reader);
            }
        }
    }

    /** A ledger that does not answer has nothing new; whose time is over gets its fault. */
    private long lastNumber() {
        try {
            return ledger.lastNumber();
        } catch (DataAccessException e) {
            return 0;
        }
    }

    private static void answer(Waiting reader) {
        try {
            reader.answer().setResult(reader.page().get());
        } catch (ProblemException | DataAccessException | TransactionException e) {
            reader.answer().setErrorResult(e);
        }
    }

    @Override
    public void start() {
        scheduler.setThreadNamePrefix("feed-bell-");
        scheduler.setErrorHandler(e -> LOG.alarm("bell-failed", LogKey.FAULT, e.getClass().getName()));
        scheduler.initialize();
        running = true;
        scheduler.scheduleWithFixedDelay(this::look, LOOK);
    }

    /** Before the web server goes, so that nobody who waits holds it up. */
    @Override
    public void stop() {
        running = false;
        scheduler.shutdown();
        look();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
