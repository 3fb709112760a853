package org.onestophub.support;

import java.time.Instant;
import java.util.Optional;
import org.onestophub.complaint.contract.ChannelDuty;

/** No channel is expected by any time. */
public final class NothingExpected implements ChannelDuty {

    @Override
    public Optional<Instant> expectedBy(String channel, Instant last) {
        return Optional.empty();
    }

    @Override
    public boolean isCalendarKnown(Instant at) {
        return true;
    }
}
