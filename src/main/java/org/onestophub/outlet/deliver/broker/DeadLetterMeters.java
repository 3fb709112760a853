package org.onestophub.outlet.deliver.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * {@code hub_dead_letters{destination}}: events of a destination in {@code complaint.dead}, looked at every ten seconds; -1
 * while the broker cannot be asked. More of them than at the last look is an error in the log.
 */
@Component
class DeadLetterMeters {

    private static final HubLog LOG = HubLog.of("deliver");
    /** Counting further costs time and says nothing more. */
    private static final int MOST = 10_000;
    /** One that went while another came leaves the length of the queue as it was. */
    private static final Duration RECOUNT = Duration.ofMinutes(1);

    private final Broker broker;
    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, Long> counts = new ConcurrentHashMap<>();
    /** As of the last look that succeeded. */
    private Map<String, Long> counted = Map.of();

    private long depth;
    private Instant countedAt = Instant.MIN;

    DeadLetterMeters(Broker broker, BrokerProperties properties, MeterRegistry registry, Clock clock) {
        this.broker = broker;
        this.registry = registry;
        this.clock = clock;
        properties.destinations().keySet().forEach(this::know);
    }

    /** Dead letters by destination; those of unknown queues under the empty name. */
    Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    @Scheduled(fixedDelay = 10_000)
    synchronized void look() {
        try {
            long now = broker.deadDepth();
            if (now != depth || now > 0 && countedAt.plus(RECOUNT).isBefore(clock.instant())) {
                keep(now == 0 ? Map.of() : count());
                depth = now;
                countedAt = clock.instant();
            }
            counts.replaceAll((destination, last) -> counted.getOrDefault(destination, 0L));
        } catch (ProblemException e) {
            depth = -1;
            counts.replaceAll((destination, last) -> -1L);
        }
    }

    private Map<String, Long> count() {
        Map<String, Long> found = new HashMap<>();
        int[] seen = {0};
        try (DeadLetterQueue queue = broker.deadLetters()) {
            queue.browse(null, letter -> {
                found.merge(letter.destination(), 1L, Long::sum);
                return ++seen[0] < MOST;
            });
        }
        return found;
    }

    private void keep(Map<String, Long> found) {
        found.forEach((destination, count) -> {
            know(destination);
            long more = count - counted.getOrDefault(destination, 0L);
            if (more > 0) {
                LOG.error(
                        "dead-lettered",
                        LogKey.DESTINATION,
                        destination,
                        LogKey.CODE,
                        Problem.EVENT_NOT_TAKEN.code(),
                        LogKey.COUNT,
                        more);
            }
        });
        counted = found;
    }

    private void know(String destination) {
        if (counts.putIfAbsent(destination, -1L) == null) {
            Gauge.builder("hub.dead.letters", () -> counts.get(destination))
                    .tag("destination", destination)
                    .register(registry);
        }
    }
}
