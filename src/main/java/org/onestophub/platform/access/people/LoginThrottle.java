package org.onestophub.platform.access.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Slows down an address from which many logins fail, whatever accounts they name. Accounts have a lock of their own; this
 * one stops a list of names from being tried. Kept in memory: a restart forgives.
 */
@Component
class LoginThrottle {

    private static final int MOST_FAILURES = 20;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    /** Addresses remembered; the one that was there longest gives way. */
    private static final int MOST_ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Failures(int count, Instant since) {}

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** False if too many logins from that address failed lately. */
    synchronized boolean lets(String address) {
        Failures known = byAddress.get(address);
        return known == null || isOver(known) || known.count() < MOST_FAILURES;
    }

    synchronized void failed(String address) {
        byAddress.compute(
                address,
                (key, known) -> known == null || isOver(known)
                        ? new Failures(1, clock.instant())
                        : new Failures(known.count() + 1, known.since()));
    }

    private boolean isOver(Failures known) {
        return !clock.instant().isBefore(known.since().plus(WINDOW));
    }
}
