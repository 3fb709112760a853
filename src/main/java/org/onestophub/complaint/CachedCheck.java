package org.onestophub.complaint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cached result of a check, shared by all callers: only one of them runs the check at a time, and not more often than
 * once in {@code fresh}. While a check is slow, the others get the last result.
 *
 * @param <T> the result of the check
 */
public final class CachedCheck<T> {

    private final Clock clock;
    private final Duration fresh;
    private final Duration oldest;
    private final Supplier<T> look;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile @Nullable Seen<T> last;

    private record Seen<T>(T what, Instant at) {}

    /**
     * A check to be cached.
     *
     * @param fresh for how long a result is used instead of a new check
     * @param oldest for how long it is used at most while the next check is running
     * @param look the check
     */
    public CachedCheck(Clock clock, Duration fresh, Duration oldest, Supplier<T> look) {
        this.clock = clock;
        this.fresh = fresh;
        this.oldest = oldest;
        this.look = look;
    }

    /**
     * The result; empty if the last one is too old and another caller is checking just now. If the check fails, its caller
     * gets the exception, and the result before it is dropped.
     */
    public Optional<T> get() {
        Seen<T> seen = last;
        if (seen != null && isWithin(seen, fresh)) {
            return Optional.of(seen.what());
        }
        if (looking.tryLock()) {
            try {
                return Optional.of(lookUnlessSeen());
            } finally {
                looking.unlock();
            }
        }
        return seen != null && isWithin(seen, oldest) ? Optional.of(seen.what()) : Optional.empty();
    }

    /** Another caller may have finished a check between the first test and the lock. */
    private T lookUnlessSeen() {
        Seen<T> seen = last;
        if (seen != null && isWithin(seen, fresh)) {
            return seen.what();
        }
        // taken before the check, so that the result of a slow check is old when it ends
        Instant begun = clock.instant();
        @Nullable Seen<T> now = null;
        try {
            now = new Seen<>(look.get(), begun);
            return now.what();
        } finally {
            last = now;
        }
    }

    /** A clock that was set back makes every result old. */
    private boolean isWithin(Seen<T> seen, Duration bound) {
        Duration age = Duration.between(seen.at(), clock.instant());
        return !age.isNegative() && age.compareTo(bound) < 0;
    }
}
