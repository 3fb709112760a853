package org.onestophub.channel;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.DestinationLife;
import org.springframework.stereotype.Component;

/**
 * Tells how a route is to whoever keeps the list of its kind: {@code in-} the channels, {@code out-} the destinations.
 * Nobody keeps one of the others; without them there is no hub.
 */
@Component
class RouteLives {

    static final String IN = "in-";
    static final String OUT = "out-";

    private final Channels channels;
    private final DestinationLife destinations;
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    RouteLives(Channels channels, DestinationLife destinations) {
        this.channels = channels;
        this.destinations = destinations;
    }

    void set(String stem, boolean enabled, String state, String reason) {
        if (!"broken".equals(state)) {
            broken.remove(stem);
        } else {
            broken.add(stem);
        }
        if (stem.startsWith(IN)) {
            channels.set(nameOf(stem), enabled, state, reason);
        } else if (stem.startsWith(OUT)) {
            destinations.set(nameOf(stem), enabled, state, reason);
        }
    }

    boolean isBroken(String stem) {
        return broken.contains(stem);
    }

    void forgetAllBut(List<String> stems) {
        channels.forgetAllBut(stems.stream().filter(stem -> stem.startsWith(IN)).map(RouteLives::nameOf).toList());
        destinations.forgetAllBut(stems.stream().filter(stem -> stem.startsWith(OUT)).map(RouteLives::nameOf).toList());
    }

    /** The stem without its prefix. */
    static String nameOf(String stem) {
        return stem.substring(stem.indexOf('-') + 1);
    }

    /** The setting that switches the route off; empty for routes the hub cannot do without. */
    static Optional<String> enabledSetting(String stem) {
        return stem.startsWith(IN)
                ? Optional.of("hub.channels." + nameOf(stem) + ".enabled")
                : stem.startsWith(OUT) ? Optional.of("hub.destinations." + nameOf(stem) + ".enabled") : Optional.empty();
    }
}
