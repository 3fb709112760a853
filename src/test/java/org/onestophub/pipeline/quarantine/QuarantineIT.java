package org.onestophub.pipeline.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.broken;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.camel.Handler;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.record.RecordStep;
import org.onestophub.platform.ledger.LedgerComponent;
import org.onestophub.platform.ledger.SoundWalks;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;

/** Every way into quarantine and out of it, through the real flow; the rooms before RECORD do as the test sets them. */
class QuarantineIT {

    @TempDir
    Path home;

    private final Room read = new Room("read");
    private final Room map = new Room("map");
    private final Room check = new Room("check");
    private final ListRoom enrich = new ListRoom();
    private CaseRig rig;
    private DefaultCamelContext camel;

    /** A room that does what it is set to. */
    public static final class Room {
        private final String name;
        private volatile UnaryOperator<Walk> work = walk -> walk;

        Room(String name) {
            this.name = name;
        }

        /** Called by the flow. */
        @Handler
        public Walk walk(Walk walk) {
            return walk.in(name, work);
        }
    }

    /** ENRICH, which takes lists. */
    public static final class ListRoom {
        private volatile UnaryOperator<Walk> work = walk -> walk;

        /** Called by the flow. */
        @Handler
        public List<Walk> walk(List<Walk> walks) {
            return walks.stream().map(walk -> walk.in("enrich", work)).toList();
        }
    }

    @BeforeEach
    void startTheFlow() throws Exception {
        rig = new CaseRig(
                home,
                "platform.ledger.WorkTable",
                "platform.ledger.LedgerComponent",
                "platform.ledger.SoundWalks",
                "pipeline.quarantine.QuarantineStep");
        read.work = walk -> walk.with(List.of(thing(walk.receipt().sourceKey(), document("words"))), Map.of());
        camel = new DefaultCamelContext();
        camel.addComponent("ledger", rig.get(LedgerComponent.class));
        Map.of("read", read, "map", map, "check", check).forEach(camel.getRegistry()::bind);
        camel.getRegistry().bind("enrich", enrich);
        camel.getRegistry().bind("soundWalks", rig.get(SoundWalks.class));
        camel.getRegistry().bind("record", rig.get(RecordStep.class));
        camel.getRegistry().bind("quarantine", rig.get(QuarantineStep.class));
        camel.getPropertiesComponent().addInitialProperty("hub.ledger.complaint-workers", "2");
        camel.getPropertiesComponent().addInitialProperty("hub.ledger.slow-workers", "1");
        for (String file : List.of("shared-errors", "flow-complaint")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/" + file + ".yaml"));
        }
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        rig.close();
    }

    @Test
    void faultOfReadParksTheReceiptAndOthersGoOn() {
        UnaryOperator<Walk> good = read.work;
        read.work = walk -> {
            if (walk.receipt().sourceKey().endsWith("-0")) {
                throw new ProblemException(Problem.CORRUPT, "end");
            }
            return good.apply(walk);
        };
        Receipt bad = rig.receipt();
        Receipt sound = rig.receipt();

        assertThat(ended(bad)).isEqualTo("parked parked");
        assertThat(ended(sound)).isEqualTo("done new-case");
        assertThat(held()).containsExactly("-1 read RD-103 end");
        assertThat(rig.count("work")).isZero();
    }

    @Test
    void replayAfterTheMappingWasMendedMakesTheCase() {
        map.work = walk -> walk.mapSound(one -> one.stopped(Problem.MAPPING_FAILED, ""));
        Receipt receipt = rig.receipt();
        assertThat(ended(receipt)).isEqualTo("parked parked");
        assertThat(held()).containsExactly("0 map MP-201");

        map.work = walk -> walk;
        rig.get(Quarantine.class).replay(heldId(), "test");

        await().until(() -> "done new-case".equals(rig.endOf(receipt)));
        assertThat(held()).isEmpty();
        assertThat(rig.jdbc()
                        .sql("select release || ' ' || released_by from held")
                        .query(String.class)
                        .list())
                .containsExactly("replayed test");
    }

    @Test
    void replayThatFailsAgainIsHeldAgain() {
        check.work = walk -> walk.with(List.of(broken("b")), Map.of());
        Receipt receipt = rig.receipt();
        ended(receipt);
        rig.get(Quarantine.class).replay(heldId(), "test");

        await().until(() -> rig.count("held") == 2);
        assertThat(held()).containsExactly("0 check CK-102 /sentAt");
        assertThat(rig.endOf(receipt)).isEqualTo("parked parked");
    }

    @Test
    void replayOfOnePartReleasesThatPartAndOthersOnlyWhenTheyPass() {
        check.work = walk -> walk.with(List.of(broken("a"), broken("b"), broken("c")), Map.of());
        Receipt receipt = rig.receipt();
        ended(receipt);
        List<Long> before = openIds();

        check.work = walk -> walk.with(List.of(thing("a", document("words")), broken("b"), broken("c")), Map.of());
        rig.get(Quarantine.class).replay(before.get(0), "test");
        await().until(() -> rig.count("complaint") == 1);
        await().until(() -> rig.endOf(receipt).equals("parked parked"));

        assertThat(openIds()).as("the others were never released").containsExactlyElementsOf(before.subList(1, 3));

        check.work = walk -> walk.with(
                List.of(
                        thing("a", document("words")),
                        thing("b", document("other words")),
                        thing("c", document("still others"))),
                Map.of());
        rig.get(Quarantine.class).replay(before.get(2), "somebody");
        await().until(() -> "done new-case".equals(rig.endOf(receipt)));

        assertThat(openIds()).isEmpty();
        assertThat(rig.jdbc()
                        .sql(
                                "select item || ' ' || release || ' ' || coalesce(released_by, 'nobody') from held order by id")
                        .query(String.class)
                        .list())
                .containsExactly("0 replayed test", "1 replayed nobody", "2 replayed somebody");
    }

    @Test
    void replayOfAPartReleasesTheReceiptAsAWholeToo() {
        check.work = walk -> walk.with(List.of(broken("a")), Map.of());
        Receipt receipt = rig.receipt();
        ended(receipt);
        long part = heldId();
        rig.jdbc()
                .sql("insert into held (receipt_id, item, channel, room, code, held_at)"
                        + " values (:id, -1, 'test', 'read', 'RD-901', now())")
                .param("id", receipt.id())
                .update();

        check.work = walk -> walk;
        rig.get(Quarantine.class).replay(part, "test");
        await().until(() -> "done new-case".equals(rig.endOf(receipt)));

        assertThat(openIds()).isEmpty();
    }

    private List<Long> openIds() {
        return rig.jdbc()
                .sql("select id from held where released_at is null order by item")
                .query(Long.class)
                .list();
    }

    @Test
    void allWithOneCodeAreReplayedTogether() {
        check.work = walk -> {
            throw new ProblemException(Problem.MAPPING_INVALID);
        };
        List<Receipt> receipts = List.of(rig.receipt(), rig.receipt(), rig.receipt());
        receipts.forEach(this::ended);
        check.work = walk -> walk;

        assertThat(rig.get(Quarantine.class).replayAll("CH-203", "other", 10, "test"))
                .isZero();
        assertThat(rig.get(Quarantine.class).replayAll("CH-203", "", 2, "test")).isEqualTo(2);
        assertThat(rig.get(Quarantine.class).replayAll("CH-203", "test", 10, "test"))
                .isOne();
        receipts.forEach(receipt -> await().until(() -> "done new-case".equals(rig.endOf(receipt))));
    }

    @Test
    void discardedInputIsRefusedAndCannotBeReplayed() {
        read.work = walk -> {
            throw new ProblemException(Problem.EMPTY);
        };
        Receipt receipt = rig.receipt();
        ended(receipt);
        long id = heldId();
        rig.get(Quarantine.class).discard(id, "advertising", "test");

        assertThat(rig.endOf(receipt)).isEqualTo("refused refused");
        assertThat(held()).isEmpty();
        assertThatThrownBy(() -> rig.get(Quarantine.class).replay(id, "test")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> rig.get(Quarantine.class).discard(id, "again", "test"))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void faultNobodyForesawIsTriedThreeTimesThenHeldWithCodeNine() {
        AtomicInteger tries = new AtomicInteger();
        read.work = walk -> {
            tries.incrementAndGet();
            throw new IllegalStateException("a fault of ours");
        };
        Receipt receipt = rig.receipt();

        assertThat(endedWhileTimePasses(receipt)).isEqualTo("parked parked");
        assertThat(tries).hasValue(3);
        assertThat(held()).containsExactly("-1 read RD-901");
    }

    @Test
    void faultOfLaterRoomIsHeldUnderThatRoom() {
        enrich.work = walk -> {
            throw new IllegalStateException("a fault of ours");
        };

        assertThat(endedWhileTimePasses(rig.receipt())).isEqualTo("parked parked");
        assertThat(held()).containsExactly("-1 enrich EN-901");
    }

    @Test
    void errorOfTheMachineIsHeldTooAndTheWorkerLives() {
        read.work = walk -> {
            throw new StackOverflowError();
        };
        assertThat(endedWhileTimePasses(rig.receipt())).isEqualTo("parked parked");
    }

    @Test
    void problemThatPassesIsTriedAsOftenAsItTakes() {
        AtomicInteger tries = new AtomicInteger();
        enrich.work = walk -> {
            if (tries.incrementAndGet() < 6) {
                throw new ProblemException(Problem.RECORD_UNAVAILABLE);
            }
            return walk;
        };

        assertThat(endedWhileTimePasses(rig.receipt())).isEqualTo("done new-case");
        assertThat(tries).hasValue(6);
        assertThat(rig.count("held")).isZero();
    }

    private String ended(Receipt receipt) {
        await().until(() -> !rig.endOf(receipt).startsWith("kept"));
        return rig.endOf(receipt);
    }

    /** Pauses between attempts are over at once. */
    private String endedWhileTimePasses(Receipt receipt) {
        await().until(() -> {
            rig.jdbc()
                    .sql("update work set due_at = now() - interval '1 second' where lease_until is null")
                    .update();
            return !rig.endOf(receipt).startsWith("kept");
        });
        return rig.endOf(receipt);
    }

    private List<String> held() {
        return rig.jdbc()
                .sql("select concat_ws(' ', item, room, code, nullif(field, '')) from held where released_at is null "
                        + "order by id")
                .query(String.class)
                .list();
    }

    private long heldId() {
        return rig.jdbc()
                .sql("select id from held where released_at is null")
                .query(Long.class)
                .single();
    }
}
