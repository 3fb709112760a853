package org.onestophub.loop.status;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.CaseName;
import org.onestophub.complaint.contract.CaseStatuses.Found;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Status events that wait for their cases. Every method is one statement in the caller's transaction. */
@Component
class StatusWaits {

    /**
     * An event that names two cases waits on, whichever of them is there first, until one stands for both: then it is that one's.
     */
    private static final String WAITED_FOR = """
            with found as (
              select w.status_id, case when count(distinct c.id) = 1 then min(c.id)
                  else min(coalesce(c.merged_into, c.id)) end as complaint_id from status_waiting w
                join status_event s on s.id = w.status_id
                join complaint_alias a on a.kind = w.kind and a.value = w.value
                join complaint c on c.id = a.complaint_id and c.erased_at is null
               where s.institution =\s""" + StatusTable.INSTITUTION + """
                 and w.status_id in (select w2.status_id from status_waiting w2
                   join complaint_alias a2 on a2.kind = w2.kind and a2.value = w2.value
                   where a2.complaint_id = any(:ids))
               group by w.status_id having count(distinct coalesce(c.merged_into, c.id)) = 1
                 and bool_or(c.id = any(:ids))
               order by w.status_id limit :most),
            gone as (delete from status_waiting w using found f where w.status_id = f.status_id)
            update status_event s set complaint_id = f.complaint_id from found f
             where s.id = f.status_id and s.complaint_id is null
            returning s.id, s.complaint_id, s.receipt_id, s.item""";

    private final JdbcClient jdbc;

    StatusWaits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets events wait for a case with one of their names. */
    void await(Map<Long, Collection<CaseName>> names) {
        List<Long> ids = new ArrayList<>();
        List<CaseName> all = new ArrayList<>();
        new TreeMap<>(names)
                .forEach((id, some) -> some.forEach(name -> {
                    ids.add(id);
                    all.add(name);
                }));
        if (ids.isEmpty()) {
            return;
        }
        jdbc.sql("insert into status_waiting (status_id, kind, value) select id, kind, value "
                        + "from unnest(cast(:ids as bigint[]), cast(:kinds as text[]), cast(:values as text[])) "
                        + "as n(id, kind, value) on conflict do nothing")
                .param("ids", ids.toArray(Long[]::new))
                .param("kinds", all.stream().map(CaseName::kind).toArray(String[]::new))
                .param("values", all.stream().map(CaseName::value).toArray(String[]::new))
                .update();
    }

    /** Gives cases the events that waited for one of them and for no other, at most so many. */
    List<Found> release(Collection<Long> complaintIds, int most) {
        return jdbc.sql(WAITED_FOR)
                .param("ids", complaintIds.toArray(Long[]::new))
                .param("most", most)
                .query((row, index) ->
                        new Found(row.getLong(1), row.getLong(2), row.getObject(3, Long.class), row.getInt(4)))
                .list();
    }

    /** Takes back those of the events that wait. */
    List<Found> remove(Collection<Long> statusIds) {
        return jdbc.sql("delete from status_event where id = any(:ids) and complaint_id is null "
                        + "returning id, receipt_id, item")
                .param("ids", statusIds.toArray(Long[]::new))
                .query((row, index) -> new Found(row.getLong(1), null, row.getObject(2, Long.class), row.getInt(3)))
                .list();
    }
}
