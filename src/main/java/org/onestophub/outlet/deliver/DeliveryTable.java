package org.onestophub.outlet.deliver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what a destination must get. Doing it again changes nothing. */
@Component
class DeliveryTable {

    /**
     * The text of an event is read only where a filter looks into it. The event of an erasure goes to every destination that
     * got an event of the complaint, whatever the filter: what it would look at is gone.
     */
    private static final String EVENTS = """
            select e.id, e.uid, e.type, e.complaint_id, case when :look then r.document::text end as document,
              case when :look and e.type = '%s' then exists (select from delivery d
                where d.destination = :destination and d.complaint_id = e.complaint_id and d.state <> 'filtered')
              else false end as known
            from event e join revision_document r on r.complaint_id = e.complaint_id and r.revision = e.revision
            where e.uid = any(:uids) order by array_position(:uids, e.uid)""".formatted(EventTypes.ERASED);

    private static final String WRITE = """
            insert into delivery (destination, event_id, complaint_id, state, created_at, ended_at)
            select :destination, event, complaint, case when admitted then 'waiting' else 'filtered' end, :now,
              case when admitted then null else cast(:now as timestamptz) end
            from unnest(cast(:events as bigint[]), cast(:complaints as bigint[]), cast(:admitted as boolean[]))
              with ordinality as row(event, complaint, admitted, place)
            order by place
            on conflict (destination, event_id, resend) do nothing""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeliveryTable(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Row(UUID uid, long event, long complaint, boolean admitted) {}

    /**
     * Commits that the destination must get these events, in this order.
     * @return those this ledger does not know
     */
    Set<UUID> write(String destination, List<UUID> events, EventFilter filter) {
        Set<UUID> strangers = new HashSet<>(events);
        transaction.executeWithoutResult(status -> {
            Set<Long> sent = new HashSet<>();
            List<Row> rows = jdbc.sql(EVENTS)
                    .param("uids", events.toArray(UUID[]::new))
                    .param("look", !filter.isOpen())
                    .param("destination", destination)
                    .query((row, index) -> rowOf(row, filter, sent))
                    .list();
            rows.forEach(row -> strangers.remove(row.uid()));
            jdbc.sql(WRITE)
                    .param("destination", destination)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("events", rows.stream().map(Row::event).toArray(Long[]::new))
                    .param("complaints", rows.stream().map(Row::complaint).toArray(Long[]::new))
                    .param("admitted", rows.stream().map(Row::admitted).toArray(Boolean[]::new))
                    .update();
        });
        return strangers;
    }

    /** @param sent complaints of which an earlier one of these events goes to the destination */
    private static Row rowOf(ResultSet row, EventFilter filter, Set<Long> sent) throws SQLException {
        String type = row.getString("type");
        long complaint = row.getLong("complaint_id");
        boolean admitted = filter.isOpen() && filter.admits(type)
                || row.getBoolean("known")
                || type.equals(EventTypes.ERASED) && sent.contains(complaint)
                || !filter.isOpen() && filter.admits(type, JsonText.objectOf(row.getString("document")));
        if (admitted) {
            sent.add(complaint);
        }
        return new Row(row.getObject("uid", UUID.class), row.getLong("id"), complaint, admitted);
    }
}
