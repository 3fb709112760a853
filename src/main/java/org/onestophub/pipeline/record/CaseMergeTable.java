package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Columns;
import org.onestophub.complaint.JsonText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which case stands for which, and what was added to one for another. Every method is one statement in the caller's transaction. */
@Component
class CaseMergeTable {

    private static final String LEND = """
            insert into merged_item (receipt_id, item, complaint_id, host_id, hosts, document)
            select receipt, item, id, host, array[host], document::jsonb
            from unnest(:receipt::bigint[], :item::int[], :id::bigint[], :host::bigint[], :document::text[])
              as l(receipt, item, id, host, document)
            on conflict (receipt_id, item) do update set complaint_id = excluded.complaint_id, host_id = excluded.host_id,
              hosts = array(select distinct unnest(merged_item.hosts || excluded.hosts)), document = excluded.document""";

    private static final String BELOW = """
            with recursive below(id) as (
              values (cast(:id as bigint)) union select m.complaint_id from case_merge m join below b on m.into_id = b.id)
            select id from below""";

    private static final String ROOT = """
            with recursive up(id, step) as (
              values (cast(:id as bigint), 0)
              union all select m.into_id, up.step + 1 from case_merge m join up on m.complaint_id = up.id where up.step < 200)
            select id from up order by step desc limit 1""";

    private static final String STAND = """
            update complaint c set merged_into = s.root, own = s.own::jsonb
            from unnest(:id::bigint[], :root::bigint[], :own::text[]) as s(id, root, own) where c.id = s.id""";

    private static final String HOST = """
            with moved as (
              update merged_item m set host_id = h.host,
                hosts = case when h.host is null or h.host = any(m.hosts) then m.hosts else m.hosts || h.host end
              from unnest(:receipt::bigint[], :item::int[], :host::bigint[]) as h(receipt, item, host)
              where m.receipt_id = h.receipt and m.item = h.item
              returning m.receipt_id, m.item, coalesce(m.host_id, m.complaint_id) as id)
            update receipt_item i set complaint_id = moved.id from moved
            where i.receipt_id = moved.receipt_id and i.item = moved.item""";

    /** Revisions of other cases that have the words of what came for this one. */
    private static final String BLANK = """
            update complaint_revision set document = %s
            where (complaint_id, revision) in (
              select r.complaint_id, r.revision from merged_item m
                join complaint_revision r on r.complaint_id = any(m.hosts)
                join complaint c on c.id = r.complaint_id and r.revision < c.revision
               where m.complaint_id = :id and (r.receipt_id = m.receipt_id or r.document->'arrivals' @>
                 jsonb_build_array(jsonb_build_object('receiptId', m.receipt_id))))""";

    private final JdbcClient jdbc;

    CaseMergeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes what was added to cases for those merged into them. */
    void lend(List<CaseChanges.Lent> lent) {
        Columns rows = new Columns("receipt", "item", "id", "host", "document");
        lent.forEach(one -> rows.row(
                one.thing().receipt().id(),
                one.thing().number(),
                one.of().id(),
                one.host().id(),
                JsonText.of(one.thing().candidate().mapped())));
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(LEND)).update();
        }
    }

    /** A case, and all for which it stands, also by others. */
    Set<Long> below(long id) {
        return new TreeSet<>(jdbc.sql(BELOW).param("id", id).query(Long.class).list());
    }

    /** The end of the chain that begins with a case. */
    long root(long id) {
        return jdbc.sql(ROOT).param("id", id).query(Long.class).single();
    }

    /** The cases that were merged into this one, without those behind them. */
    List<Long> children(long id) {
        return jdbc.sql("select complaint_id from case_merge where into_id = :id order by 1")
                .param("id", id)
                .query(Long.class)
                .list();
    }

    /** Merges a case into another; null: into none. */
    void merge(long id, @Nullable Long into) {
        if (into == null) {
            jdbc.sql("delete from case_merge where complaint_id = :id")
                    .param("id", id)
                    .update();
            return;
        }
        jdbc.sql("insert into case_merge (complaint_id, into_id) values (:id, :into) "
                        + "on conflict (complaint_id) do update set into_id = excluded.into_id")
                .param("id", id)
                .param("into", into)
                .update();
    }

    /** Writes which cases stand for these, and what they have by themselves: columns {@code id}, {@code root}, {@code own}. */
    void stand(Columns rows) {
        rows.bind(jdbc.sql(STAND)).update();
    }

    /**
     * What came for a merged case.
     *
     * @param complaintId whose it is
     * @param hostId to which case it is added; null: to its own
     */
    record Item(
            long receiptId,
            int item,
            long complaintId,
            @Nullable Long hostId,
            ObjectNode document) {}

    /** What came for these cases while they were merged, in the order of arrival. */
    List<Item> items(Collection<Long> ids) {
        return jdbc.sql(
                        "select receipt_id, item, complaint_id, host_id, document::text from merged_item "
                                + "where host_id is not null and (complaint_id = any(:ids) or host_id = any(:ids)) order by 1, 2")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, index) -> new Item(
                        row.getLong(1),
                        row.getInt(2),
                        row.getLong(3),
                        row.getObject(4, Long.class),
                        JsonText.objectOf(row.getString(5))))
                .list();
    }

    /** Writes where items are now: columns {@code receipt}, {@code item}, {@code host}. */
    void host(Columns rows) {
        if (!rows.isEmpty()) {
            rows.bind(jdbc.sql(HOST)).update();
        }
    }

    /** Takes what came for an erased case out of the revisions of others, and what is kept of it here. */
    void erase(long id, String blankDocument) {
        jdbc.sql(BLANK.formatted(blankDocument)).param("id", id).update();
        jdbc.sql("delete from merged_item where complaint_id = :id")
                .param("id", id)
                .update();
    }
}
