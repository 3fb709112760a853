package org.onestophub.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.contract.Mappings;
import org.onestophub.complaint.contract.operations.Quarantine;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.intake.receive.Intake;
import org.onestophub.pipeline.quarantine.QuarantineStep;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.CaseRig;

/** Inputs whose mapping sends them to a lane of their own, also while that is being changed. */
class LaneIT {

    @TempDir
    private Path home;

    private final Map<String, String> lanes = new ConcurrentHashMap<>();
    private CaseRig rig;

    @BeforeEach
    void start() {
        rig = new CaseRig(
                home,
                slice -> slice.with(Mappings.class, new Lanes())
                        .rooms("platform.ledger.WorkTable", "pipeline.quarantine.QuarantineStep"));
        lanes.putAll(Map.of("email", "complaint", "letter", "slow", "letter-pages", "pages"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void letterIsKeptClaimedAndRecordedInItsLane() {
        keep("letter", "a");
        assertThat(claim("complaint")).isEmpty();

        Walk walk = claim("slow").get(0);
        rig.record(walk.receipt(), CaseRig.thing("a", CaseRig.document("words")));

        assertThat(rig.endOf(walk.receipt())).isEqualTo("done new-case");
        assertThat(work()).isEmpty();
    }

    @Test
    void workFromBeforeItsMappingNamedALaneIsHandedOverAndOthersAreGivenAtOnce() {
        lanes.put("letter", "complaint");
        keep("letter", "a");
        keep("letter", "b");
        keep("letter-pages", "c");
        rig.jdbc().sql("update work set lane = 'complaint'").update();
        keep("email", "d");
        lanes.put("letter", "slow");

        assertThat(claim("complaint"))
                .extracting(walk -> walk.receipt().mapping())
                .containsExactly("email");

        assertThat(work())
                .containsExactly("slow letter 0", "slow letter 0", "slow letter-pages 0", "complaint email 1");
        assertThat(claim("slow"))
                .extracting(walk -> walk.receipt().sourceKey())
                .as("what came first")
                .containsExactly("a");
    }

    @Test
    void workOfALaneThatItsMappingLeftIsStillServedThere() {
        keep("letter", "a");
        lanes.put("letter", "complaint");

        Walk walk = claim("slow").get(0);
        rig.record(walk.receipt(), CaseRig.thing("a", CaseRig.document("words")));

        assertThat(work()).isEmpty();
    }

    @Test
    void workWhoseMappingIsGoneIsWalkedWhereItIsSoThatSomebodyHearsOfIt() {
        lanes.put("fax", "complaint");
        keep("fax", "a");
        lanes.remove("fax");

        assertThat(claim("complaint")).hasSize(1);
    }

    @Test
    void walkThatFailsIsTriedAgainHeldAndReplayedInTheLaneOfItsMapping() {
        keep("letter", "a");
        Walk walk = claim("slow").get(0);

        fail(walk, new IllegalStateException("a fault"));
        assertThat(work()).containsExactly("slow letter 1");
        assertThat(rig.jdbc()
                        .sql("select lease_until is null and due_at > now() from work")
                        .query(Boolean.class)
                        .single())
                .isTrue();

        fail(walk, new ProblemException(Problem.CORRUPT, "end"));
        assertThat(work()).isEmpty();
        assertThat(rig.endOf(walk.receipt())).isEqualTo("parked parked");

        lanes.put("letter", "bulk");
        rig.get(Quarantine.class)
                .replay(rig.jdbc().sql("select id from held").query(Long.class).single(), "test");
        assertThat(work()).containsExactly("bulk letter 0");
    }

    private void keep(String mapping, String key) {
        rig.get(Intake.class)
                .keep(
                        new Inbound(
                                Content.of(key.getBytes(StandardCharsets.UTF_8)),
                                List.of(key),
                                Map.of(),
                                Inbound.SameKey.KEEP_BOTH),
                        "test",
                        mapping);
    }

    private List<Walk> claim(String lane) {
        List<Walk> walks = new ArrayList<>();
        rig.get(WorkTable.class).claimWalks(lane, 1).forEach(walks::add);
        return walks;
    }

    private void fail(Walk walk, Exception fault) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setBody(walk);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, fault);
        rig.get(QuarantineStep.class).hold(exchange);
    }

    /** Lane, mapping and attempts of all that waits, in the order in which it came. */
    private List<String> work() {
        return rig.jdbc()
                .sql("select concat_ws(' ', w.lane, r.mapping, w.attempts) from work w join receipt r on r.id = w.ref "
                        + "order by w.id")
                .query(String.class)
                .list();
    }

    private final class Lanes implements Mappings {
        @Override
        public Mapping named(String name) {
            if (!lanes.containsKey(name)) {
                throw new ProblemException(Problem.MAPPING_UNKNOWN, name);
            }
            return new Mapping(
                    name, Path.of("."), "json", JsonNodeFactory.instance.objectNode(), name + ".jslt", lanes.get(name));
        }

        @Override
        public Collection<Mapping> all() {
            return List.of();
        }
    }
}
