package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.outlet.deliver.DeliveryRig.settings;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Shipment;
import org.onestophub.complaint.contract.Delivery;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A day on a clock moved by hand: a destination answers 500, hangs, cuts the line, answers after the time-out, is away,
 * and in between the hub is killed. What it sends to the hub, and what it really has, are two things.
 */
class SimulatedDayIT {

    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int STEPS = 24 * 12;

    private final Random random = new Random(20261102);
    private final Map<UUID, Instant> recorded = new LinkedHashMap<>();

    private DeliveryRig rig;

    /** The hub dies in the middle of an attempt. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** How the destination behaves in an hour of the day. */
    private enum Mood {
        WELL,
        ANSWERS_500,
        HANGS,
        CUTS_THE_LINE,
        ANSWERS_LATE,
        AWAY,
        HUB_DIES
    }

    private static final Mood[] DAY = {
        Mood.WELL,
        Mood.ANSWERS_500,
        Mood.ANSWERS_500,
        Mood.ANSWERS_500,
        Mood.WELL,
        Mood.HANGS,
        Mood.HANGS,
        Mood.HANGS,
        Mood.WELL,
        Mood.CUTS_THE_LINE,
        Mood.CUTS_THE_LINE,
        Mood.WELL,
        Mood.ANSWERS_LATE,
        Mood.ANSWERS_LATE,
        Mood.WELL,
        Mood.AWAY,
        Mood.AWAY,
        Mood.AWAY,
        Mood.AWAY,
        Mood.WELL,
        Mood.HUB_DIES,
        Mood.HUB_DIES,
        Mood.WELL,
        Mood.WELL
    };

    /** A destination; {@code ill}: it follows the moods of the day. */
    private final class Receiver {
        private final boolean ill;
        private final boolean deduplicates;
        private final Set<String> shipments = new HashSet<>();
        private final List<String> got = new ArrayList<>();
        private final Map<String, Instant> gotAt = new HashMap<>();
        private int asked;
        private Mood mood = Mood.WELL;

        Receiver(boolean ill, boolean deduplicates) {
            this.ill = ill;
            this.deduplicates = deduplicates;
        }

        AttemptEnd handOver(Shipment shipment) {
            asked++;
            try {
                receive(shipment);
                return AttemptEnd.sent();
            } catch (IOException | ProblemException e) {
                return AttemptEnd.of(SinkFaults.of(e).problem());
            }
        }

        private void receive(Shipment shipment) throws IOException {
            switch (ill ? mood : Mood.WELL) {
                case ANSWERS_500 -> throw new ProblemException(Problem.DESTINATION_BUSY);
                case HANGS -> throw new SocketTimeoutException();
                case AWAY -> throw new ConnectException();
                case CUTS_THE_LINE -> {
                    takeSometimes(shipment);
                    throw new IOException();
                }
                case ANSWERS_LATE -> {
                    take(shipment);
                    throw new SocketTimeoutException();
                }
                case HUB_DIES -> {
                    takeSometimes(shipment);
                    throw new Killed();
                }
                default -> take(shipment);
            }
        }

        private void takeSometimes(Shipment shipment) {
            if (random.nextBoolean()) {
                take(shipment);
            }
        }

        private void take(Shipment shipment) {
            if (!shipments.add(shipment.id()) && deduplicates) {
                return;
            }
            for (Shipment.Item item : shipment.items()) {
                String event = item.event().path("id").asText();
                got.add(event);
                gotAt.putIfAbsent(event, rig.clock.instant());
            }
        }
    }

    @Test
    void everyEventArrivesInOrderAndNobodyElseIsDelayed(@TempDir Path home) throws Exception {
        rig = new DeliveryRig(home);
        rig.deployed("dedup", "once", "well");
        Map<DeliverySettings, Receiver> receivers = new LinkedHashMap<>();
        receivers.put(settings("dedup").batch(3).idempotent().made(), new Receiver(true, true));
        receivers.put(settings("once").made(), new Receiver(true, false));
        receivers.put(settings("well").made(), new Receiver(false, false));
        List<Receiver> all = List.copyOf(receivers.values());
        for (int step = 0; step < STEPS; step++) {
            Mood mood = DAY[step / 12];
            all.forEach(receiver -> receiver.mood = mood);
            if (step % 2 == 0) {
                record(receivers.keySet());
            }
            receivers.forEach(this::work);
            if (mood == Mood.WELL) {
                decide(all.get(1));
            }
            rig.clock.pass(STEP);
        }

        for (Receiver receiver : all) {
            assertThat(receiver.got)
                    .containsExactlyInAnyOrderElementsOf(
                            recorded.keySet().stream().map(UUID::toString).toList());
            assertInOrder(receiver.got);
        }
        recorded.forEach((event, at) ->
                assertThat(all.get(2).gotAt.get(event.toString())).isEqualTo(at));
        receivers.forEach((settings, receiver) -> assertThat(attempts(settings)).isEqualTo(receiver.asked));
        assertThat(all.get(0).asked)
                .as("a destination that is ill is not hammered")
                .isLessThan(150 + recorded.size());
        assertThat(rig.get(DestinationOperations.class).all())
                .allMatch(status -> status.waiting() + status.inAttempt() + status.unknown() + status.dead() == 0)
                .extracting(DestinationStatus::breaker)
                .containsOnly("closed");
        rig.close();
    }

    private void record(Set<DeliverySettings> destinations) {
        UUID event = rig.event("C" + random.nextInt(6));
        recorded.put(event, rig.clock.instant());
        destinations.forEach(
                one -> rig.get(DeliveryTable.class).write(one.destination(), List.of(event), one.filter()));
    }

    private void work(DeliverySettings settings, Receiver receiver) {
        boolean more = true;
        while (more) {
            try {
                more = rig.shipping(settings, receiver::handOver).next();
            } catch (Killed e) {
                rig.killAndStart();
                // one death a step is enough
                more = false;
            }
        }
    }

    /** An operator looks at what the destination has, and says so. */
    private void decide(Receiver receiver) {
        DestinationOperations desk = rig.get(DestinationOperations.class);
        for (Delivery unknown : desk.deliveries("once", "unknown", null, Long.MAX_VALUE, 100)) {
            desk.decide(unknown.id(), receiver.shipments.contains(unknown.shipmentId()), "ops");
        }
    }

    private void assertInOrder(List<String> events) {
        Map<String, Long> feed = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        Map<String, String> complaint = new HashMap<>();
        rig.jdbc()
                .sql("select uid, feed_no, complaint_id from event")
                .query((row, index) -> {
                    feed.put(row.getString(1), row.getLong(2));
                    return complaint.put(row.getString(1), row.getString(3));
                })
                .list();
        for (String event : events) {
            Long before = last.put(complaint.get(event), feed.get(event));
            assertThat(before == null || before < feed.get(event))
                    .as("order of one complaint")
                    .isTrue();
        }
    }

    private int attempts(DeliverySettings settings) {
        return rig.jdbc()
                .sql("select count(*) from delivery_attempt a join shipment s on s.id = a.shipment_id "
                        + "where s.destination = :destination and a.ended_at is not null")
                .param("destination", settings.destination())
                .query(Integer.class)
                .single();
    }
}
