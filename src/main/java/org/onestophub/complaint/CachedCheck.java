package org.onestophub.complaint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What a look at something gave, for all who ask: however many ask, it is looked at by one of them at a time and not more
 * often than once in {@code fresh}. While a look is slow, the others hear what the last one gave.
 *
 * @param <T> what a look gives
 */
public final class CachedCheck<T> {

    private final Clock clock;
    private final Duration fresh;
    private final Duration oldest;
    private final Supplier<T> look;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Seen<T> last;

    private record Seen<T>(T what, Instant at) {}

    /**
     * Something to be looked at.
     *
     * @param fresh how long a look answers for another
     * @param oldest how long it does at most, while the next is under way
     */
    public CachedCheck(Clock clock, Duration fresh, Duration oldest, Supplier<T> look) {
        this.clock = clock;
        this.fresh = fresh;
        this.oldest = oldest;
        this.look = look;
    }

    /**
     * What was seen last; empty if that is too long ago and somebody is looking just now. Of a look that fails its asker
     * has the exception, and nobody hears any more what was seen before it.
     */
    public Optional<T> get() {
        Seen<T> seen = last;
        if (isWithin(seen, fresh)) {
            return Optional.of(seen.what());
        }
        if (looking.tryLock()) {
            try {
                return Optional.of(lookUnlessSeen());
            } finally {
                looking.unlock();
            }
        }
        return isWithin(seen, oldest) ? Optional.of(seen.what()) : Optional.empty();
    }

    /** Somebody may have looked between the question and its turn. */
    private T lookUnlessSeen() {
        Seen<T> seen = last;
        if (isWithin(seen, fresh)) {
            return seen.what();
        }
        // begun before, so that a look that takes long is old when it ends
        Instant begun = clock.instant();
        Seen<T> now = null;
        try {
            now = new Seen<>(look.get(), begun);
            return now.what();
        } finally {
            last = now;
        }
    }

    /** A clock that was set back makes every look old. */
    private boolean isWithin(Seen<T> seen, Duration bound) {
        if (seen == null) {
            return false;
        }
        Duration age = Duration.between(seen.at(), clock.instant());
        return !age.isNegative() && age.compareTo(bound) < 0;
    }
}
