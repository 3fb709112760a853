package org.onestophub.outlet.deliver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the hub from calling an unreachable destination all the time. Closed: all may try. Open: nobody before
 * {@code openUntil}. Then one shipment alone may try (half-open): it closes the breaker, or opens it for longer.
 *
 * @param state closed, open or half-open
 * @param failures failures in a row
 * @param openings how often in a row it opened
 * @param openUntil until when nobody tries, null unless open
 */
record CircuitBreaker(
        State state, int failures, int openings, @Nullable Instant openUntil) {

    static final CircuitBreaker NEW = new CircuitBreaker(State.CLOSED, 0, 0, null);

    /** Its states, by the words used in the database and the API. */
    enum State {
        CLOSED("closed"),
        OPEN("open"),
        HALF_OPEN("half-open");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
        }
    }

    /** True if a shipment may be tried now; {@code busy}: another attempt at this destination is under way. */
    boolean admits(Instant now, boolean busy) {
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> !busy && !now.isBefore(openUntil);
            // without an attempt under way the one that tried ended without a verdict, for example with its hub
            case HALF_OPEN -> !busy;
        };
    }

    /** What it is when a shipment it admitted sets out. */
    CircuitBreaker tried() {
        return state == State.CLOSED ? this : new CircuitBreaker(State.HALF_OPEN, failures, openings, null);
    }

    /** The destination answered, be it a refusal. */
    CircuitBreaker reached() {
        return NEW;
    }

    /** The destination was not reached, or did not say what became of it. */
    CircuitBreaker failed(Instant now, DeliverySettings settings) {
        int failed = failures + 1;
        boolean opens = state == State.HALF_OPEN || state == State.CLOSED && failed >= settings.breakerFailures();
        if (!opens) {
            return new CircuitBreaker(state, failed, openings, openUntil);
        }
        int opening = openings + 1;
        return new CircuitBreaker(State.OPEN, failed, opening, now.plus(settings.breakerPauseAt(opening)));
    }

    /** The same, but the next try need not wait any longer. */
    CircuitBreaker hurried(Instant now) {
        return state == State.OPEN ? new CircuitBreaker(state, failures, openings, now) : this;
    }
}
