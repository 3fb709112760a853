package org.onestophub.channel;

import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Tells how a route is to whoever keeps the list of its kind. Nobody keeps one of flows and error ends; without them
 * there is no hub.
 */
@Component
class RouteLives {

    private final Channels channels;

    RouteLives(Channels channels) {
        this.channels = channels;
    }

    void set(Stem stem, boolean enabled, String state, String reason) {
        if (stem.isChannel()) {
            channels.set(stem.name(), enabled, state, reason);
        }
    }

    void forgetAllBut(List<Stem> stems) {
        channels.forgetAllBut(stems.stream().filter(Stem::isChannel).map(Stem::name).toList());
    }
}
