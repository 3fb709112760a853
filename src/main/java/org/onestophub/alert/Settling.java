package org.onestophub.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets through what has been so for a while: whatever comes and goes within that is told to nobody. */
final class Settling {

    private final Duration after;
    private final Duration clearAfter;
    private final Map<Observation.Key, Since> seen = new HashMap<>();

    /**
     * @param after so long a condition must hold
     * @param clearAfter so long it must be over
     */
    Settling(Duration after, Duration clearAfter) {
        this.after = after;
        this.clearAfter = clearAfter;
    }

    private record Since(Observation.Level level, Instant at) {}

    /** Those of the observations of one look that have held, or been over, for long enough. */
    List<Observation> settled(List<Observation> look, Instant now) {
        Set<Observation.Key> keys = look.stream().map(Observation::key).collect(Collectors.toSet());
        seen.keySet().retainAll(keys);
        List<Observation> settled = new ArrayList<>();
        for (Observation observation : look) {
            Since since = seen.get(observation.key());
            if (since == null || since.level() != observation.level()) {
                since = new Since(observation.level(), now);
                seen.put(observation.key(), since);
            }
            Duration bound = observation.level() == Observation.Level.HOLDS ? after : clearAfter;
            boolean isLong = Duration.between(since.at(), now).compareTo(bound) >= 0;
            if (isLong && observation.level() != Observation.Level.BETWEEN) {
                settled.add(observation);
            }
        }
        return settled;
    }
}
