package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.operations.Erasures;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.support.CaseRig;
import org.onestophub.support.CountingDataSource;
import org.onestophub.support.HandClock;

/** RECORD with status events and duties; cases arrive on a Friday at 9 o'clock in Shanghai, and the clock stands there. */
class RecordLoopIT {

    private static final Mapping STATUS = new Mapping(
            "status",
            Path.of("."),
            "json",
            JsonNodeFactory.instance.objectNode(),
            "status.jslt",
            "complaint",
            Mapping.STATUS);

    @TempDir
    Path home;

    private final HandClock clock = new HandClock("2026-09-18T01:00:00Z");
    private CaseRig rig;

    @BeforeEach
    void open() {
        rig = CaseRig.withLoop(home, slice -> slice.with(Clock.class, clock).rooms("pipeline.record.DutyRecount"));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void eventsOfTwoHundredCasesAreOneTransactionOfAFixedNumberOfStatements() {
        CountingDataSource counts = (CountingDataSource) rig.get(DataSource.class);
        List<Walk> cases = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            cases.add(rig.walk(rig.receipt(), thing("k" + i, document("words " + i))));
        }
        counts.reset();
        rig.get(RecordStep.class).record(cases);
        assertThat(counts.commits()).isOne();
        assertThat(counts.statements()).hasSizeLessThanOrEqualTo(22);

        List<Walk> events = new ArrayList<>();
        for (String number : rig.numbers()) {
            events.add(status("e-" + number, "accepted", number));
        }
        counts.reset();
        rig.get(RecordStep.class).record(events);

        assertThat(counts.commits()).isOne();
        assertThat(counts.statements()).hasSizeLessThanOrEqualTo(25);
        assertThat(rig.count("status_event")).isEqualTo(200);
        assertThat(events("complaint.status")).isEqualTo(200);
        assertThat(states()).containsExactly("accepted");
    }

    @Test
    void eventAndItsCaseOfOneListFindEachOtherWhateverTheirOrder() {
        Receipt first = rig.receipt();
        Walk event = status("early", "accepted", first.number());
        Walk complaint = rig.walk(first, thing("k", document("words")));

        rig.get(RecordStep.class).record(List.of(event, complaint));

        assertThat(states()).containsExactly("accepted");
        assertThat(rig.endOf(event.receipt())).isEqualTo("done appended");
    }

    @Test
    void eventWaitsForItsCaseAndEndsThereOnce() {
        Receipt first = rig.receipt();
        Walk event = status("early", "accepted", first.number());
        rig.get(RecordStep.class).record(List.of(event));
        assertThat(rig.endOf(event.receipt())).isEqualTo("done waiting");
        assertThat(work("waiting")).isOne();

        rig.record(first, thing("k", document("words")));

        assertThat(rig.endOf(event.receipt())).isEqualTo("done appended");
        assertThat(rig.items(event.receipt())).containsExactly("0 appended");
        assertThat(work("waiting")).isZero();
        assertThat(events("complaint.status")).isOne();
    }

    @Test
    void eventThatWaitsInVainIsHeldAndCanBeReplayed() {
        Receipt first = rig.receipt();
        Walk event = status("early", "accepted", first.number());
        rig.get(RecordStep.class).record(List.of(event));
        List<Long> waiting = rig.jdbc()
                .sql("select ref from work where lane = 'waiting'")
                .query(Long.class)
                .list();

        rig.get(RecordStep.class).giveUp(waiting);

        assertThat(rig.endOf(event.receipt())).isEqualTo("parked parked");
        assertThat(rig.jdbc().sql("select code from held").query(String.class).list())
                .containsExactly("ST-107");
        assertThat(rig.count("status_event")).isZero();
        assertThat(work("waiting")).isZero();
        rig.record(first, thing("k", document("words")));
        rig.jdbc()
                .sql("update receipt set state = 'kept', outcome = null where id = :id")
                .param("id", event.receipt().id())
                .update();
        rig.jdbc()
                .sql("insert into work (lane, ref, due_at) values ('complaint', :id, now())")
                .param("id", event.receipt().id())
                .update();
        rig.get(RecordStep.class).record(List.of(event));
        assertThat(states()).containsExactly("accepted");
    }

    @Test
    void eventThatIsTakenMeanwhileIsNotHeld() {
        Receipt first = rig.receipt();
        Walk event = status("early", "accepted", first.number());
        rig.get(RecordStep.class).record(List.of(event));
        List<Long> waiting = rig.jdbc()
                .sql("select ref from work where lane = 'waiting'")
                .query(Long.class)
                .list();
        rig.record(first, thing("k", document("words")));

        rig.get(RecordStep.class).giveUp(waiting);

        assertThat(rig.endOf(event.receipt())).isEqualTo("done appended");
        assertThat(rig.count("held")).isZero();
        assertThat(rig.count("status_event")).isOne();
    }

    @Test
    void sameEventIsARepeatAndOtherContentUnderItsIdIsHeld() {
        rig.record(rig.receipt(), thing("k", document("words")));
        String number = rig.numbers().get(0);
        Walk one = status("e", "accepted", number);
        Walk same = status("e", "accepted", number);
        Walk other = status("e", "withdrawn", number);

        rig.get(RecordStep.class).record(List.of(one, same, other));

        assertThat(rig.endOf(one.receipt())).isEqualTo("done appended");
        assertThat(rig.endOf(same.receipt())).isEqualTo("done repeated");
        assertThat(rig.endOf(other.receipt())).isEqualTo("parked parked");
        assertThat(states()).containsExactly("accepted");
        assertThat(events("complaint.status")).isOne();
    }

    @Test
    void timeBringsEachNewsOnceAndAReplyEndsIt() {
        rig.record(rig.receipt(), thing("k", document("words")));
        assertThat(dutyNews()).isEmpty();
        assertThat(work("duty")).isOne();

        derive(Duration.ZERO);
        assertThat(dutyNews()).isEmpty();
        derive(Duration.ofDays(40));
        List<String> late = dutyNews();
        assertThat(late).contains("duty.overdue reply-one-department").doesNotHaveDuplicates();

        derive(Duration.ZERO);
        derive(Duration.ofDays(1));
        assertThat(dutyNews()).isEqualTo(late);
        rig.get(RecordStep.class)
                .record(List.of(status("e", "closed", rig.numbers().get(0))));
        assertThat(dutyNews()).contains("duty.met reply-one-department").doesNotHaveDuplicates();
        assertThat(work("duty")).isZero();
    }

    @Test
    void erasureTakesEventsStateAndDutiesAway() {
        rig.record(rig.receipt(), thing("k", document("words")));
        String number = rig.numbers().get(0);
        rig.get(RecordStep.class).record(List.of(status("e", "accepted", number)));

        rig.get(Erasures.class).erase(number, "a reason", "test");

        assertThat(rig.count("status_event") + rig.count("case_status") + rig.count("duty") + work("duty"))
                .isZero();
    }

    @Test
    void eventThatComesAgainAfterItsCaseIsErasedIsARepeatAndIsErasedToo() {
        rig.record(rig.receipt(), thing("k", document("words")));
        String number = rig.numbers().get(0);
        Walk event = status("e", "accepted", number);
        rig.get(RecordStep.class).record(List.of(event));
        rig.get(Erasures.class).erase(number, "a reason", "test");

        Walk again = Walk.of(rig.receipt()).under(STATUS).with(event.candidates(), Map.of());
        rig.get(RecordStep.class).record(List.of(again));

        assertThat(rig.endOf(again.receipt())).isEqualTo("done repeated");
        assertThat(rig.count("status_event") + rig.count("status_waiting") + work("waiting"))
                .isZero();
        assertThat(rig.jdbc()
                        .sql("select count(*) from receipt_item where view is not null or document is not null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void otherEventUnderAnErasedIdIsRefused() {
        rig.record(rig.receipt(), thing("k", document("words")));
        String number = rig.numbers().get(0);
        rig.get(RecordStep.class).record(List.of(status("e", "accepted", number)));
        rig.get(Erasures.class).erase(number, "a reason", "test");

        Walk other = status("e", "closed", number);
        rig.get(RecordStep.class).record(List.of(other));

        assertThat(rig.endOf(other.receipt())).isEqualTo("parked parked");
    }

    @Test
    void recentCasesOfAnEarlierVersionAreDerivedOnceAfterTheUpgrade() {
        rig.record(rig.receipt(), thing("k", document("words")));
        rig.record(rig.receipt(), thing("old", document("words of another")));
        String older = rig.numbers().get(1);
        rig.jdbc()
                .sql("update complaint set received_at = received_at - interval '1 year' where number = :number")
                .param("number", older)
                .update();
        asAnEarlierVersionLeftIt();

        rig.get(DutyRecount.class).begin();
        assertThat(work("duty")).isOne();
        derive(Duration.ZERO);
        assertThat(rig.count("case_status")).isEqualTo(2);

        asAnEarlierVersionLeftIt();
        rig.get(DutyRecount.class).begin();
        assertThat(work("duty")).isZero();
    }

    private void asAnEarlierVersionLeftIt() {
        for (String table : List.of("duty", "case_status", "work")) {
            rig.jdbc().sql("delete from " + table).update();
        }
    }

    private void derive(Duration later) {
        clock.pass(later);
        rig.get(RecordStep.class)
                .derive(rig.jdbc()
                        .sql("select id from complaint order by id")
                        .query(Long.class)
                        .list());
    }

    private Walk status(String id, String type, String number) {
        ObjectNode event =
                JsonText.objectOf("{\"schemaVersion\":\"1\",\"source\":\"oa\",\"eventId\":\"" + id + "\",\"type\":\""
                        + type + "\",\"occurredAt\":\"" + clock.instant() + "\",\"receivedAt\":\"" + clock.instant()
                        + "\",\"complaint\":[{\"kind\":\"receipt-number\",\"value\":\"" + number + "\"}]}");
        Candidate candidate =
                Candidate.found("status::" + id, event.deepCopy(), List.of()).with(event);
        return Walk.of(rig.receipt()).under(STATUS).with(List.of(candidate), Map.of());
    }

    private List<String> states() {
        return rig.jdbc()
                .sql("select distinct state from case_status")
                .query(String.class)
                .list();
    }

    private List<String> dutyNews() {
        return rig.jdbc()
                .sql(
                        "select type || ' ' || (about -> 'duty' ->> 'rule') from event where type like 'duty.%' order by id")
                .query(String.class)
                .list();
    }

    private long events(String type) {
        return rig.jdbc()
                .sql("select count(*) from event where type = :type")
                .param("type", type)
                .query(Long.class)
                .single();
    }

    private long work(String lane) {
        return rig.jdbc()
                .sql("select count(*) from work where lane = :lane")
                .param("lane", lane)
                .query(Long.class)
                .single();
    }
}
