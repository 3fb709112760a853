package org.onestophub.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.CaseRig;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Workers that claim and end work at the same moment: a worker that asks for one gets one, and nothing is leased to nobody. */
class ClaimIT {

    private static final int WORKERS = 4;
    private static final int WORK = 3_000;

    @TempDir
    private Path home;

    private CaseRig rig;

    @BeforeEach
    void start() {
        rig = new CaseRig(home, "platform.ledger.WorkTable");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void claimTakesNoMoreThanItGives() throws Exception {
        JdbcClient jdbc = rig.jdbc();
        // the statistics of a hub that keeps up: hardly anything waits, and PostgreSQL plans for that
        jdbc.sql("insert into work (lane, ref, due_at) values ('context', 0, now())")
                .update();
        jdbc.sql("analyze work").update();
        jdbc.sql("delete from work").update();
        WorkTable work = rig.get(WorkTable.class);
        Set<Object> claimed = ConcurrentHashMap.newKeySet();
        AtomicInteger tooMany = new AtomicInteger();
        CountDownLatch fed = new CountDownLatch(1);

        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            workers.add(new Thread(() -> {
                boolean last = false;
                while (!last) {
                    // what was there before the last look is found by it
                    last = fed.getCount() == 0;
                    for (List<?> one = work.claim("context", 1); !one.isEmpty(); one = work.claim("context", 1)) {
                        tooMany.addAndGet(one.size() - 1);
                        claimed.add(one.get(0));
                        jdbc.sql("delete from work where lane = 'context' and ref = :ref")
                                .param("ref", one.get(0))
                                .update();
                        last = false;
                    }
                }
            }));
        }
        workers.forEach(Thread::start);
        for (int ref = 1; ref <= WORK; ref++) {
            jdbc.sql("insert into work (lane, ref, due_at) values ('context', :ref, now() - interval '1 hour')")
                    .param("ref", ref)
                    .update();
        }
        fed.countDown();
        for (Thread worker : workers) {
            worker.join();
        }

        assertThat(tooMany).as("work leased beyond what was asked for").hasValue(0);
        assertThat(jdbc.sql("select count(*) from work").query(Long.class).single())
                .isZero();
        assertThat(claimed).hasSize(WORK);
    }

    @Test
    void claimReadsPastNothingThatWaitsInAnotherLane() {
        JdbcClient jdbc = rig.jdbc();
        jdbc.sql(
                        "insert into work (lane, ref, due_at) select 'complaint', n, now() from generate_series(1, 20000) as n")
                .update();
        jdbc.sql("insert into work (lane, ref, due_at) values ('context', 1, now() - interval '1 second')")
                .update();
        jdbc.sql("analyze work").update();

        List<String> plan = jdbc.sql("explain (analyze, timing off) " + WorkTable.CLAIM.formatted(1))
                .param("until", Timestamp.from(Instant.now().plusSeconds(60)))
                .param("now", Timestamp.from(Instant.now()))
                .param("hub", "a hub")
                .param("lane", "context")
                .query(String.class)
                .list();

        assertThat(plan)
                .anyMatch(line -> line.contains("using work_claimable"))
                .noneMatch(line -> line.contains("Removed"));
    }
}
