package org.onestophub.channel;

import java.util.List;
import org.onestophub.complaint.DestinationLife;
import org.springframework.stereotype.Component;

/**
 * Tells how a route is to whoever keeps the list of its kind: {@code in-} the channels, {@code out-} the destinations.
 * Nobody keeps one of the others; without them there is no hub.
 */
@Component
class RouteLives {

    private final Channels channels;
    private final DestinationLife destinations;

    RouteLives(Channels channels, DestinationLife destinations) {
        this.channels = channels;
        this.destinations = destinations;
    }

    void set(Stem stem, boolean enabled, String state, String reason) {
        if (stem.isChannel()) {
            channels.set(stem.name(), enabled, state, reason);
        } else if (stem.isDestination()) {
            destinations.set(stem.name(), enabled, state, reason);
        }
    }

    void forgetAllBut(List<Stem> stems) {
        channels.forgetAllBut(
                stems.stream().filter(Stem::isChannel).map(Stem::name).toList());
        destinations.forgetAllBut(
                stems.stream().filter(Stem::isDestination).map(Stem::name).toList());
    }

    /** The route was taken away for good. A channel without one stays in the list until the next start, as stopped. */
    void forget(Stem stem) {
        if (stem.isDestination()) {
            destinations.forget(stem.name());
        }
    }
}
