package org.onestophub.outlet.deliver;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Delivery;
import org.onestophub.complaint.contract.operations.DecisionOrder;
import org.onestophub.complaint.contract.operations.DeliveryTrace;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.Destinations;
import org.onestophub.complaint.contract.operations.DroppedQueue;
import org.onestophub.complaint.contract.operations.ResendOrder;
import org.onestophub.complaint.walk.WorkSignal;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators see of destinations and do with them. */
@Component
class DestinationOperations implements Destinations {

    private final DestinationStates states;
    private final DestinationTable table;
    private final DestinationQueries queries;
    private final Resends resends;
    private final QueueDrops drops;
    private final TransactionTemplate transaction;
    private final WorkSignal signal;
    private final Clock clock;

    DestinationOperations(
            DestinationStates states,
            DestinationTable table,
            DestinationQueries queries,
            Resends resends,
            QueueDrops drops,
            TransactionTemplate transaction,
            WorkSignal signal,
            Clock clock) {
        this.states = states;
        this.table = table;
        this.queries = queries;
        this.resends = resends;
        this.drops = drops;
        this.transaction = transaction;
        this.signal = signal;
        this.clock = clock;
    }

    @Override
    public List<DestinationStatus> all() {
        return states.all().entrySet().stream()
                .map(one -> queries.status(one.getKey(), one.getValue()))
                .toList();
    }

    @Override
    public Optional<DestinationStatus> named(String name) {
        Map<String, DestinationStates.Deployed> all = states.all();
        return Optional.ofNullable(all.get(name)).map(deployed -> queries.status(name, deployed));
    }

    @Override
    public List<Delivery> deliveries(
            String destination, @Nullable String state, @Nullable String complaint, long before, int limit) {
        return queries.deliveries(known(destination), state, complaint, before, limit);
    }

    @Override
    public Optional<DeliveryTrace> delivery(long id) {
        return queries.delivery(id).map(delivery -> new DeliveryTrace(delivery, queries.attempts(id)));
    }

    @Override
    public void pause(String destination, String by) {
        table.pause(known(destination), by, clock.instant());
    }

    @Override
    public void resume(String destination, String by) {
        known(destination);
        transaction.executeWithoutResult(status -> {
            CircuitBreaker breaker = table.lock(destination).breaker();
            table.resume(destination);
            table.keep(destination, breaker.hurried(clock.instant()));
        });
        wake(destination);
    }

    @Override
    public long resend(long delivery, String destination, String by) {
        known(destination);
        destinationOf(delivery);
        Optional<Long> made = transaction.execute(status -> {
            table.lock(destination);
            return resends.one(delivery, destination, by, clock.instant());
        });
        wake(destination);
        return made.orElseThrow(() -> new ProblemException(Problem.REQUEST_INVALID, "id"));
    }

    @Override
    public int resendAll(ResendOrder order, String destination, String by) {
        known(destination);
        if (order.isUnbounded()) {
            throw new ProblemException(Problem.REQUEST_INVALID, "code");
        }
        Integer made = transaction.execute(status -> {
            table.lock(destination);
            return resends.many(order, destination, by, clock.instant());
        });
        wake(destination);
        return made == null ? 0 : made;
    }

    @Override
    public int decide(long delivery, boolean arrived, String by) {
        String destination = destinationOf(delivery);
        Integer settled = transaction.execute(status -> {
            table.lock(destination);
            return resends.decide(delivery, arrived, by, clock.instant());
        });
        wake(destination);
        if (settled == null || settled == 0) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
        return settled;
    }

    @Override
    public int decideAll(String destination, DecisionOrder order, String by) {
        known(destination);
        Integer settled = transaction.execute(status -> {
            table.lock(destination);
            return resends.decideAll(destination, order, by, clock.instant());
        });
        wake(destination);
        return settled == null ? 0 : settled;
    }

    @Override
    public void discard(long delivery, String reason, String by) {
        String destination = destinationOf(delivery);
        Boolean discarded = transaction.execute(status -> {
            table.lock(destination);
            return resends.discard(delivery, reason, by, clock.instant());
        });
        if (!Boolean.TRUE.equals(discarded)) {
            throw new ProblemException(Problem.NOT_FOUND, "id");
        }
    }

    @Override
    public DroppedQueue dropQueue(String destination, String reason, String by) {
        return drops.drop(destination, reason, by);
    }

    private String known(String destination) {
        if (!states.knows(destination)) {
            throw new ProblemException(Problem.NOT_FOUND, "destination");
        }
        return destination;
    }

    private String destinationOf(long delivery) {
        return queries.delivery(delivery)
                .map(Delivery::destination)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "id"));
    }

    private void wake(String destination) {
        signal.wake(DestinationReader.laneOf(destination));
    }
}
