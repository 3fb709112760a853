package org.onestophub.outlet.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.onestophub.outlet.deliver.DeliveryRig.itemsOf;
import static org.onestophub.outlet.deliver.DeliveryRig.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.Delivery;
import org.onestophub.complaint.contract.operations.DecisionOrder;
import org.onestophub.complaint.contract.operations.DestinationStatus;
import org.onestophub.complaint.contract.operations.ResendOrder;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.transaction.support.TransactionTemplate;

/** What operators see and do, on a real database. */
class DestinationOperationsIT {

    private static DeliveryRig rig;

    private final DeliverySettings oa = settings("oa").made();
    private final DeliverySettings crm = settings("crm").made();
    private DestinationOperations desk;

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
        desk = rig.get(DestinationOperations.class);
    }

    @Test
    void resendGoesToTheChosenDestinationOnlyAndHistoryStays() {
        rig.delivered(oa, "C1");
        end(oa, AttemptEnd.of(Problem.DESTINATION_REFUSED));
        long dead = rig.idOf("oa", 0);

        long elsewhere = desk.resend(dead, "crm", "ops");
        assertThat(rig.deliveries("crm")).containsExactly("C1 1 waiting");
        assertThat(rig.deliveries("oa")).as("still dead where it is").containsExactly("C1 1 dead");
        assertThat(desk.delivery(elsewhere).orElseThrow().delivery())
                .returns("ops", Delivery::decidedBy)
                .returns(0, Delivery::resend);

        long again = desk.resend(dead, "oa", "ops");
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 resent", "C1 1 waiting");
        assertThat(desk.delivery(again).orElseThrow().delivery().resend()).isOne();
        assertProblem(Problem.REQUEST_INVALID, () -> desk.resend(dead, "oa", "ops"));
        end(oa, AttemptEnd.sent());
        assertThat(desk.delivery(dead).orElseThrow().attempts()).hasSize(1);
        assertThat(desk.delivery(again).orElseThrow().attempts())
                .singleElement()
                .returns("sent", attempt -> attempt.outcome());
    }

    @Test
    void manyAreSentAgainByNumberTimeOrCodeInTheOrderOfTheFeed() {
        Instant begin = rig.clock.instant();
        rig.delivered(oa, "C1");
        rig.clock.pass(Duration.ofHours(1));
        rig.delivered(oa, "C2");
        rig.delivered(oa, "C1");
        for (int i = 0; i < 3; i++) {
            end(oa, i == 1 ? AttemptEnd.of(Problem.OUTBOUND_FAILED) : AttemptEnd.sent());
        }
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 sent", "C2 1 dead", "C1 2 sent");

        assertThat(desk.resendAll(order(List.of("C1"), null, null, null, null), "crm", "ops"))
                .isEqualTo(2);
        assertThat(desk.resendAll(order(null, begin, begin.plusSeconds(1), null, null), "crm", "ops"))
                .as("on its way already")
                .isZero();
        assertThat(desk.resendAll(order(null, null, null, "DL-201", "oa"), "crm", "ops"))
                .isOne();
        assertThat(rig.deliveries("crm")).containsExactly("C1 1 waiting", "C1 2 waiting", "C2 1 waiting");
        assertThat(desk.resendAll(order(null, null, null, "DL-201", null), "oa", "ops"))
                .isOne();
        assertThat(desk.resendAll(order(null, null, null, "DL-201", null), "oa", "ops"))
                .isZero();
        assertThat(rig.deliveries("oa")).endsWith("C1 2 sent", "C2 1 waiting").contains("C2 1 resent");
        assertThat(desk.resendAll(new ResendOrder(null, begin, null, null, null, 1), "oa", "ops"))
                .isOne();
        assertThat(rig.deliveries("oa")).endsWith("C1 1 waiting");
    }

    @Test
    void whatTheFilterKeptBackGoesOnlyIfItIsNamed() {
        Instant begin = rig.clock.instant();
        EventFilter hotline = new EventFilter(Set.of(), Set.of("hotline"), Set.of(), Set.of(), Set.of(), Set.of());
        rig.delivered(settings("oa").filter(hotline).made(), "C1");
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 filtered");

        assertThat(desk.resendAll(order(null, begin, begin.plusSeconds(1), null, null), "oa", "ops"))
                .isZero();
        assertThat(desk.resendAll(order(List.of("C1"), null, null, null, null), "oa", "ops"))
                .isOne();
    }

    @Test
    void unknownShipmentIsSettledAsAWhole() {
        DeliverySettings batches = settings("oa").batch(2).made();
        rig.delivered(batches, "C1");
        rig.delivered(batches, "C2");
        end(batches, AttemptEnd.of(Problem.OUTCOME_UNKNOWN));
        assertThat(desk.named("oa").orElseThrow()).returns(2L, DestinationStatus::unknown);

        assertThat(desk.decide(rig.idOf("oa", 1), true, "ops")).isEqualTo(2);
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 sent", "C2 1 sent");
        assertThat(desk.named("oa").orElseThrow()).returns(2L, DestinationStatus::sentToday);
        assertProblem(Problem.NOT_FOUND, () -> desk.decide(rig.idOf("oa", 1), true, "ops"));
    }

    @Test
    void manyUnknownOnesAreDecidedTogetherByNumberTimeAndLimit() {
        for (String complaint : List.of("C1", "C2", "C3", "C4", "C5")) {
            rig.delivered(oa, complaint);
            end(oa, AttemptEnd.of(Problem.OUTCOME_UNKNOWN));
            rig.clock.pass(Duration.ofMinutes(10));
        }
        Instant night = rig.clock.instant();
        rig.delivered(oa, "C1");
        rig.delivered(oa, "C6");
        assertThat(rig.deliveries("oa")).containsOnlyOnce("C1 1 unknown", "C5 1 unknown");
        // of the sixth complaint nothing is unknown, so it goes; the first one's second event waits
        end(oa, AttemptEnd.sent());
        assertThat(rig.deliveries("oa")).endsWith("C1 2 waiting", "C6 1 sent");

        assertThat(desk.decideAll("oa", new DecisionOrder(true, List.of("C2", "C6"), null, null, 10), "ops"))
                .isOne();
        assertThat(desk.decideAll(
                        "oa", new DecisionOrder(true, null, night.minus(Duration.ofMinutes(11)), night, 10), "ops"))
                .isOne();
        assertThat(desk.decideAll("oa", new DecisionOrder(false, null, null, null, 1), "ops"))
                .isOne();
        assertThat(rig.deliveries("oa"))
                .containsExactly(
                        "C1 1 waiting",
                        "C2 1 sent",
                        "C3 1 unknown",
                        "C4 1 unknown",
                        "C5 1 sent",
                        "C1 2 waiting",
                        "C6 1 sent");
        assertThat(desk.decideAll("oa", new DecisionOrder(true, List.of(), null, null, 100), "ops"))
                .isEqualTo(2);
        assertThat(desk.decideAll("oa", new DecisionOrder(true, null, null, null, 100), "ops"))
                .isZero();
        assertThat(desk.delivery(rig.idOf("oa", 2)).orElseThrow().delivery()).returns("ops", Delivery::decidedBy);
        assertProblem(
                Problem.NOT_FOUND,
                () -> desk.decideAll("nowhere", new DecisionOrder(true, null, null, null, 1), "ops"));
    }

    @Test
    void deadDeliveryIsDiscardedWithAReason() {
        rig.delivered(oa, "C1");
        assertProblem(Problem.NOT_FOUND, () -> desk.discard(rig.idOf("oa", 0), "no", "ops"));
        end(oa, AttemptEnd.of(Problem.DESTINATION_REFUSED));
        desk.discard(rig.idOf("oa", 0), "entered by hand", "ops");

        assertThat(desk.delivery(rig.idOf("oa", 0)).orElseThrow().delivery())
                .returns("discarded", Delivery::state)
                .returns("entered by hand", Delivery::reason)
                .returns("DL-101", Delivery::code);
        assertThat(desk.named("oa").orElseThrow()).returns(0L, DestinationStatus::dead);
    }

    @Test
    void discardWaitsForAChangeOfTheDestinationThatIsUnderWay() throws Exception {
        rig.delivered(oa, "C1");
        end(oa, AttemptEnd.of(Problem.DESTINATION_REFUSED));
        long dead = rig.idOf("oa", 0);
        CompletableFuture<Void> discarding = rig.get(TransactionTemplate.class).execute(status -> {
            rig.get(DestinationTable.class).lock("oa");
            CompletableFuture<Void> started = CompletableFuture.runAsync(() -> desk.discard(dead, "by hand", "ops"));
            await().atMost(Duration.ofSeconds(60)).until(DestinationOperationsIT::isSomebodyWaitingForALock);
            // what a resend does that came first
            rig.jdbc()
                    .sql("update delivery set state = 'resent' where id = :id")
                    .param("id", dead)
                    .update();
            return started;
        });

        assertThatThrownBy(() -> discarding.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(ProblemException.class);
        assertThat(rig.deliveries("oa")).containsExactly("C1 1 resent");
    }

    private static boolean isSomebodyWaitingForALock() {
        return rig.jdbc()
                .sql("select exists (select from pg_locks where not granted)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void statusTellsWhatWaitsAndWhenItIsTriedNext() {
        rig.delivered(oa, "C1");
        rig.clock.pass(Duration.ofSeconds(5));
        rig.delivered(oa, "C2");
        end(oa, AttemptEnd.of(Problem.DESTINATION_BUSY));
        DestinationStatus status = desk.named("oa").orElseThrow();

        assertThat(status)
                .returns("running", DestinationStatus::state)
                .returns(2L, DestinationStatus::waiting)
                .returns(1, DestinationStatus::failuresInRow)
                .returns("DL-303", DestinationStatus::lastErrorCode)
                .returns(rig.clock.instant().minusSeconds(5), DestinationStatus::oldestWaitingSince);
        assertThat(status.nextRetryAt())
                .isBetween(rig.clock.instant(), rig.clock.instant().plusSeconds(2));
        assertThat(desk.all()).extracting(DestinationStatus::name).containsExactly("crm", "oa");
    }

    @Test
    void listIsNewestFirstByStateAndComplaint() {
        for (String complaint : List.of("C1", "C2", "C1")) {
            rig.delivered(oa, complaint);
        }
        end(oa, AttemptEnd.sent());

        assertThat(desk.deliveries("oa", null, null, Long.MAX_VALUE, 10))
                .extracting(Delivery::id)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder())
                .hasSize(3);
        assertThat(desk.deliveries("oa", "sent", null, Long.MAX_VALUE, 10)).hasSize(1);
        assertThat(desk.deliveries("oa", null, "C1", Long.MAX_VALUE, 10)).hasSize(2);
        assertThat(desk.deliveries("oa", null, null, rig.idOf("oa", 1), 10))
                .extracting(Delivery::id)
                .containsExactly(rig.idOf("oa", 0));
    }

    @Test
    void resumeMakesAnOpenBreakerTryAtOnce() {
        DeliverySettings tender = settings("crm").breakerFailures(1).made();
        rig.delivered(tender, "C1");
        rig.delivered(tender, "C2");
        end(tender, AttemptEnd.of(Problem.DESTINATION_UNREACHABLE));
        assertThat(rig.claim(tender)).isEmpty();
        desk.resume("crm", "ops");

        assertThat(itemsOf(rig.claim(tender).orElseThrow())).hasSize(1);
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        assertProblem(Problem.NOT_FOUND, () -> desk.pause("nobody", "ops"));
        assertProblem(Problem.NOT_FOUND, () -> desk.resend(9_999, "oa", "ops"));
        assertProblem(Problem.NOT_FOUND, () -> desk.deliveries("nobody", null, null, 1, 1));
        assertProblem(Problem.REQUEST_INVALID, () -> desk.resendAll(order(null, null, null, null, "crm"), "oa", "ops"));
        assertThat(desk.named("nobody")).isEmpty();
        assertThat(desk.delivery(9_999)).isEmpty();
    }

    private static ResendOrder order(List<String> complaints, Instant from, Instant to, String code, String source) {
        return new ResendOrder(complaints, from, to, code, source, 100);
    }

    private static void end(DeliverySettings settings, AttemptEnd ending) {
        rig.end(rig.claim(settings).orElseThrow(), ending, settings);
    }

    private static void assertProblem(Problem problem, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(problem));
    }
}
