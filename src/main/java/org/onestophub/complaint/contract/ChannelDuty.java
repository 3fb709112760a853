package org.onestophub.complaint.contract;

import java.time.Instant;
import java.util.Optional;

/** What is expected of channels, by the working calendar. */
public interface ChannelDuty {

    /** When the next input of the channel is due after one at {@code last}; empty if nothing is expected. */
    Optional<Instant> expectedBy(String channel, Instant last);

    /** True if the calendar lists the days of the year in which {@code at} lies, so that holidays are known. */
    boolean isCalendarKnown(Instant at);
}
