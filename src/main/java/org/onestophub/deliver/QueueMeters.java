package org.onestophub.deliver;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.onestophub.complaint.QueueDepths;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * {@code hub_queue_depth{destination}}: events that wait in a destination's queue, looked at every ten seconds; -1 while
 * the broker cannot be asked.
 */
@Component
class QueueMeters implements QueueDepths {

    private final Broker broker;
    private final Map<String, Long> depths = new ConcurrentHashMap<>();

    QueueMeters(Broker broker, BrokerProperties properties, MeterRegistry registry) {
        this.broker = broker;
        for (String destination : properties.destinations().keySet()) {
            depths.put(destination, -1L);
            Gauge.builder("hub.queue.depth", () -> depths.get(destination))
                    .tag("destination", destination)
                    .register(registry);
        }
    }

    @Override
    public Map<String, Long> depths() {
        return Map.copyOf(depths);
    }

    @Scheduled(fixedDelay = 10_000)
    void look() {
        depths.replaceAll((destination, last) -> broker.depth(destination));
    }
}
