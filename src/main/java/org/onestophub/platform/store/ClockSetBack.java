package org.onestophub.platform.store;

import java.time.Duration;
import java.time.Instant;

/**
 * Has rows that wait for a time. A clock that ran ahead and was set back leaves them waiting until it has caught up, which
 * may be hours after they were due.
 */
public interface ClockSetBack {

    /**
     * Moves what waits for a time after {@code now} earlier by {@code by}, but not before {@code now}; likewise the leases
     * of this hub. Called again after a failure, so moving twice must do no harm.
     *
     * @param now the time by the clock as set
     * @param by how far the clock went back
     */
    void clockSetBack(Instant now, Duration by);
}
