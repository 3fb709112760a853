package org.onestophub.platform.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
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
    public boolean lock(List<String> lanes, long ref) {
        return !jdbc.sql("select ref from work where lane in (:lanes) and ref = :ref for update")
                .param("lanes", lanes)
                .param("ref", ref)
                .query(Long.class)
                .list()
                .isEmpty();
    }

    @Override
    public int attempts(List<String> lanes, long ref) {
        return jdbc.sql("select coalesce(max(attempts), 0) from work where lane in (:lanes) and ref = :ref")
                .param("lanes", lanes)
                .param("ref", ref)
                .query(Integer.class)
                .single();
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
    public void addForClaims(Collection<OpenClaim> claims, Instant dueAt) {
        jdbc.sql("""
                        insert into work (lane, ref, due_at)
                        select distinct 'context', c.complaint_id, :due::timestamptz
                          from unnest(:kinds::text[], :values::text[]) as t(kind, value)
                          join complaint_claim c on c.kind = t.kind and c.value = t.value
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
    public void retry(List<String> lanes, long ref, Instant dueAt) {
        jdbc.sql("update work set lease_until = null, due_at = :due where lane in (:lanes) and ref = :ref")
                .param("due", Timestamp.from(dueAt))
                .param("lanes", lanes)
                .param("ref", ref)
                .update();
    }

    @Override
    public void release(String lane, long ref) {
        jdbc.sql("update work set lease_until = null where lane = :lane and ref = :ref")
                .param("lane", lane)
                .param("ref", ref)
                .update();
    }

    @Override
    public void end(List<String> lanes, long ref) {
        jdbc.sql("delete from work where lane in (:lanes) and ref = :ref")
                .param("lanes", lanes)
                .param("ref", ref)
                .update();
    }

    @Override
    public void endAll(String lane, Collection<Long> refs) {
        jdbc.sql("delete from work where lane = :lane and ref = any(:refs::bigint[])")
                .param("lane", lane)
                .param("refs", refs.toArray(Long[]::new))
                .update();
    }

    @Override
    public void endLeased(String lane, long ref) {
        jdbc.sql("delete from work where lane = :lane and ref = :ref and lease_until is not null")
                .param("lane", lane)
                .param("ref", ref)
                .update();
    }
}
