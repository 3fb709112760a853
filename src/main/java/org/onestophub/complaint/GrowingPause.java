package org.onestophub.complaint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The pause between attempts at something that fails: it doubles with every failure up to a longest one. So a
 * target that is down is not flooded, and one that comes back is soon noticed.
 *
 * @param first after the first failure, above zero
 * @param longest upper bound of every pause
 */
public record GrowingPause(Duration first, Duration longest) {

    /** More doublings have no use: a millisecond doubled forty times is above thirty years. */
    private static final int MOST_DOUBLINGS = 40;

    /** The pause after so many failures in a row; for 0 the same as for 1. */
    public Duration after(int failures) {
        Duration pause = first;
        for (int i = 1; i < Math.min(failures, MOST_DOUBLINGS) && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    /**
     * A random time between zero and {@link #after} ("full jitter"), in whole milliseconds, so that many attempts that
     * failed together do not come back together.
     */
    public Duration drawn(int failures, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(after(failures).toMillis() + 1));
    }

    /** The pauses after the first, second … failure, up to the first that does not grow. */
    public List<Duration> steps() {
        List<Duration> steps = new ArrayList<>(List.of(after(1)));
        while (!steps.get(steps.size() - 1).equals(after(steps.size() + 1))) {
            steps.add(after(steps.size() + 1));
        }
        return List.copyOf(steps);
    }
}
