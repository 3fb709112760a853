package org.onestophub.operate.ops.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.OverdueAlarms;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.operate.ops.query.AlarmRow.AlarmDelivery;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Alarms about cases, with the evidence that they were delivered. */
@Component
public class AlarmQueries implements OverdueAlarms {

    /** The states of {@link AlarmRow#state}. */
    public static final List<String> STATES = List.of("waiting", "sent", "overdue", "quiet", "unheard");

    private static final Duration WATCHED = Duration.ofDays(7);

    /**
     * An alarm is sent when at least one destination of its rule has it and none still owes it. The events of an alarm name it
     * by its id. A delivery that was sent again counts by its last row. One that was held back because its receivers had got
     * too many is owed: they do not know of it.
     */
    private static final String ALARMS = """
            select * from (
              select a.*, c.number, c.uscc, c.discipline, went.sent_at, coalesce(went.list, '[]') as deliveries,
                case when a.quiet then 'quiet'
                     when went.sent_at is not null and went.owed = 0 then 'sent'
                     when a.due_at < cast(:now as timestamptz) then 'overdue'
                     else 'waiting' end as state
                from case_alarm a join complaint c on c.id = a.complaint_id
                left join lateral (
                  select max(d.ended_at) filter (where d.state = 'sent') as sent_at,
                    count(*) filter (where d.state in ('waiting', 'attempt', 'unknown', 'dead')
                    or d.state = 'filtered' and d.reason = 'too-many') as owed,
                    jsonb_agg(jsonb_build_object('destination', d.destination, 'state', d.state, 'ended', d.ended_at,
                      'code', d.code, 'reason', d.reason, 'answer', (select t.response_status from delivery_attempt t
                        where t.shipment_id = d.shipment_id order by t.no desc limit 1)) order by d.id) as list
                    from event e join delivery d on d.event_id = e.id
                   where e.complaint_id = a.complaint_id and e.type = 'case.alarm' and d.state <> 'resent'
                     and cast(e.about #>> '{alarm,id}' as bigint) = a.id and d.destination = any(a.destinations)
                ) went on true
               where a.id < :before and %s and (cast(:complaint as bigint) is null or a.complaint_id = :complaint)
                 and (cast(:all as boolean) or c.uscc = any(:institutions))
                 and (cast(:institution as text) is null or c.uscc = :institution)
                 and a.raised_at >= cast(:from as timestamptz)
            ) as alarm""".formatted(LedgerQueries.SEEN);

    private final LedgerQueries ledger;
    private final AccessRecord record;
    private final Clock clock;

    AlarmQueries(LedgerQueries ledger, AccessRecord record, Clock clock) {
        this.ledger = ledger;
        this.record = record;
        this.clock = clock;
    }

    /**
     * One page, newest first.
     *
     * @param state only those in it, null: all; {@code unheard}: not acknowledged and not quiet
     * @param institution only those about complaints of this institution, a credit code, null: of all
     * @param institutions credit codes of the institutions looked at; empty for all
     * @throws ProblemException AC-104 for another state, or what cannot be an institution
     */
    public List<AlarmRow> page(
            @Nullable String state, @Nullable String institution, List<String> institutions, long before, int rows) {
        RequestParameters.oneOf(STATES, state, "state");
        RequestParameters.text(institution, "institution", 1, 18);
        return alarms(state, institution, null, institutions, before, rows);
    }

    /** The alarms of a complaint, newest first. */
    public List<AlarmRow> of(long complaintId, int rows) {
        return alarms(null, null, complaintId, List.of(), Long.MAX_VALUE, rows);
    }

    /**
     * The alarm of that id; empty if there is none that the caller may know of.
     *
     * @param institutions credit codes of the institutions looked at; empty for all
     */
    public Optional<AlarmRow> named(long id, List<String> institutions) {
        return ledger.sql("select complaint_id from case_alarm where id = :id")
                .param("id", id)
                .query(Long.class)
                .optional()
                .flatMap(complaint -> alarms(null, null, complaint, institutions, id + 1, 1).stream()
                        .filter(alarm -> alarm.id() == id)
                        .findFirst());
    }

    private List<AlarmRow> alarms(
            @Nullable String state,
            @Nullable String institution,
            @Nullable Long complaint,
            List<String> institutions,
            long before,
            int rows) {
        List<Long> onRoute = new ArrayList<>();
        List<AlarmRow> found = ledger.sql(ALARMS
                        + " where cast(:state as text) is null or state = :state or :state = 'unheard' and state <> 'quiet'"
                        + " and acknowledged_at is null order by id desc limit :rows")
                .param("now", Timestamp.from(clock.instant()))
                .param("before", before)
                .param("institution", institution)
                .param("complaint", complaint)
                .param("all", institutions.isEmpty())
                .param("institutions", institutions.toArray(String[]::new))
                .param("from", Timestamp.from(Instant.EPOCH))
                .param("state", state)
                .param("rows", rows)
                .query((row, n) -> {
                    if (row.getBoolean("discipline")) {
                        onRoute.add(row.getLong("complaint_id"));
                    }
                    return rowOf(row);
                })
                .list();
        if (complaint == null) {
            onRoute.forEach(id -> record.complaintSeen(DisciplineSight.by(), "discipline-listed", id, null));
        }
        return found;
    }

    @Override
    public long count(Instant now) {
        Long waiting = ledger.sql("select count(*) from status_event where complaint_id is null and type = 'alarm'")
                .query(Long.class)
                .single();
        Long overdue = ledger.sql("select count(*) from (" + ALARMS
                        + ") as watched where state = 'overdue' and acknowledged_at is null")
                .param("now", Timestamp.from(now))
                .param("before", Long.MAX_VALUE)
                .param("institution", null)
                .param("complaint", null)
                .param("all", true)
                .param("institutions", new String[0])
                .param("from", Timestamp.from(now.minus(WATCHED)))
                .query(Long.class)
                .single();
        return waiting + overdue;
    }

    private AlarmRow rowOf(ResultSet row) throws SQLException {
        Instant due = LedgerQueries.instant(row, "due_at");
        String state = row.getString("state");
        Instant sent = state.equals("sent") ? LedgerQueries.instantOrNull(row, "sent_at") : null;
        String number = row.getString("number");
        return new AlarmRow(
                row.getLong("id"),
                number,
                row.getString("uscc"),
                ApiLinks.complaint(number),
                row.getString("rule"),
                row.getString("cause"),
                row.getInt("step"),
                row.getString("basis"),
                textsOf(row, "whom"),
                LedgerQueries.instant(row, "since_at"),
                LedgerQueries.instant(row, "raised_at"),
                due,
                state,
                sent,
                sent != null && sent.isAfter(due),
                LedgerQueries.instantOrNull(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                deliveriesOf(row));
    }

    /** Also destinations of the rule that are off, and so have nothing of it. */
    private List<AlarmDelivery> deliveriesOf(ResultSet row) throws SQLException {
        List<AlarmDelivery> deliveries = new ArrayList<>();
        for (JsonNode one : ledger.json(row, "deliveries")) {
            JsonNode ended = one.path("ended");
            deliveries.add(new AlarmDelivery(
                    one.path("destination").asText(),
                    one.path("state").asText(),
                    ended.isTextual() ? OffsetDateTime.parse(ended.textValue()).toInstant() : null,
                    textOrNull(one.path("answer")),
                    textOrNull(one.path("code")),
                    textOrNull(one.path("reason"))));
        }
        for (String name : textsOf(row, "destinations")) {
            if (deliveries.stream().noneMatch(one -> one.destination().equals(name))) {
                deliveries.add(new AlarmDelivery(name, "missing", null, null, null, null));
            }
        }
        return deliveries;
    }

    private static @Nullable String textOrNull(JsonNode value) {
        return value.isTextual() ? value.textValue() : null;
    }

    private static List<String> textsOf(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
