package org.onestophub.operate.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets a condition through only when it has held for a while: one that comes and goes within that time raises no alert. */
final class AlertDebounce {

    private final Duration after;
    private final Duration clearAfter;
    private final Map<AlertObservation.Key, Since> seen = new HashMap<>();

    /**
     * @param after so long a condition must hold
     * @param clearAfter so long it must be over
     */
    AlertDebounce(Duration after, Duration clearAfter) {
        this.after = after;
        this.clearAfter = clearAfter;
    }

    private record Since(AlertObservation.Level level, Instant at) {}

    /** Those of the observations of one look that have held, or been over, for long enough. */
    List<AlertObservation> settled(List<AlertObservation> look, Instant now) {
        Set<AlertObservation.Key> keys =
                look.stream().map(AlertObservation::key).collect(Collectors.toSet());
        seen.keySet().retainAll(keys);
        List<AlertObservation> settled = new ArrayList<>();
        for (AlertObservation observation : look) {
            Since since = seen.get(observation.key());
            if (since == null || since.level() != observation.level()) {
                since = new Since(observation.level(), now);
                seen.put(observation.key(), since);
            }
            Duration bound = observation.level() == AlertObservation.Level.HOLDS ? after : clearAfter;
            boolean isLong = Duration.between(since.at(), now).compareTo(bound) >= 0;
            if (isLong && observation.level() != AlertObservation.Level.BETWEEN) {
                settled.add(observation);
            }
        }
        return settled;
    }
}
