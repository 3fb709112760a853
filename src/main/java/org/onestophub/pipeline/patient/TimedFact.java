package org.onestophub.pipeline.patient;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact with the time of the event that stated it. Of two statements the one of the later event counts, at the same time the
 * one that arrived later; so the order of arrival does not matter.
 *
 * @param value null if nobody stated it, or if it was deleted
 * @param at null if nobody stated it
 */
record TimedFact<T>(@Nullable T value, @Nullable Instant at) {

    static <T> TimedFact<T> untold() {
        return new TimedFact<>(null, null);
    }

    /** A fact of the store; rows of earlier versions have one time for all facts, which says nothing of absent ones. */
    static <T> TimedFact<T> stored(@Nullable T value, @Nullable Instant at, @Nullable Instant otherwise) {
        return new TimedFact<>(value, at == null && value != null ? otherwise : at);
    }

    /** The fact after an event; null is silence. */
    TimedFact<T> updated(@Nullable T newValue, Instant eventAt) {
        return newValue == null ? this : set(newValue, eventAt);
    }

    /** The fact after an event that sets it, to null if it deletes it. */
    TimedFact<T> set(@Nullable T newValue, Instant eventAt) {
        return at == null || !eventAt.isBefore(at) ? new TimedFact<>(newValue, eventAt) : this;
    }

    /** The later of two tellings; this one if they are of the same time. */
    TimedFact<T> or(TimedFact<T> other) {
        return other.at != null && (at == null || other.at.isAfter(at)) ? other : this;
    }

    /** The fact, or nothing if it was stated at {@code limit} or before. */
    TimedFact<T> after(Instant limit) {
        return at == null || at.isAfter(limit) ? this : untold();
    }

    /** The later of two times, of which either may be null; null if both are. */
    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return newer(one, other);
    }

    /** The later of two times that are both known. */
    static Instant newer(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The earlier of two times, of which either may be null; null if both are. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
