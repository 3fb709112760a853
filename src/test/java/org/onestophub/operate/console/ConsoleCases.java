package org.onestophub.operate.console;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.onestophub.support.HubUnderTest;

/** Complaints with what the lists of the console show of them. */
final class ConsoleCases {

    private ConsoleCases() {}

    /** Number of a new complaint that a hotline key pushed. */
    static String pushed(HubUnderTest hub, String key, String text) {
        String order = "{\"taskId\":\"CASES-%d\",\"round\":\"1\",\"serviceType\":\"投诉\",\"discription\":\"%s\"}"
                .formatted(System.nanoTime(), text);
        var reply = hub.caller(key).post("/api/hotline/v1/work-orders", order);
        long receipt = hub.endOf(reply.json().path("receiptNumber").asText()).receiptId();
        return hub.complaintsOf(receipt).get(0);
    }

    /** Id of the input of a complaint. */
    static long receiptOf(HubUnderTest hub, String number) {
        return hub.jdbc()
                .sql("select i.receipt_id from receipt_item i join complaint c on c.id = i.complaint_id"
                        + " where c.number = :number limit 1")
                .param("number", number)
                .query(Long.class)
                .single();
    }

    /** An input that waits with MP-298. */
    static long held(HubUnderTest hub, long receipt) {
        return hub.jdbc()
                .sql("insert into held (receipt_id, item, channel, room, code, held_at)"
                        + " values (:id, 8, 'hotline', 'map', 'MP-298', now()) returning id")
                .param("id", receipt)
                .query(Long.class)
                .single();
    }

    /** Says that two complaints may be one. */
    static void linked(HubUnderTest hub, String one, String other) {
        hub.jdbc()
                .sql("insert into case_link (first_id, second_id, institution, likeness, evidence, found_at)"
                        + " select least(a.id, b.id), greatest(a.id, b.id),"
                        + " coalesce(a.document #>> '{institution,uscc}', ''), 88, '{phone,text}', now()"
                        + " from complaint a, complaint b where a.number = :one and b.number = :other"
                        + " on conflict do nothing")
                .param("one", one)
                .param("other", other)
                .update();
    }

    /** Id of an alarm of a rule that no file has, which had to be delivered an hour ago. */
    static long alarmed(HubUnderTest hub, String number) {
        return alarmed(hub, number, "made-up");
    }

    /** The same of a rule. */
    static long alarmed(HubUnderTest hub, String number, String rule) {
        return hub.jdbc()
                .sql("insert into case_alarm (complaint_id, rule, cause, basis, whom, destinations, since_at,"
                        + " raised_at, due_at, quiet) select id, :rule, 'complaint', 'none', '{head}',"
                        + " '{alarm-mail}', now() - interval '2 hours', now() - interval '2 hours', now() -"
                        + " interval '1 hour', false from complaint where number = :number returning id")
                .param("number", number)
                .param("rule", rule)
                .query(Long.class)
                .single();
    }

    /** Gives a complaint an open duty that ends so long from now; null: nobody knows when. */
    static void due(HubUnderTest hub, String number, String rule, @Nullable Duration ahead) {
        hub.jdbc()
                .sql(
                        "insert into duty (complaint_id, rule, key, basis, responsible, start_at, due_at, due_day, provisional, pauses,"
                                + " missed, warned, findings) select id, :rule, '', 'none', 'head', now() - interval '1 day',"
                                + " cast(:due as timestamptz), (cast(:due as timestamptz) at time zone 'Asia/Shanghai')::date, false, '[]', false, 0, '[]' from complaint where number = :number")
                .param("number", number)
                .param("rule", rule)
                .param(
                        "due",
                        ahead == null
                                ? null
                                : Timestamp.from(hub.bean(Clock.class).instant().plus(ahead)))
                .update();
    }

    /** Says that two complaints are of the same caller, and that the later one counts the earlier one. */
    static void ofOneCaller(HubUnderTest hub, String earlier, String later) {
        hub.jdbc()
                .sql("insert into case_trait (institution, kind, value, received_at, complaint_id)"
                        + " select coalesce(document #>> '{institution,uscc}', ''), 'phone', sha256(convert_to(:value, 'UTF8')),"
                        + " received_at, id from complaint where number in (:earlier, :later) on conflict do nothing")
                .param("value", earlier + later)
                .param("earlier", earlier)
                .param("later", later)
                .update();
        hub.jdbc()
                .sql("insert into case_repeat (complaint_id, callers, patients, staff)"
                        + " select id, 1, 0, 0 from complaint where number = :later"
                        + " on conflict (complaint_id) do update set callers = 1")
                .param("later", later)
                .update();
    }
}
