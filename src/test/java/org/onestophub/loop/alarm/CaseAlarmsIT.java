package org.onestophub.loop.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
                home,
                slice -> slice.rooms(
                        "operate.ops.AccessLog", "operate.ops.query.LedgerQueries", "operate.ops.query.AlarmQueries"));
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
    void alarmThatNobodyAcknowledgesIsRaisedAgainOncePerStepForOthers() {
        long id = open("{\"flags\":{\"major\":true}}");
        Instant raised = Instant.parse("2026-11-20T03:00:00Z");

        assertThat(derive(id, raised)).isEqualTo(raised.plusSeconds(1800));
        assertThat(derive(id, raised.plusSeconds(1799))).isEqualTo(raised.plusSeconds(1800));
        assertThat(steps(id)).containsExactly("0 [complaint-office, medical-affairs, deputy-head, head] law");
        assertThat(derive(id, raised.plusSeconds(1800))).isEqualTo(raised.plusSeconds(3600));
        derive(id, raised.plusSeconds(1801));
        derive(id, raised.plusSeconds(3700));
        derive(id, raised.plusSeconds(7200));

        assertThat(steps(id))
                .containsExactly(
                        "0 [complaint-office, medical-affairs, deputy-head, head] law",
                        "1 [deputy-head] hospital",
                        "2 [head] hospital");
        assertThat(rig.jdbc()
                        .sql(
                                "select about #>> '{alarm,escalation,step}' from event where complaint_id = :id order by id")
                        .param("id", id)
                        .query(String.class)
                        .list())
                .containsExactly(null, "1", "2");
        List<AlarmRow> rows = rig.get(AlarmQueries.class).of(id, 10);
        assertThat(rows).extracting(AlarmRow::step).containsExactly(2, 1, 0);
        assertThat(rows)
                .as("each has an evidence of its own")
                .allSatisfy(row -> assertThat(row.deliveries()).hasSize(3));
    }

    @Test
    void acknowledgedAlarmIsNotRaisedAgain() {
        long id = open("{\"flags\":{\"major\":true}}");
        Instant raised = Instant.parse("2026-11-20T03:00:00Z");
        derive(id, raised);
        hear(id, raised.plusSeconds(600));

        derive(id, raised.plusSeconds(1800));

        assertThat(steps(id)).hasSize(1);
        assertThat(events(id)).hasSize(1);
    }

    @Test
    void acknowledgementBetweenStepsEndsAllOfThem() {
        long id = open("{\"flags\":{\"major\":true}}");
        Instant raised = Instant.parse("2026-11-20T03:00:00Z");
        derive(id, raised);
        derive(id, raised.plusSeconds(1800));
        hear(id, raised.plusSeconds(2000));

        derive(id, raised.plusSeconds(86_400));

        assertThat(steps(id)).hasSize(2);
        assertThat(rig.get(AlarmQueries.class).of(id, 10))
                .extracting(AlarmRow::acknowledgedBy)
                .containsOnly("head-notified");
    }

    @Test
    void stepsOfAnAlarmThatIsTooOldComeNever() {
        long id = open("{\"flags\":{\"major\":true}}");
        Instant raised = Instant.parse("2026-11-20T03:00:00Z");
        derive(id, raised);

        derive(id, raised.plusSeconds(8 * 86_400));

        assertThat(steps(id)).hasSize(1);
    }

    @Test
    void stepThatIsNotTooOldComesAfterALongStopOfTheHub() {
        long id = open("{\"flags\":{\"major\":true}}");
        Instant raised = Instant.parse("2026-11-20T03:00:00Z");
        derive(id, raised);

        derive(id, raised.plusSeconds(7 * 86_400 + 2_400));

        assertThat(steps(id))
                .containsExactly("0 [complaint-office, medical-affairs, deputy-head, head] law", "2 [head] hospital");
    }

    @Test
    void whatEndsAnAlarmEndsAStepThatALaterWordOfTheComplaintWasIn() {
        long id = open("{\"flags\":{\"major\":true}}");
        Instant raised = Instant.parse("2026-11-20T03:00:00Z");
        derive(id, raised);
        rig.jdbc()
                .sql(
                        "update complaint set document = document || jsonb_build_object('receivedAt', '2026-11-20T03:20:00Z',"
                                + " 'arrivals', jsonb_build_array(jsonb_build_object('receivedAt', '2026-11-20T03:20:00Z'))) where id = :id")
                .param("id", id)
                .update();
        derive(id, raised.plusSeconds(1800));
        hear(id, raised.plusSeconds(600));

        derive(id, raised.plusSeconds(3600));

        assertThat(rig.get(AlarmQueries.class).of(id, 10))
                .extracting(AlarmRow::acknowledgedBy)
                .containsExactly("head-notified", "head-notified");
    }

    private static List<String> steps(long id) {
        return rig.jdbc()
                .sql("select step || ' [' || array_to_string(whom, ', ') || '] ' || split_part(basis, ':', 1)"
                        + " from case_alarm where complaint_id = :id order by step")
                .param("id", id)
                .query(String.class)
                .list();
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

    /** Gives when the case has to be looked at again. */
    private static @Nullable Instant derive(long id, Instant now) {
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
        return derived.get(id).nextAt();
    }

    /** The office says that the head was notified. */
    private static void hear(long id, Instant at) {
        rig.jdbc()
                .sql(
                        "insert into status_event (institution, source, event_id, complaint_id, type, occurred_at, received_at, sha256,"
                                + " document) select '', 'oa', 'heard-' || :id, :id, 'head-notified', cast(:at as timestamptz), cast(:at as timestamptz), '',"
                                + " jsonb_build_object('schemaVersion', '1', 'source', 'oa', 'eventId', 'heard-' || :id,"
                                + " 'complaint', '[]'::jsonb, 'type', 'head-notified', 'occurredAt', cast(:at as text))")
                .param("id", id)
                .param("at", at.toString())
                .update();
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
