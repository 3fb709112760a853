package org.onestophub.operate.config;

import java.util.List;
import org.onestophub.complaint.contract.DestinationRouteStatus;
import org.onestophub.operate.channel.ChannelStates;
import org.onestophub.operate.config.file.RouteFileName;
import org.springframework.stereotype.Component;

/**
 * Reports the state of a route to the list of its kind: {@code in-} to the channels, {@code out-} to the destinations. The
 * others have no list; without them there is no hub.
 */
@Component
class RouteStatusReporter {

    private final ChannelStates channels;
    private final DestinationRouteStatus destinations;

    RouteStatusReporter(ChannelStates channels, DestinationRouteStatus destinations) {
        this.channels = channels;
        this.destinations = destinations;
    }

    void set(RouteFileName stem, boolean enabled, String state, String reason) {
        if (stem.isChannel()) {
            channels.set(stem.name(), enabled, state, reason);
        } else if (stem.isDestination()) {
            destinations.set(stem.name(), enabled, state, reason);
        }
    }

    /** True if a person stopped the channel of this route: then it is loaded and does not start. */
    boolean rests(RouteFileName stem) {
        return stem.isChannel() && channels.isHeld(stem.name());
    }

    void forgetAllBut(List<RouteFileName> stems) {
        channels.forgetAllBut(stems.stream()
                .filter(RouteFileName::isChannel)
                .map(RouteFileName::name)
                .toList());
        destinations.forgetAllBut(stems.stream()
                .filter(RouteFileName::isDestination)
                .map(RouteFileName::name)
                .toList());
    }

    /** The route was taken away for good. A channel without one stays in the list until the next start, as stopped. */
    void forget(RouteFileName stem) {
        if (stem.isChannel()) {
            // a later file of the same name is another channel
            channels.release(stem.name());
        } else if (stem.isDestination()) {
            destinations.forget(stem.name());
        }
    }
}
