package org.onestophub.operate.alert;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Lane;
import org.onestophub.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits in the ledger: for a person, for a worker, for the broker. */
@Component
class LedgerAlerts implements AlertSource {

    private final JdbcClient jdbc;
    private final AlertProperties properties;

    LedgerAlerts(JdbcClient jdbc, AlertProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @Override
    public List<AlertObservation> look(Instant now) {
        List<AlertObservation> seen = new ArrayList<>();
        long open = jdbc.sql("select count(*) from held where released_at is null")
                .query(Long.class)
                .single();
        seen.add(AlertObservation.most(AlertCondition.QUARANTINE_OPEN, "", open, properties.quarantineOpen(), ""));
        seen.add(AlertObservation.age(
                AlertCondition.QUARANTINE_OLDEST,
                "",
                oldest("select min(held_at) from held where released_at is null"),
                now,
                properties.quarantineOldest(),
                ""));
        // of each lane one step of an index, however much waits
        Lane.ALL.forEach(lane -> seen.add(AlertObservation.age(
                AlertCondition.WORK_OLDEST,
                lane,
                oldest("select min(due_at) from work where lane = '" + lane + "'"),
                now,
                lane.equals(Lane.SLOW.word()) ? properties.slowOldest() : properties.workOldest(),
                "")));
        seen.add(AlertObservation.age(
                AlertCondition.OUTBOX_OLDEST,
                "",
                oldest("""
                        select least((select min(at) from event where feed_no is null),
                          (select min(at) from event where relayed_at is null and batch_no is not null))"""),
                now,
                properties.outboxOldest(),
                Problem.BROKER_UNAVAILABLE.code()));
        jdbc.sql("select key_name, count(*) from feed_reject where settled_at is null group by key_name")
                .query((row, index) -> seen.add(AlertObservation.most(
                        AlertCondition.DISTRICT_REJECTS, row.getString(1), row.getLong(2), 1, "")))
                .list();
        return seen;
    }

    private @Nullable Instant oldest(String sql) {
        Timestamp oldest = (Timestamp) jdbc.sql(sql).query().singleColumn().get(0);
        return oldest == null ? null : oldest.toInstant();
    }
}
