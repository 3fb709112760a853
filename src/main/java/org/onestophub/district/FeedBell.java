package org.onestophub.district;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Answers readers that wait for the next event. They hold neither a thread nor a connection: one thread looks for all of
 * them, and only while there are any; a few make the pages, so that a slow one holds up nobody else's.
 */
@Component
class FeedBell implements SmartLifecycle {

    private static final HubLog LOG = HubLog.of("district");
    /** How often the ledger is asked, whoever waits; a new event is told about so late at most. */
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Readers that wait or whose page is being made; one beyond that comes again later. */
    static final int MAX_WAITING = 200;
    /** Pages made at the same time; each takes a connection, and others need some too. */
    private static final int PAGES = 3;
    /** When the hub stops, pages that are due are waited for so long; a page's query ends before. */
    private static final int LAST_PAGES_SECONDS = 25;
    /** After its time a reader is answered within a look or two; this ends it if the ledger does not answer. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final FeedLedger ledger;
    private final Queue<Waiting<?>> readers = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(MAX_WAITING);
    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final ThreadPoolTaskExecutor pages = new ThreadPoolTaskExecutor();
    private volatile boolean running;

    FeedBell(FeedLedger ledger) {
        this.ledger = ledger;
    }

    private record Waiting<T>(
            long after, long startedNanos, Duration patience, Supplier<T> page, DeferredResult<T> answer) {

        boolean isOver() {
            return System.nanoTime() - startedNanos >= patience.toNanos();
        }
    }

    /**
     * The page behind {@code after}, as soon as the feed goes on there or the time is over.
     * @throws ProblemException DI-302 if it would have to wait and too many do
     */
    <T> DeferredResult<T> await(long after, Duration patience, Supplier<T> page) {
        DeferredResult<T> answer = new DeferredResult<>(patience.plus(GRACE).toMillis());
        if (!running || patience.isZero() || ledger.lastNumber() > after) {
            answer.setResult(page.get());
            return answer;
        }
        if (!places.tryAcquire()) {
            throw new ProblemException(Problem.FEED_BUSY);
        }
        Waiting<T> reader = new Waiting<>(after, System.nanoTime(), patience, page, answer);
        // also a reader that went away
        answer.onCompletion(() -> leave(reader));
        readers.add(reader);
        if (!running && readers.remove(reader)) {
            // the last look may have been just before
            answer(reader);
        }
        return answer;
    }

    private void leave(Waiting<?> reader) {
        if (readers.remove(reader)) {
            places.release();
        }
    }

    private void look() {
        if (readers.isEmpty()) {
            return;
        }
        long last = lastNumber();
        for (Waiting<?> reader : readers) {
            boolean due = last > reader.after() || reader.isOver() || !running;
            if (due && readers.remove(reader)) {
                pages.execute(() -> answer(reader));
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

    /** Whoever takes a reader out of the queue does this, and its place is free again. */
    private <T> void answer(Waiting<T> reader) {
        try {
            if (!reader.answer().isSetOrExpired()) {
                reader.answer().setResult(reader.page().get());
            }
        } catch (ProblemException | DataAccessException | TransactionException e) {
            reader.answer().setErrorResult(e);
        } finally {
            places.release();
        }
    }

    @Override
    public void start() {
        scheduler.setThreadNamePrefix("feed-bell-");
        scheduler.setErrorHandler(e -> LOG.alarm("bell-failed", LogKey.FAULT, e.getClass().getName()));
        scheduler.setWaitForTasksToCompleteOnShutdown(true);
        scheduler.setAwaitTerminationSeconds(LAST_PAGES_SECONDS);
        scheduler.initialize();
        // no bound on what waits for them is needed: each has a place
        pages.setThreadNamePrefix("feed-page-");
        pages.setCorePoolSize(PAGES);
        pages.setWaitForTasksToCompleteOnShutdown(true);
        pages.setAwaitTerminationSeconds(LAST_PAGES_SECONDS);
        pages.initialize();
        running = true;
        scheduler.scheduleWithFixedDelay(this::look, LOOK);
    }

    /** Before the web server goes, so that nobody who waits holds it up. */
    @Override
    public void stop() {
        running = false;
        scheduler.shutdown();
        look();
        pages.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
