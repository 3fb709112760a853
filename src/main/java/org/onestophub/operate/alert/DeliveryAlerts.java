package org.onestophub.operate.alert;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.contract.operations.DeadLetters;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.Destinations;
import org.onestophub.complaint.contract.operations.QueueDepths;
import org.onestophub.problem.Problem;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/** The broker, its queues, and the destinations the hub feeds itself. */
@Component
class DeliveryAlerts implements AlertSource {

    private final HealthIndicator broker;
    private final QueueDepths queues;
    private final DeadLetters letters;
    private final Destinations destinations;
    private final AlertProperties properties;

    DeliveryAlerts(
            @Qualifier("brokerHealthIndicator") HealthIndicator broker,
            QueueDepths queues,
            DeadLetters letters,
            Destinations destinations,
            AlertProperties properties) {
        this.broker = broker;
        this.queues = queues;
        this.letters = letters;
        this.destinations = destinations;
        this.properties = properties;
    }

    @Override
    public List<AlertObservation> look(Instant now) {
        List<AlertObservation> seen = new ArrayList<>();
        Health health = broker.health();
        boolean isDown = health == null || !Status.UP.equals(health.getStatus());
        seen.add(AlertObservation.of(AlertCondition.BROKER_DOWN, "", isDown, Problem.BROKER_UNAVAILABLE.code()));
        queues.depths().forEach((destination, depth) -> seen.add(depthOf(destination, depth)));
        letters.counts().forEach((destination, count) -> seen.add(deadOf(destination, count)));
        destinations.all().forEach(one -> look(one, now, seen));
        return seen;
    }

    /** While the broker cannot be asked nothing is known of its queues. */
    private AlertObservation depthOf(String destination, long depth) {
        return depth < 0
                ? notKnown(AlertCondition.QUEUE_DEPTH, destination)
                : AlertObservation.most(AlertCondition.QUEUE_DEPTH, destination, depth, properties.queueDepth(), "");
    }

    private static AlertObservation deadOf(String destination, long count) {
        return count < 0
                ? notKnown(AlertCondition.DEAD_LETTERS, destination)
                : AlertObservation.most(
                        AlertCondition.DEAD_LETTERS, destination, count, 1, Problem.EVENT_NOT_TAKEN.code());
    }

    private static AlertObservation notKnown(AlertCondition condition, String destination) {
        return new AlertObservation(condition, destination, AlertObservation.Level.BETWEEN, "", 0, 0);
    }

    /** One that is paused or switched off is so by somebody's will; what waits there meanwhile surprises nobody. */
    private void look(DestinationStatus one, Instant now, List<AlertObservation> seen) {
        if (!one.enabled() || "paused".equals(one.state())) {
            return;
        }
        seen.add(AlertObservation.of(
                AlertCondition.DESTINATION_BROKEN,
                one.name(),
                "broken".equals(one.state()),
                Problem.ROUTE_INVALID.code()));
        boolean isClosed = "closed".equals(one.breaker());
        seen.add(new AlertObservation(
                AlertCondition.DESTINATION_BREAKER,
                one.name(),
                "open".equals(one.breaker())
                        ? AlertObservation.Level.HOLDS
                        : isClosed ? AlertObservation.Level.OVER : AlertObservation.Level.BETWEEN,
                one.lastErrorCode() == null ? "" : one.lastErrorCode(),
                0,
                0));
        seen.add(AlertObservation.age(
                AlertCondition.DESTINATION_OLDEST,
                one.name(),
                one.oldestWaitingSince(),
                now,
                properties.destinationOldest(),
                ""));
        seen.add(AlertObservation.most(
                AlertCondition.DESTINATION_UNKNOWN, one.name(), one.unknown(), 1, Problem.OUTCOME_UNKNOWN.code()));
        seen.add(AlertObservation.most(AlertCondition.DESTINATION_DEAD, one.name(), one.dead(), 1, ""));
    }
}
