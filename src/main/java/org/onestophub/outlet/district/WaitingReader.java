package org.onestophub.outlet.district;

import org.springframework.web.context.request.async.DeferredResult;

/** A reader that has a place in front of {@link FeedLongPoll}; one thread at a time has it. */
final class WaitingReader<T> {

    /** Most pages made for it while others have news all the time; its own news may be later by the pause between them. */
    private static final int MAX_PAGES = 20;

    private final FeedReader<T> reader;
    private final DeferredResult<T> answer;
    private final long startedNanos = System.nanoTime();
    private volatile long restsUntilNanos = startedNanos;
    private volatile long after;

    WaitingReader(FeedReader<T> reader, DeferredResult<T> answer, long after) {
        this.reader = reader;
        this.answer = answer;
        this.after = after;
    }

    FeedReader<T> reader() {
        return reader;
    }

    DeferredResult<T> answer() {
        return answer;
    }

    long after() {
        return after;
    }

    /** Up to this number there was nothing that it sees. */
    void goOnBehind(long number) {
        after = Math.max(after, number);
        restsUntilNanos = System.nanoTime() + reader.patience().toNanos() / MAX_PAGES;
    }

    boolean isOver() {
        return System.nanoTime() - startedNanos >= reader.patience().toNanos();
    }

    /** True if there may be something for it now. */
    boolean isDue(long last) {
        return last > after && System.nanoTime() - restsUntilNanos >= 0;
    }
}
