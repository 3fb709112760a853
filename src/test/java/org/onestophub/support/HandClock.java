package org.onestophub.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until somebody moves it. */
public final class HandClock extends Clock {

    private final AtomicReference<Instant> now;

    /** A clock that shows {@code start}, an ISO-8601 instant. */
    public HandClock(String start) {
        now = new AtomicReference<>(Instant.parse(start));
    }

    /** So much time passes. */
    public void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
