package org.onestophub.platform.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.WorkQueue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Changes the table {@code work} for all rooms; {@link WorkTable} claims from it. */
@Component
class WorkQueueTable implements WorkQueue {

    private final JdbcClient jdbc;

    WorkQueueTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Long> lockAll(List<String> lanes, Collection<Long> refs) {
        return jdbc.sql("select ref from work where lane = any(:lanes::text[]) and ref = any(:refs::bigint[])"
                        + " order by ref for update")
                .param("lanes", lanes.toArray(String[]::new))
                .param("refs", refs.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    @Override
    public Map<Long, Integer> attempts(List<String> lanes, Collection<Long> refs) {
        Map<Long, Integer> attempts = new HashMap<>();
        jdbc.sql("select ref, attempts from work where lane = any(:lanes::text[]) and ref = any(:refs::bigint[])")
                .param("lanes", lanes.toArray(String[]::new))
                .param("refs", refs.toArray(Long[]::new))
                .query(row -> {
                    attempts.put(row.getLong(1), row.getInt(2));
                });
        return attempts;
    }

    @Override
    public void add(String lane, long ref, Instant dueAt) {
        jdbc.sql("insert into work (lane, ref, due_at) values (:lane, :ref, :due) on conflict do nothing")
                .param("lane", lane)
                .param("ref", ref)
                .param("due", Timestamp.from(dueAt))
                .update();
    }

    @Override
    public void addAll(String lane, Collection<Long> refs, Instant dueAt) {
        jdbc.sql("insert into work (lane, ref, due_at) select :lane, ref, :due::timestamptz"
                        + " from unnest(:refs::bigint[]) as r(ref) order by ref on conflict do nothing")
                .param("lane", lane)
                .param("refs", refs.toArray(Long[]::new))
                .param("due", Timestamp.from(dueAt))
                .update();
    }

    @Override
    public void schedule(String lane, Map<Long, @Nullable Instant> dueAt) {
        SortedMap<Long, Instant> later = new TreeMap<>();
        List<Long> over = new ArrayList<>();
        dueAt.forEach((ref, due) -> {
            if (due == null) {
                over.add(ref);
            } else {
                later.put(ref, due);
            }
        });
        if (!over.isEmpty()) {
            endAll(lane, over);
        }
        if (!later.isEmpty()) {
            jdbc.sql("insert into work (lane, ref, due_at) select :lane, ref, due::timestamptz"
                            + " from unnest(:refs::bigint[], :due::text[]) with ordinality as t(ref, due, place) order by place"
                            + " on conflict (lane, ref) do update"
                            + " set due_at = excluded.due_at, lease_until = null, attempts = 0")
                    .param("lane", lane)
                    .param("refs", later.keySet().toArray(Long[]::new))
                    .param("due", later.values().stream().map(Instant::toString).toArray(String[]::new))
                    .update();
        }
    }

    @Override
    public void addForClaims(Collection<OpenClaim> claims, Instant dueAt) {
        jdbc.sql("""
                        insert into work (lane, ref, due_at)
                        select distinct 'context', c.complaint_id, :due::timestamptz
                          from unnest(:kinds::text[], :values::text[]) as t(kind, value)
                          join complaint_claim c on c.kind = t.kind and c.value = t.value
                         order by 2
                        on conflict (lane, ref) do update set due_at = excluded.due_at, lease_until = null""")
                .param("due", Timestamp.from(dueAt))
                .param("kinds", claims.stream().map(OpenClaim::kind).toArray(String[]::new))
                .param("values", claims.stream().map(OpenClaim::value).toArray(String[]::new))
                .update();
    }

    @Override
    public void move(String lane, String toLane, long ref, Instant dueAt) {
        jdbc.sql("update work set lane = :to, due_at = :due, lease_until = null, attempts = 0 "
                        + "where lane = :lane and ref = :ref")
                .param("to", toLane)
                .param("due", Timestamp.from(dueAt))
                .param("lane", lane)
                .param("ref", ref)
                .update();
    }

    @Override
    public void postpone(String lane, long ref, Instant dueAt) {
        jdbc.sql("update work set due_at = :due, lease_until = null, attempts = 0 where lane = :lane and ref = :ref")
                .param("due", Timestamp.from(dueAt))
                .param("lane", lane)
                .param("ref", ref)
                .update();
    }

    @Override
    public void retry(List<String> lanes, Map<Long, Instant> dueAt) {
        // in one order for all
        SortedMap<Long, Instant> sorted = new TreeMap<>(dueAt);
        jdbc.sql("update work set lease_until = null, due_at = t.due::timestamptz"
                        + " from unnest(:refs::bigint[], :due::text[]) as t(ref, due)"
                        + " where work.lane = any(:lanes::text[]) and work.ref = t.ref")
                .param("lanes", lanes.toArray(String[]::new))
                .param("refs", sorted.keySet().toArray(Long[]::new))
                // text, as a driver's timestamp array would be read in the zone of the session
                .param("due", sorted.values().stream().map(Instant::toString).toArray(String[]::new))
                .update();
    }

    @Override
    public void release(String lane, Collection<Long> refs) {
        change("update work set lease_until = null where lane = :lane and ref = any(:refs::bigint[])", lane, refs);
    }

    @Override
    public void end(List<String> lanes, long ref) {
        jdbc.sql("delete from work where lane in (:lanes) and ref = :ref")
                .param("lanes", lanes)
                .param("ref", ref)
                .update();
    }

    @Override
    public void endAll(List<String> lanes, Collection<Long> refs) {
        jdbc.sql("delete from work where lane = any(:lanes::text[]) and ref = any(:refs::bigint[])")
                .param("lanes", lanes.toArray(String[]::new))
                .param("refs", refs.toArray(Long[]::new))
                .update();
    }

    @Override
    public void endLeased(String lane, Collection<Long> refs) {
        change(
                "delete from work where lane = :lane and ref = any(:refs::bigint[]) and lease_until is not null",
                lane,
                refs);
    }

    private void change(String sql, String lane, Collection<Long> refs) {
        if (!refs.isEmpty()) {
            jdbc.sql(sql)
                    .param("lane", lane)
                    .param("refs", refs.toArray(Long[]::new))
                    .update();
        }
    }
}
