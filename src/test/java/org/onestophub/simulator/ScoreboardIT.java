package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.onestophub.simulator.Scoreboard.Score;
import org.onestophub.support.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The scoreboard reads the real ledger rightly. */
class ScoreboardIT {

    @Test
    void everyWayToEndIsCountedOnce() {
        DataSource database = TestPostgres.freshDatabase();
        JdbcClient jdbc = JdbcClient.create(database);
        receipt(jdbc, 1, "phone-cdr", "done", "new-case", null, "{\"call-other-line\": 40}");
        receipt(jdbc, 2, "phone-cdr", "done", "counted", null, "{\"call-other-line\": 2}");
        receipt(jdbc, 3, "letter", "parked", "parked", "RD-105", "{}");
        receipt(jdbc, 4, "patient-adt", "done", "counted", null, "{}");
        receipt(jdbc, 5, "hotline", "refused", "refused", "RC-101", null);
        receipt(jdbc, 6, "hotline", "kept", null, null, null);
        jdbc.sql("insert into complaint (number, channel, revision, document, received_at, updated_at)"
                        + " values ('N1', 'phone', 1, '{}', now(), now())")
                .update();
        jdbc.sql("insert into receipt_item (receipt_id, item, item_key, outcome, complaint_id, at)"
                        + " values (1, 0, 'call', 'new-case', 1, now())")
                .update();
        jdbc.sql("update receipt_key set arrivals = 3 where receipt_id = 1").update();
        // a repeat that came under a key of its own: the arrival is counted under the key that was known
        jdbc.sql("insert into receipt_key (scope, key, receipt_id, sha256, arrivals, last_at)"
                        + " values ('phone-cdr', 'other', 1, decode('00', 'hex'), 0, now())")
                .update();

        Map<String, Score> scores = new Scoreboard(database).scores(Set.of("N1"));

        assertThat(scores.get("phone-cdr"))
                .isEqualTo(new Score(
                        4,
                        0,
                        ExpectedOutcome.NEW_CASE
                                .and(ExpectedOutcome.counted(42))
                                .and(ExpectedOutcome.REPEATED.times(2)),
                        1,
                        1));
        assertThat(scores.get("letter").found()).isEqualTo(ExpectedOutcome.parked("RD-105"));
        assertThat(scores.get("patient-adt").found()).isEqualTo(ExpectedOutcome.counted(1));
        assertThat(scores.get("hotline")).isEqualTo(new Score(2, 1, ExpectedOutcome.refused("RC-101"), 0, 0));
        assertThat(ScoreTable.of(scores)).contains("phone-cdr");
    }

    private static void receipt(
            JdbcClient jdbc, long id, String mapping, String state, String outcome, String code, String counted) {
        jdbc.sql(
                        "insert into receipt (id, received_at, channel, mapping, source_key, sha256, size_bytes, transport, state,"
                                + " outcome, code, counted) values (?, now(), ?, ?, ?, decode('00', 'hex'), 1, '{}', ?, ?, ?, ?::jsonb)")
                .params(id, mapping, mapping, "key-" + id, state, outcome, code, counted)
                .update();
        jdbc.sql("insert into receipt_key (scope, key, receipt_id, sha256, last_at)"
                        + " values (?, ?, ?, decode('00', 'hex'), now())")
                .params(mapping, "key-" + id, id)
                .update();
    }
}
