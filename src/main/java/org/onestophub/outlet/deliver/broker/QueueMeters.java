package org.onestophub.outlet.deliver.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.contract.operations.QueueDepths;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * {@code hub_queue_depth{destination}}: events that wait in a destination's queue, looked at every ten seconds; -1 while
 * the broker cannot be asked. Also of a queue that nobody reads any more: it goes on filling until somebody removes it,
 * and a disk it fills stops all others.
 */
@Component
class QueueMeters implements QueueDepths {

    private final Broker broker;
    private final MeterRegistry registry;
    private final Map<String, Long> depths = new ConcurrentHashMap<>();

    QueueMeters(Broker broker, BrokerProperties properties, MeterRegistry registry) {
        this.broker = broker;
        this.registry = registry;
        properties.destinations().keySet().forEach(this::know);
    }

    @Override
    public Map<String, Long> depths() {
        return Map.copyOf(depths);
    }

    @Scheduled(fixedDelay = 10_000)
    void look() {
        Set<String> there = broker.destinations();
        there.forEach(this::know);
        if (there.isEmpty()) {
            // it is away; to ask it for each of them would take a time-out each
            depths.replaceAll((destination, last) -> -1L);
            return;
        }
        depths.replaceAll((destination, last) -> broker.depth(destination));
    }

    private void know(String destination) {
        if (depths.putIfAbsent(destination, -1L) == null) {
            Gauge.builder("hub.queue.depth", () -> depths.get(destination))
                    .tag("destination", destination)
                    .register(registry);
        }
    }
}
