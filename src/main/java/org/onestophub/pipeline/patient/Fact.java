package org.onestophub.pipeline.patient;

import java.time.Instant;

/**
 * A fact with the time of the event that told it. Of two tellings the one of the later event counts, at the same time the
 * one that arrived later; so the order of arrival does not matter.
 *
 * @param value null if nobody told it, or if it was deleted
 * @param at null if nobody told it
 */
record Fact<T>(T value, Instant at) {

    static <T> Fact<T> untold() {
        return new Fact<>(null, null);
    }

    /** A fact of the store; rows of earlier versions have one time for all facts, which says nothing of absent ones. */
    static <T> Fact<T> stored(T value, Instant at, Instant otherwise) {
        return new Fact<>(value, at == null && value != null ? otherwise : at);
    }

    /** The fact after an event; null is silence. */
    Fact<T> told(T newValue, Instant eventAt) {
        return newValue == null ? this : set(newValue, eventAt);
    }

    /** The fact after an event that sets it, to null if it deletes it. */
    Fact<T> set(T newValue, Instant eventAt) {
        return at == null || !eventAt.isBefore(at) ? new Fact<>(newValue, eventAt) : this;
    }

    /** The later of two tellings; this one if they are of the same time. */
    Fact<T> or(Fact<T> other) {
        return other.at != null && (at == null || other.at.isAfter(at)) ? other : this;
    }

    /** The fact, or nothing if it was told at {@code limit} or before. */
    Fact<T> after(Instant limit) {
        return at == null || at.isAfter(limit) ? this : untold();
    }

    /** The later of two times, either of which may be null. */
    static Instant later(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** The earlier of two times, either of which may be null. */
    static Instant earlier(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
