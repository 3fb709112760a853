package org.onestophub.operate.alert;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one condition stands with one subject at one look.
 *
 * @param level whether it holds
 * @param code code of the problem behind it, empty if there is none
 * @param amount how much, in the condition's unit
 * @param threshold from where on it holds, in the same unit
 */
record AlertObservation(
        AlertCondition condition, String subject, Level level, String code, long amount, long threshold) {

    /** Between them a raised alert stays raised, and one that is not stays so: an amount at the brink must not flutter. */
    enum Level {
        HOLDS,
        BETWEEN,
        OVER
    }

    /** Of this part of its threshold an amount must be below to be over. */
    private static final double BRINK = 0.8;

    static AlertObservation of(AlertCondition condition, String subject, boolean holds, String code) {
        return new AlertObservation(condition, subject, holds ? Level.HOLDS : Level.OVER, code, 0, 0);
    }

    /** Holds from {@code threshold} on. */
    static AlertObservation most(AlertCondition condition, String subject, long amount, long threshold, String code) {
        Level level = amount >= threshold ? Level.HOLDS : amount < threshold * BRINK ? Level.OVER : Level.BETWEEN;
        return new AlertObservation(condition, subject, level, code, amount, threshold);
    }

    /** Holds below {@code threshold}. */
    static AlertObservation least(AlertCondition condition, String subject, long amount, long threshold, String code) {
        Level level = amount < threshold ? Level.HOLDS : amount * BRINK > threshold ? Level.OVER : Level.BETWEEN;
        return new AlertObservation(condition, subject, level, code, amount, threshold);
    }

    /** Holds when {@code since} lies so far back; null: there is nothing that waits. */
    static AlertObservation age(
            AlertCondition condition,
            String subject,
            @Nullable Instant since,
            Instant now,
            Duration threshold,
            String code) {
        long seconds =
                since == null ? 0 : Math.max(0, Duration.between(since, now).toSeconds());
        return most(condition, subject, seconds, Math.max(1, threshold.toSeconds()), code);
    }

    Key key() {
        return new Key(condition, subject);
    }

    /** What an alert is about. */
    record Key(AlertCondition condition, String subject) {}
}
