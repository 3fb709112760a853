package org.onestophub.complaint.walk;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Metrics of the walk: {@code hub_outcomes_total{channel,outcome}} counts how receipts and their items ended, each
 * after its commit; {@code hub_room_seconds{room}} times the rooms, receive to deliver.
 */
@Component
public class WalkMeters {

    private final MeterRegistry registry;
    /** By room, of which there are few; a look-up by tags costs more than the note itself. */
    private final Map<String, Timer> rooms = new ConcurrentHashMap<>();

    /** Meters in {@code registry}. */
    public WalkMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts receipts or items of {@code channel} that ended with {@code outcome}. */
    public void ended(String channel, Outcome outcome, long things) {
        registry.counter("hub.outcomes", "channel", channel, "outcome", outcome.word())
                .increment((double) things);
    }

    /** Notes how long a room took for one piece of work. */
    public void worked(String room, Duration duration) {
        rooms.computeIfAbsent(room, name -> registry.timer("hub.room", "room", name))
                .record(duration);
    }

    /** Notes the timings of a walk that ended or was stopped. */
    public void walked(Walk walk) {
        walk.timings().forEach(this::worked);
    }
}
