package org.onestophub.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.DestinationStatus;
import org.onestophub.complaint.Destinations;
import org.onestophub.complaint.QueueDepths;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** The broker, its queues, and the destinations the hub feeds itself. */
@Component
class DeliveryWatch implements Watch {

    private final HealthIndicator broker;
    private final QueueDepths queues;
    private final Destinations destinations;
    private final AlertProperties properties;

    DeliveryWatch(
            @Qualifier("brokerHealthIndicator") HealthIndicator broker,
            QueueDepths queues,
            Destinations destinations,
            AlertProperties properties) {
        this.broker = broker;
        this.queues = queues;
        this.destinations = destinations;
        this.properties = properties;
    }

    @Override
    public List<Observation> look(Instant now) {
        List<Observation> seen = new ArrayList<>();
        boolean isDown = !Status.UP.equals(broker.health().getStatus());
        seen.add(Observation.of(Condition.BROKER_DOWN, "", isDown, Problem.BROKER_UNAVAILABLE.code()));
        queues.depths().forEach((destination, depth) -> seen.add(depthOf(destination, depth)));
        destinations.all().forEach(one -> look(one, now, seen));
        return seen;
    }

    /** While the broker cannot be asked nothing is known of its queues. */
    private Observation depthOf(String destination, long depth) {
        return depth < 0
                ? new Observation(Condition.QUEUE_DEPTH, destination, Observation.Level.BETWEEN, "", 0, 0)
                : Observation.most(Condition.QUEUE_DEPTH, destination, depth, properties.queueDepth(), "");
    }

    /** One that is paused or switched off is so by somebody's will; what waits there meanwhile surprises nobody. */
    private void look(DestinationStatus one, Instant now, List<Observation> seen) {
        if (!one.enabled() || "paused".equals(one.state())) {
            return;
        }
        seen.add(Observation.of(
                Condition.DESTINATION_BROKEN, one.name(), "broken".equals(one.state()), Problem.ROUTE_INVALID.code()));
        boolean isClosed = "closed".equals(one.breaker());
        seen.add(new Observation(
                Condition.DESTINATION_BREAKER,
                one.name(),
                "open".equals(one.breaker())
                        ? Observation.Level.HOLDS
                        : isClosed ? Observation.Level.OVER : Observation.Level.BETWEEN,
                one.lastErrorCode() == null ? "" : one.lastErrorCode(),
                0,
                0));
        seen.add(Observation.age(
                Condition.DESTINATION_OLDEST,
                one.name(),
                one.oldestWaitingSince(),
                now,
                properties.destinationOldest(),
                ""));
        seen.add(Observation.most(
                Condition.DESTINATION_UNKNOWN, one.name(), one.unknown(), 1, Problem.OUTCOME_UNKNOWN.code()));
        seen.add(Observation.most(Condition.DESTINATION_DEAD, one.name(), one.dead(), 1, ""));
    }
}
