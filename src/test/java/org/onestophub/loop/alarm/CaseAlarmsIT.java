package org.onestophub.loop.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.CaseStatuses;
import org.onestophub.complaint.contract.operations.OverdueAlarms;
import org.onestophub.operate.ops.query.AlarmQueries;
import org.onestophub.operate.ops.query.AlarmRow;
import org.onestophub.support.CaseRig;

/** Alarms of cases in the ledger, and the evidence of their delivery. */
class CaseAlarmsIT {

    @TempDir
    static Path home;

    private static CaseRig rig;

    @BeforeAll
    static void start() {
        rig = CaseRig.withLoop(
                home, slice -> slice.rooms("operate.ops.query.LedgerQueries", "operate.ops.query.AlarmQueries"));
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @Test
    void alarmIsRaisedOnceAndOverdueUntilEveryDestinationThatOwesItHasIt() {
        long id = open("{\"flags\":{\"major\":true}}");
        Instant now = Instant.parse("2026-11-20T02:00:00Z");

        derive(id, now);
        derive(id, now.plusSeconds(60));

        assertThat(events(id)).containsExactly("case.alarm");
        assertThat(overdue(now.plusSeconds(60))).isZero();
        assertThat(overdue(now.plusSeconds(3600))).isEqualTo(1);
        deliver(id, "alarm-webhook", "sent");
        assertThat(overdue(now.plusSeconds(3600))).isZero();
        deliver(id, "alarm-mail", "dead");
        assertThat(overdue(now.plusSeconds(3600))).isEqualTo(1);
        assertThat(overdue(now.plusSeconds(30L * 24 * 3600))).isZero();
    }

    @Test
    void alarmThatWasHeldBackBecauseOfTooManyIsOverdue() {
        long id = open("{\"flags\":{\"major\":true}}");
        Instant now = Instant.parse("2026-11-24T02:00:00Z");
        derive(id, now);
        Instant later = now.plusSeconds(3600);
        long others = overdue(later) - 1;
        deliver(id, "alarm-webhook", "sent");
        deliver(id, "alarm-sms", "filtered");
        assertThat(overdue(later)).isEqualTo(others);

        deliver(id, "alarm-mail", "filtered");
        rig.jdbc()
                .sql(
                        "update delivery set reason = case destination when 'alarm-mail' then 'too-many' else 'no-address' end"
                                + " where complaint_id = :id and state = 'filtered'")
                .param("id", id)
                .update();

        assertThat(overdue(later)).isEqualTo(others + 1);
        assertThat(rig.get(AlarmQueries.class).of(id, 10))
                .extracting(AlarmRow::state)
                .containsExactly("overdue");
    }

    @Test
    void whatHappenedLongAgoIsQuiet() {
        long id = open("{\"flags\":{\"safety\":true}}");

        derive(id, Instant.parse("2026-12-20T02:00:00Z"));

        assertThat(events(id)).isEmpty();
        assertThat(rig.jdbc()
                        .sql("select quiet from case_alarm where complaint_id = :id")
                        .param("id", id)
                        .query(Boolean.class)
                        .list())
                .containsExactly(true);
    }

    @Test
    void erasedCaseHasNoAlarms() {
        long id = open("{\"flags\":{\"safety\":true}}");
        derive(id, Instant.parse("2026-11-20T02:00:00Z"));

        rig.get(CaseStatuses.class).erase(id);

        assertThat(rig.jdbc()
                        .sql("select count(*) from case_alarm where complaint_id = :id")
                        .param("id", id)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static long open(String more) {
        return rig.jdbc()
                .sql("insert into complaint (number, channel, revision, document, received_at, updated_at) select "
                        + "'alarm-' || nextval('number_seq'), 'visit', 1, jsonb_build_object('receivedAt', "
                        + "'2026-11-20T01:00:00Z') || cast(:more as jsonb), now(), now() returning id")
                .param("more", more)
                .query(Long.class)
                .single();
    }

    private static void derive(long id, Instant now) {
        Map<Long, CaseStatuses.Derived> derived = rig.get(CaseStatuses.class).deriveAll(List.of(id), now);
        derived.get(id).news().stream()
                .filter(news -> news.type().equals("case.alarm"))
                .forEach(news -> rig.jdbc()
                        .sql("insert into event (complaint_id, revision, type, at, about) "
                                + "values (:id, 1, :type, now(), cast(:about as jsonb))")
                        .param("id", id)
                        .param("type", news.type())
                        .param("about", news.about().toString())
                        .update());
    }

    private static void deliver(long id, String destination, String state) {
        rig.jdbc()
                .sql(
                        "insert into delivery (destination, event_id, complaint_id, state, created_at, ended_at) "
                                + "select :destination, id, complaint_id, :state, now(), now() from event where complaint_id = :id")
                .param("destination", destination)
                .param("state", state)
                .param("id", id)
                .update();
    }

    private static List<String> events(long id) {
        return rig.jdbc()
                .sql("select type from event where complaint_id = :id and type = 'case.alarm'")
                .param("id", id)
                .query(String.class)
                .list();
    }

    private static long overdue(Instant at) {
        return rig.get(OverdueAlarms.class).count(at);
    }
}
