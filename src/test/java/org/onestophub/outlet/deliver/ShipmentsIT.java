package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.outlet.deliver.DeliveryRig.itemsOf;
import static org.onestophub.outlet.deliver.DeliveryRig.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;

/** What sets out next, what becomes of it, and what is left when the hub dies, on a real database. */
class ShipmentsIT {

    private final DeliverySettings plain = settings("oa").made();

    private static DeliveryRig rig;

    @BeforeAll
    static void open(@TempDir Path home) throws Exception {
        rig = new DeliveryRig(home);
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @BeforeEach
    void begin() {
        rig.empty();
        rig.deployed("oa", "crm");
    }

    @Test
    void sameEventTakenOffTheQueueTwiceIsOneDelivery() {
        UUID event = rig.event("C1");
        UUID stranger = UUID.randomUUID();

        assertThat(write(plain, event, stranger)).containsExactly(stranger);
        assertThat(write(plain, event, stranger)).containsExactly(stranger);
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 waiting");
    }

    @Test
    void eventThatDoesNotPassTheFilterIsCountedAndNotDelivered() {
        EventFilter hotline = new EventFilter(Set.of(), Set.of("hotline"), Set.of(), Set.of(), Set.of(), Set.of());
        DeliverySettings filtered = settings("oa").filter(hotline).made();
        write(filtered, rig.event("C1"), rig.event("C2", "{\"channel\":\"hotline\"}"));

        assertThat(rig.deliveries("oa")).containsExactly("C1 1 filtered", "C2 1 waiting");
        assertThat(itemsOf(rig.claim(filtered).orElseThrow())).containsExactly("C2 2");
        assertThat(rig.claim(filtered)).isEmpty();
    }

    @Test
    void attemptIsInTheDatabaseBeforeItBeginsAndCompleteAfterIt() {
        rig.delivered(plain, "C1");
        ShipmentClaims.Claimed claimed = rig.claim(plain).orElseThrow();

        assertThat(attempts()).containsExactly("1 open");
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 attempt");

        rig.end(claimed, new AttemptEnd(null, "200", "taken\0", new byte[32]), plain);

        assertThat(attempts()).containsExactly("1 sent 200 taken\uFFFD");
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 sent");
        assertThat(rig.claim(plain)).isEmpty();
    }

    @Test
    void laterEventOfAComplaintWaitsForTheEarlierOneWhileOthersGo() {
        rig.delivered(plain, "C1");
        rig.delivered(plain, "C1");
        rig.delivered(plain, "C2");

        ShipmentClaims.Claimed first = rig.claim(plain).orElseThrow();
        ShipmentClaims.Claimed other = rig.claim(plain).orElseThrow();
        assertThat(itemsOf(first)).containsExactly("C1 1");
        assertThat(itemsOf(other)).containsExactly("C2 3");
        assertThat(rig.claim(plain)).isEmpty();

        rig.end(first, AttemptEnd.of(Problem.DESTINATION_BUSY), plain);
        rig.clock.pass(Duration.ofSeconds(3));
        ShipmentClaims.Claimed again = rig.claim(plain).orElseThrow();
        assertThat(again.shipment().id()).isEqualTo(first.shipment().id());
        assertThat(again.shipment().attempt()).isEqualTo(2);
        rig.end(again, AttemptEnd.sent(), plain);
        assertThat(itemsOf(rig.claim(plain).orElseThrow())).containsExactly("C1 2");
    }

    @Test
    void pauseThatADestinationAsksForHoldsForAllItsShipments() {
        rig.delivered(plain, "C1");
        rig.delivered(plain, "C2");
        AttemptEnd busy = new AttemptEnd(Problem.DESTINATION_BUSY, "429", "", null, Duration.ofMinutes(2));

        rig.end(rig.claim(plain).orElseThrow(), busy, plain);

        rig.clock.pass(Duration.ofSeconds(119));
        assertThat(rig.claim(plain)).isEmpty();
        rig.clock.pass(Duration.ofSeconds(1));
        assertThat(rig.claim(plain)).isPresent();
        assertThat(rig.claim(plain)).isPresent();
    }

    @Test
    void pauseOfADayIsCutToAnHourAndTheBreakerOpensBesideIt() {
        DeliverySettings one = settings("oa").breakerFailures(1).made();
        rig.delivered(one, "C1");

        rig.end(
                rig.claim(one).orElseThrow(),
                new AttemptEnd(Problem.DESTINATION_BUSY, "503", "", null, Duration.ofDays(1)),
                one);

        rig.clock.pass(Duration.ofMinutes(59));
        assertThat(rig.claim(one)).isEmpty();
        rig.clock.pass(Duration.ofMinutes(1));
        assertThat(rig.claim(one)).isPresent();
    }

    @Test
    void deadDeliveryKeepsNobodyBackAndAnUnknownOneKeepsItsComplaint() {
        rig.delivered(plain, "C1");
        rig.delivered(plain, "C1");
        rig.delivered(plain, "C1");

        rig.end(rig.claim(plain).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_REFUSED), plain);
        ShipmentClaims.Claimed second = rig.claim(plain).orElseThrow();
        rig.end(second, AttemptEnd.of(Problem.OUTCOME_UNKNOWN), plain);

        assertThat(rig.deliveries("oa")).containsExactly("C1 1 dead", "C1 2 unknown", "C1 3 waiting");
        assertThat(rig.claim(plain)).isEmpty();
        assertThat(rig.get(DestinationOperations.class).decide(rig.idOf("oa", 1), true, "ops"))
                .isOne();
        assertThat(itemsOf(rig.claim(plain).orElseThrow())).containsExactly("C1 3");
    }

    @Test
    void hubKilledInAnAttemptLeavesItUnknownAndAPersonDecides() {
        rig.delivered(plain, "C1");
        String id = rig.claim(plain).orElseThrow().shipment().id();

        rig.killAndStart();

        assertThat(rig.deliveries("oa")).containsExactly("C1 1 unknown");
        assertThat(attempts()).containsExactly("1 unknown DL-304");
        assertThat(rig.claim(plain)).isEmpty();
        rig.get(DestinationOperations.class).decide(rig.idOf("oa", 0), false, "ops");
        ShipmentClaims.Claimed again = rig.claim(plain).orElseThrow();
        assertThat(again.shipment().id()).isEqualTo(id);
        assertThat(again.shipment().attempt()).isEqualTo(2);
    }

    @Test
    void hubKilledInAnAttemptHandsTheSameBatchOverAgainWhereTheDestinationIsIdempotent() {
        DeliverySettings batches = settings("oa").batch(3).idempotent().made();
        rig.delivered(batches, "C1");
        rig.delivered(batches, "C2");
        rig.delivered(batches, "C1");
        ShipmentClaims.Claimed first = rig.claim(batches).orElseThrow();
        rig.delivered(batches, "C3");

        rig.killAndStart();
        ShipmentClaims.Claimed again = rig.claim(batches).orElseThrow();

        assertThat(itemsOf(again)).isEqualTo(itemsOf(first)).containsExactly("C1 1", "C2 2", "C1 3");
        assertThat(again.shipment().id()).isEqualTo(first.shipment().id());
        assertThat(again.shipment().items()).isEqualTo(first.shipment().items());
        rig.end(first, AttemptEnd.of(Problem.DESTINATION_REFUSED), batches);
        assertThat(rig.deliveries("oa"))
                .as("the word of the dead counts no more")
                .startsWith("C1 1 attempt");
    }

    @Test
    void leaseOfAHubThatStaysAwayRunsOut() {
        rig.delivered(plain, "C1");
        rig.claim(plain);
        rig.jdbc().sql("update shipment set lease_by = 'another hub'").update();

        rig.killAndStart();
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 attempt");
        rig.clock.pass(Duration.ofMinutes(4));
        rig.claim(plain);
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 unknown");
    }

    @Test
    void batchLeavesFullOrWhenItsOldestHasWaitedLongEnough() {
        DeliverySettings batches = settings("oa").batch(2).made();
        rig.delivered(batches, "C1");
        assertThat(rig.claim(batches)).isEmpty();

        rig.delivered(batches, "C2");
        assertThat(itemsOf(rig.claim(batches).orElseThrow())).containsExactly("C1 1", "C2 2");
        rig.delivered(batches, "C3");
        assertThat(rig.claim(batches)).isEmpty();
        rig.clock.pass(Duration.ofSeconds(10));
        assertThat(itemsOf(rig.claim(batches).orElseThrow())).containsExactly("C3 3");
    }

    @Test
    void badItemDoesNotTakeItsBatchAlongAndOrderHolds() {
        DeliverySettings batches = settings("oa").batch(3).made();
        rig.delivered(batches, "C1");
        rig.delivered(batches, "C2");
        rig.delivered(batches, "C1");
        rig.end(rig.claim(batches).orElseThrow(), AttemptEnd.of(Problem.OUTBOUND_FAILED), batches);

        ShipmentClaims.Claimed bad = rig.claim(batches).orElseThrow();
        assertThat(itemsOf(bad)).containsExactly("C1 1");
        ShipmentClaims.Claimed good = rig.claim(batches).orElseThrow();
        assertThat(itemsOf(good)).containsExactly("C2 2");
        assertThat(rig.claim(batches)).isEmpty();
        rig.end(bad, AttemptEnd.of(Problem.OUTBOUND_FAILED), batches);
        rig.end(good, AttemptEnd.sent(), batches);
        rig.end(rig.claim(batches).orElseThrow(), AttemptEnd.sent(), batches);

        assertThat(rig.deliveries("oa")).containsExactly("C1 1 dead", "C2 1 sent", "C1 2 sent");
        assertThat(rig.get(DestinationOperations.class)
                        .delivery(rig.idOf("oa", 0))
                        .orElseThrow()
                        .attempts())
                .extracting(attempt -> attempt.items() + " " + attempt.outcome())
                .containsExactly("3 refused", "1 refused");
    }

    @Test
    void faultOfTheHubIsTriedAFewTimesAndGivingUpIsByNumberOrAge() {
        rig.delivered(plain, "C1");
        DeliverySettings twice = settings("crm").maxAttempts(2).made();
        rig.delivered(twice, "C9");
        for (int attempt = 1; attempt <= 3; attempt++) {
            rig.end(rig.claim(plain).orElseThrow(), AttemptEnd.of(Problem.DELIVER_FAULT), plain);
            rig.clock.pass(Duration.ofMinutes(15));
        }
        for (int attempt = 1; attempt <= 2; attempt++) {
            rig.end(rig.claim(twice).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_UNREACHABLE), twice);
            rig.clock.pass(Duration.ofMinutes(15));
        }
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 dead");
        assertThat(rig.deliveries("crm")).containsExactly("C9 1 dead");

        rig.delivered(plain, "C2");
        rig.end(rig.claim(plain).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_BUSY), plain);
        rig.clock.pass(Duration.ofHours(72));
        rig.end(rig.claim(plain).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_BUSY), plain);
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 dead", "C2 1 dead");
    }

    @Test
    void breakerLetsExactlyOneTryAndItsStateOutlivesTheHub() {
        DeliverySettings tender = settings("oa").breakerFailures(2).made();
        for (int complaint = 1; complaint <= 4; complaint++) {
            rig.delivered(tender, "C" + complaint);
        }
        rig.end(rig.claim(tender).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_UNREACHABLE), tender);
        rig.end(rig.claim(tender).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_UNREACHABLE), tender);
        assertThat(rig.claim(tender)).isEmpty();

        rig.killAndStart();
        rig.clock.pass(Duration.ofSeconds(29));
        assertThat(rig.claim(tender)).isEmpty();
        rig.clock.pass(Duration.ofSeconds(1));
        ShipmentClaims.Claimed probe = rig.claim(tender).orElseThrow();
        assertThat(rig.claim(tender)).isEmpty();
        rig.end(probe, AttemptEnd.of(Problem.DESTINATION_BUSY), tender);
        rig.clock.pass(Duration.ofSeconds(59));
        assertThat(rig.claim(tender)).isEmpty();
        rig.clock.pass(Duration.ofSeconds(1));
        rig.end(rig.claim(tender).orElseThrow(), AttemptEnd.sent(), tender);

        assertThat(rig.claim(tender)).isPresent();
        assertThat(rig.claim(tender)).isPresent();
    }

    @Test
    void probeThatDiesWithItsHubDoesNotKeepTheBreakerHalfOpenForEver() {
        DeliverySettings tender = settings("oa").breakerFailures(1).idempotent().made();
        rig.delivered(tender, "C1");
        rig.end(rig.claim(tender).orElseThrow(), AttemptEnd.of(Problem.DESTINATION_UNREACHABLE), tender);
        rig.clock.pass(Duration.ofSeconds(30));
        rig.claim(tender).orElseThrow();

        rig.killAndStart();

        assertThat(rig.claim(tender)).isPresent();
    }

    @Test
    void pausedDestinationGetsNothingUntilItIsResumedAndARateIsKept() {
        DeliverySettings slow = settings("oa").ratePerMinute(6).made();
        rig.delivered(slow, "C1");
        rig.delivered(slow, "C2");
        DestinationOperations desk = rig.get(DestinationOperations.class);
        desk.pause("oa", "ops");
        assertThat(rig.claim(slow)).isEmpty();
        assertThat(desk.named("oa").orElseThrow())
                .returns("paused", status -> status.state())
                .returns("ops", status -> status.reason())
                .returns(2L, status -> status.waiting());
        desk.resume("oa", "ops");

        assertThat(rig.claim(slow)).isPresent();
        assertThat(rig.claim(slow)).isEmpty();
        rig.clock.pass(Duration.ofSeconds(10));
        assertThat(rig.claim(slow)).isPresent();
    }

    @Test
    void workersOfOneDestinationNeverHoldOneComplaintTwice() throws Exception {
        for (int event = 0; event < 60; event++) {
            rig.delivered(plain, "C" + event % 7);
        }
        Set<String> held = ConcurrentHashMap.newKeySet();
        AtomicInteger together = new AtomicInteger();
        List<String> order = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> workers = new ArrayList<>();
        for (int worker = 0; worker < 4; worker++) {
            workers.add(new Thread(() -> {
                ShippingWorker shipping = rig.shipping(plain, shipment -> {
                    String complaint =
                            shipment.items().get(0).event().path("subject").asText();
                    together.addAndGet(held.add(complaint) ? 0 : 1);
                    order.add(itemsOf(shipment).get(0));
                    held.remove(complaint);
                    return AttemptEnd.sent();
                });
                while (rig.jdbc()
                        .sql("select exists (select from delivery where state = 'waiting')")
                        .query(Boolean.class)
                        .single()) {
                    shipping.next();
                }
            }));
        }
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join();
        }

        assertThat(together).hasValue(0);
        assertThat(order).hasSize(60).doesNotHaveDuplicates();
        for (int complaint = 0; complaint < 7; complaint++) {
            String number = "C" + complaint + " ";
            assertThat(order.stream()
                            .filter(item -> item.startsWith(number))
                            .map(item -> Integer.parseInt(item.substring(number.length())))
                            .toList())
                    .isSorted();
        }
    }

    private Set<UUID> write(DeliverySettings settings, UUID... events) {
        return rig.get(DeliveryTable.class).write(settings.destination(), List.of(events), settings.filter());
    }

    private List<String> attempts() {
        return rig.jdbc()
                .sql(
                        "select trim(no || ' ' || coalesce(outcome, 'open') || ' ' || coalesce(code, '') "
                                + "|| coalesce(response_status || ' ' || response, '')) from delivery_attempt order by shipment_id, no")
                .query(String.class)
                .list();
    }
}
