package org.onestophub.intake.receive.letter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.onestophub.platform.store.ClockSetBack;
import org.springframework.stereotype.Component;

/**
 * Since when files of a letter can have come in: since the start of the hub. After the clock was set back, times of arrival
 * mean nothing, and the time counts anew from there: a letter is then closed a little later, never too early.
 */
@Component
class FilesHeardSince implements ClockSetBack {

    private volatile Instant at;

    FilesHeardSince(Clock clock) {
        this.at = clock.instant();
    }

    Instant at() {
        return at;
    }

    @Override
    public void clockSetBack(Instant now, Duration by) {
        at = now;
    }
}
