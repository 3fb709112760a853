package org.onestophub.outlet.deliver;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.Destinations;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What is on its way to each destination, looked at every ten seconds: {@code hub_destination_waiting{destination}},
 * {@code hub_destination_oldest_seconds} (how long the oldest of them waits), {@code hub_destination_dead}, {@code
 * hub_destination_unknown} and {@code hub_destination_breaker} (0 closed, 1 half-open, 2 open). NaN while the ledger cannot
 * be asked.
 */
@Component
class DestinationMeters {

    private static final List<String> BREAKER = List.of("closed", "half-open", "open");

    private final Destinations destinations;
    private final Clock clock;
    private final MeterRegistry registry;
    private final Map<String, DestinationStatus> last = new ConcurrentHashMap<>();
    private final Set<String> registered = new HashSet<>();

    DestinationMeters(Destinations destinations, Clock clock, MeterRegistry registry) {
        this.destinations = destinations;
        this.clock = clock;
        this.registry = registry;
    }

    @Scheduled(fixedDelay = 10_000)
    void look() {
        try {
            for (DestinationStatus status : destinations.all()) {
                last.put(status.name(), status);
                if (registered.add(status.name())) {
                    register(status.name());
                }
            }
        } catch (DataAccessException | TransactionException e) {
            last.clear();
        }
    }

    private void register(String name) {
        gauge("hub.destination.waiting", name, DestinationStatus::waiting);
        gauge("hub.destination.oldest.seconds", name, this::ageOf);
        gauge("hub.destination.dead", name, DestinationStatus::dead);
        gauge("hub.destination.unknown", name, DestinationStatus::unknown);
        gauge("hub.destination.breaker", name, status -> BREAKER.indexOf(status.breaker()));
    }

    private void gauge(String meter, String name, ToDoubleFunction<DestinationStatus> value) {
        Gauge.builder(meter, () -> {
                    DestinationStatus status = last.get(name);
                    return status == null ? Double.NaN : value.applyAsDouble(status);
                })
                .tag("destination", name)
                .register(registry);
    }

    private double ageOf(DestinationStatus status) {
        return status.oldestWaitingSince() == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(status.oldestWaitingSince(), clock.instant())
                                        .toMillis()
                                / 1000.0);
    }
}
