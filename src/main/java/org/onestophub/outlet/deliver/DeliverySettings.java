package org.onestophub.outlet.deliver;

import java.time.Duration;
import org.onestophub.complaint.GrowingPause;

/**
 * How one destination is fed, as its route says.
 *
 * @param destination its name
 * @param batch most items in one shipment
 * @param maxWait how long the oldest item waits for company before a shipment leaves that is not full
 * @param workers how many shipments are handed over at the same time
 * @param idempotent true: the destination recognises a shipment it has, so an unknown outcome is simply sent again
 * @param maxAttempts after so many failed attempts a shipment is given up; 0: only its age counts
 * @param giveUpAfter a shipment is given up if it still fails so long after its first attempt
 * @param firstPause most time between the first and the second attempt
 * @param longestPause the pause doubles up to this
 * @param breakerFailures so many failures in a row open the breaker
 * @param breakerPause how long it stays open the first time; doubles up to {@code longestPause}
 * @param ratePerMinute most shipments a minute; 0: no limit
 * @param timeout longest an attempt may take; after that its outcome is unknown
 * @param filter which events it gets
 */
record DeliverySettings(
        String destination,
        int batch,
        Duration maxWait,
        int workers,
        boolean idempotent,
        int maxAttempts,
        Duration giveUpAfter,
        Duration firstPause,
        Duration longestPause,
        int breakerFailures,
        Duration breakerPause,
        int ratePerMinute,
        Duration timeout,
        EventFilter filter) {

    /** Most time from a failed attempt to the next. */
    GrowingPause pause() {
        return new GrowingPause(firstPause, longestPause);
    }

    /** How long the breaker stays open when it opens for the {@code opening}th time in a row. */
    Duration breakerPauseAt(int opening) {
        return new GrowingPause(breakerPause, longestPause).after(opening);
    }
}
