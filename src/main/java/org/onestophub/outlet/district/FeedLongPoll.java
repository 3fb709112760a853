package org.onestophub.outlet.district;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
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
class FeedLongPoll implements SmartLifecycle {

    private static final HubLog LOG = HubLog.of("district");
    /** How often the ledger is asked, for all readers at once; a new event is answered after this time at the latest. */
    private static final Duration LOOK = Duration.ofMillis(250);
    /** Readers that wait or whose page is being made; one beyond that comes again later. */
    static final int MAX_WAITING = 200;
    /** The same of one key, so that none takes the places of all others. */
    static final int MAX_OF_A_KEY = MAX_WAITING / 4;
    /** Pages made at the same time; each takes a connection, and others need some too. */
    private static final int PAGES = 3;
    /** When the hub stops, pages that are due are waited for so long; a page's query ends before. */
    private static final int LAST_PAGES_SECONDS = 25;
    /** After its time a reader is answered within a look or two; this ends it if the ledger does not answer. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final FeedLedger ledger;
    private final Queue<WaitingReader<?>> readers = new ConcurrentLinkedQueue<>();
    private final Semaphore places = new Semaphore(MAX_WAITING);
    /** Keys come from the settings, so there are few. */
    private final Map<String, Semaphore> placesOfKeys = new ConcurrentHashMap<>();

    private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
    private final ThreadPoolTaskExecutor pages = new ThreadPoolTaskExecutor();
    private volatile boolean running;

    FeedLongPoll(FeedLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * The page behind {@code after}, as soon as there is an event in it or the time is over. A key that does not see all
     * goes on waiting when others have news.
     * @throws ProblemException DI-302 if it would have to wait and too many do, of all or of its key
     */
    <T> DeferredResult<T> await(long after, FeedReader<T> reader) {
        DeferredResult<T> answer =
                new DeferredResult<>(reader.patience().plus(GRACE).toMillis());
        long last = ledger.lastNumber();
        if (!running || reader.patience().isZero()) {
            answer.setResult(reader.after(after));
            return answer;
        }
        if (last > after) {
            Optional<T> news = reader.newsAfter(after);
            if (news.isPresent()) {
                answer.setResult(news.get());
                return answer;
            }
        }
        takePlace(reader.key());
        WaitingReader<T> waiting = new WaitingReader<>(reader, answer, after);
        if (last > after) {
            waiting.goOnBehind(last);
        }
        // also a reader that went away
        answer.onCompletion(() -> leave(waiting));
        queue(waiting);
        return answer;
    }

    private void takePlace(String key) {
        Semaphore ofKey = placesOf(key);
        if (!ofKey.tryAcquire()) {
            throw new ProblemException(Problem.FEED_BUSY);
        }
        if (!places.tryAcquire()) {
            ofKey.release();
            throw new ProblemException(Problem.FEED_BUSY);
        }
    }

    private Semaphore placesOf(String key) {
        return placesOfKeys.computeIfAbsent(key, name -> new Semaphore(MAX_OF_A_KEY));
    }

    private void freePlace(WaitingReader<?> waiting) {
        placesOf(waiting.reader().key()).release();
        places.release();
    }

    private void queue(WaitingReader<?> waiting) {
        readers.add(waiting);
        if (!running && readers.remove(waiting)) {
            // the last look may have been just before
            answer(waiting, waiting.after());
        } else if (waiting.answer().isSetOrExpired()) {
            // it went away while its page was made
            leave(waiting);
        }
    }

    private void leave(WaitingReader<?> waiting) {
        if (readers.remove(waiting)) {
            freePlace(waiting);
        }
    }

    @SuppressWarnings("ModifyCollectionInEnhancedForLoop") // the queue is made for threads: its iterators allow it
    private void look() {
        if (readers.isEmpty()) {
            return;
        }
        long last = lastNumber();
        for (WaitingReader<?> waiting : readers) {
            boolean due = waiting.isDue(last) || waiting.isOver() || !running;
            if (due && readers.remove(waiting)) {
                pages.execute(() -> answer(waiting, last));
            }
        }
    }

    /** A ledger that does not answer has nothing new; a reader whose time is over gets its fault. */
    private long lastNumber() {
        try {
            return ledger.lastNumber();
        } catch (DataAccessException e) {
            return 0;
        }
    }

    /** Called by the thread that took the reader out of the queue: its place is free again, or it waits on. */
    private <T> void answer(WaitingReader<T> waiting, long last) {
        boolean waitsOn = false;
        try {
            waitsOn = !waiting.answer().isSetOrExpired() && !isAnswered(waiting);
        } catch (ProblemException | DataAccessException | TransactionException e) {
            waiting.answer().setErrorResult(e);
        } finally {
            if (!waitsOn) {
                freePlace(waiting);
            }
        }
        if (waitsOn) {
            waiting.goOnBehind(last);
            queue(waiting);
        }
    }

    private <T> boolean isAnswered(WaitingReader<T> waiting) {
        if (waiting.isOver() || !running) {
            return waiting.answer().setResult(waiting.reader().after(waiting.after()));
        }
        return waiting.reader()
                .newsAfter(waiting.after())
                .map(waiting.answer()::setResult)
                .orElse(false);
    }

    @Override
    public void start() {
        scheduler.setThreadNamePrefix("feed-bell-");
        scheduler.setErrorHandler(
                e -> LOG.error("bell-failed", LogKey.FAULT, e.getClass().getName()));
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
