package org.onestophub.record;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.Erasures.Erased;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything the ledger keeps of a complaint, and its going. Every method works in the caller's transaction. */
@Component
class ErasureTable {

    static final String ERASED = "complaint.erased";

    /** Stands where a text was that must not be empty. */
    private static final String BLANK = "'erased'";
    /** What is left of a document: still a complaint in canonical form, of whom and of what nobody can tell. */
    private static final String BLANK_DOCUMENT =
            """
            jsonb_strip_nulls(jsonb_build_object('schemaVersion', document->'schemaVersion',
              'number', document->'number', 'institution', document->'institution', 'zone', document->'zone',
              'channel', document->'channel', 'receivedAt', document->'receivedAt',
              'arrivals', (select jsonb_agg(jsonb_build_object('receiptId', a->'receiptId',
                'receiptNumber', a->'receiptNumber', 'channel', a->'channel', 'sourceKey', 'erased',
                'sha256', a->'sha256', 'receivedAt', a->'receivedAt')) from jsonb_array_elements(document->'arrivals') a),
              'complainant', '{}'::jsonb, 'matter', '{}'::jsonb))""";

    /** The inputs of its items, what they were edited from or became in a copy, and the pages of its letters. */
    private static final String RECEIPTS =
            """
            with recursive related(id) as (
              select receipt_id from receipt_item where complaint_id = :id
              union
              select other.id from related cross join lateral (
                select case when e.receipt_id = related.id then e.edited_from else e.receipt_id end as id
                  from receipt_edit e where related.id in (e.receipt_id, e.edited_from)
                union all
                select p.receipt_id from letter_page p where p.became = related.id) other)
            select id from related""";

    private static final List<String> OF_COMPLAINT = List.of(
            "update complaint_revision set document = " + BLANK_DOCUMENT + " where complaint_id = :id",
            "update complaint set document = " + BLANK_DOCUMENT + ", search = number, revision = revision + 1,"
                    + " updated_at = :now, erased_at = :now where id = :id",
            "insert into complaint_revision (complaint_id, revision, document, at)"
                    + " select id, revision, document, :now from complaint where id = :id",
            "insert into event (complaint_id, revision, type, at)"
                    + " select id, revision, '" + ERASED + "', :now from complaint where id = :id",
            "delete from complaint_alias where complaint_id = :id and kind <> 'receipt-number'",
            "delete from complaint_claim where complaint_id = :id",
            "delete from work where lane = 'context' and ref = :id",
            "update receipt_item set item_key = " + BLANK + ", view = null, view_sha256 = null, document = null,"
                    + " findings = null where complaint_id = :id",
            "update feed_reject set reason = " + BLANK + " || id, settlement = case when settlement is not null then "
                    + BLANK + " end where complaint_id = :id",
            "update delivery set reason = " + BLANK + " where complaint_id = :id and reason is not null",
            "update delivery_attempt set response = null where response is not null and shipment_id in ("
                    + "select i.shipment_id from shipment_item i join delivery d on d.id = i.delivery_id"
                    + " where d.complaint_id = :id)");

    private static final List<String> OF_RECEIPTS = List.of(
            "insert into blob_unused (sha256) select distinct sha256 from receipt where id in (:ids) and raw is null"
                    + " on conflict do nothing",
            "update receipt set raw = ''::bytea, transport = '{}', source_key = " + BLANK + " where id in (:ids)",
            "update receipt_key set key = " + BLANK + " || ':' || encode(sha256(convert_to(key, 'UTF8')), 'hex')"
                    + " where receipt_id in (:ids)",
            "update receipt_item set item_key = " + BLANK + ", view = null, view_sha256 = null, document = null,"
                    + " findings = null where receipt_id in (:ids)",
            "update held set reason = " + BLANK + " where receipt_id in (:ids) and reason is not null",
            "update receipt_edit set reason = " + BLANK + " where receipt_id in (:ids) or edited_from in (:ids)",
            "update letter_page set series = " + BLANK + " || receipt_id where receipt_id in (:ids)");

    private final JdbcClient jdbc;

    ErasureTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The complaint of that number, locked until the transaction ends. */
    Optional<Long> lock(String number) {
        return jdbc.sql("select id from complaint where number = :number for update")
                .param("number", number)
                .query(Long.class)
                .optional();
    }

    Optional<Erased> known(long id) {
        return jdbc.sql("select * from erasure where complaint_id = :id")
                .param("id", id)
                .query((row, index) -> new Erased(row.getTimestamp("at").toInstant(), row.getInt("receipts"),
                        Arrays.asList((Long[]) row.getArray("shared").getArray())))
                .optional();
    }

    /** Locked until the transaction ends, so that no replay begins meanwhile. */
    List<Long> receipts(long id) {
        return jdbc.sql("select id from receipt where id in (" + RECEIPTS + ") order by id for update")
                .param("id", id)
                .query(Long.class)
                .list();
    }

    /** True if one of them waits for a worker or a person: it would bring the content back. */
    boolean isOpen(List<Long> receipts) {
        return !receipts.isEmpty() && jdbc.sql("select exists (select from receipt where id in (:ids)"
                        + " and state in ('kept', 'parked')) or exists (select from held where receipt_id in (:ids)"
                        + " and released_at is null)")
                .param("ids", receipts)
                .query(Boolean.class)
                .single();
    }

    /** Those that hold other complaints too. */
    List<Long> shared(long id, List<Long> receipts) {
        return receipts.isEmpty() ? List.of() : jdbc.sql("select distinct receipt_id from receipt_item"
                        + " where receipt_id in (:ids) and complaint_id <> :id order by 1")
                .param("ids", receipts)
                .param("id", id)
                .query(Long.class)
                .list();
    }

    void blank(long id, List<Long> ownReceipts, Instant now) {
        OF_COMPLAINT.forEach(sql -> jdbc.sql(sql).param("id", id).param("now", Timestamp.from(now)).update());
        if (!ownReceipts.isEmpty()) {
            OF_RECEIPTS.forEach(sql -> jdbc.sql(sql).param("ids", ownReceipts).update());
        }
    }

    void note(long id, Erased erased, String reason, String by) {
        jdbc.sql("insert into erasure (complaint_id, at, key_name, reason, receipts, shared)"
                        + " values (:id, :at, :by, :reason, :receipts, :shared)")
                .param("id", id)
                .param("at", Timestamp.from(erased.at()))
                .param("by", by)
                .param("reason", reason)
                .param("receipts", erased.receipts())
                .param("shared", erased.shared().toArray(Long[]::new))
                .update();
    }
}
