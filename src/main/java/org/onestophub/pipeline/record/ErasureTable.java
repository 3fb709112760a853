package org.onestophub.pipeline.record;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.onestophub.complaint.ErasedKey;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.contract.operations.Erasures.Erased;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes what the ledger keeps of a complaint. Every method works in the caller's transaction. */
@Component
class ErasureTable {

    /** Replaces a text that must not be empty. */
    private static final String BLANK = "'erased'";
    /** What is left of a document: a complaint in canonical form without any person or matter. */
    static final String BLANK_DOCUMENT = """
            jsonb_strip_nulls(jsonb_build_object('schemaVersion', document->'schemaVersion',
              'number', document->'number', 'institution', document->'institution', 'zone', document->'zone',
              'channel', document->'channel', 'receivedAt', document->'receivedAt',
              'arrivals', (select jsonb_agg(jsonb_build_object('receiptId', a->'receiptId',
                'receiptNumber', a->'receiptNumber', 'channel', a->'channel', 'sourceKey', 'erased',
                'sha256', a->'sha256', 'receivedAt', a->'receivedAt')) from jsonb_array_elements(document->'arrivals') a),
              'complainant', '{}'::jsonb, 'matter', '{}'::jsonb,
              'flags', case when document #>> '{flags,discipline}' = 'true' then '{"discipline":true}'::jsonb end))""";

    /** Receipts, what they were edited from or became in a copy, and the pages of letters, also of one just being made. */
    private static final String LINKED = """
            with recursive related(id) as (
              %s
              union
              select other.id from related cross join lateral (
                select case when e.receipt_id = related.id then e.edited_from else e.receipt_id end as id
                  from receipt_edit e where related.id in (e.receipt_id, e.edited_from)
                union all
                select p.receipt_id from letter_page p where p.became = related.id
                union all
                select p.receipt_id from receipt b
                  join letter_page f on f.receipt_id = cast(substring(b.transport->>'%s' from '^[0-9]{1,18}') as bigint)
                  join letter_page p on p.letter = f.letter
                  where b.id = related.id) other)
            select id from related""";

    /** The inputs of its items, and those of its revisions: after a replay their items may belong to another complaint. */
    private static final String RECEIPTS = LINKED.formatted(
            "select receipt_id from (select receipt_id from receipt_item where complaint_id = :id union all"
                    + " select receipt_id from complaint_revision where complaint_id = :id and receipt_id is not null) as its",
            Inbound.LETTER_OF);

    /** Those of them that also hold other complaints not erased, and the inputs these were made of. */
    private static final String SHARED = LINKED.formatted(
            "select i.receipt_id from receipt_item i join complaint c on c.id = i.complaint_id"
                    + " where i.receipt_id in (:ids) and c.id <> :id and c.erased_at is null",
            Inbound.LETTER_OF);

    private static final String BLANK_ITEM =
            "item_key = " + BLANK + ", view = null, view_sha256 = null, document = null, findings = null";

    /** The account stays: it is the hub's name for the sender, who may still ask for the state of the receipt. */
    private static final String OWN_FACTS = "jsonb_strip_nulls(jsonb_build_object('account', transport->'account'))";

    private static final List<String> TOMBSTONE = List.of(
            // the document of a case with one state is in the case alone
            "update complaint_revision r set document = c.document from complaint c"
                    + " where r.complaint_id = :id and c.id = r.complaint_id and r.document is null",
            "update complaint_revision set document = " + BLANK_DOCUMENT + " where complaint_id = :id",
            "update complaint set document = " + BLANK_DOCUMENT + ", own = null, revision = revision + 1,"
                    + " updated_at = :now, erased_at = :now where id = :id",
            "insert into complaint_revision (complaint_id, revision, document, at)"
                    + " select id, revision, document, :now from complaint where id = :id",
            "insert into event (complaint_id, revision, type, at)" + " select id, revision, '" + EventTypes.ERASED
                    + "', :now from complaint where id = :id"
                    // who was told of a case before it came on the discipline route has to be told; nobody else
                    + " and (not discipline or exists (select from event where complaint_id = :id))");

    /** The row that is due is locked first: so no text from before is taken up any more, see {@link SearchIndex}. */
    private static final List<String> WORDS = List.of(
            "insert into search_due (complaint_id, text) select id, number from complaint where id = :id"
                    + " on conflict (complaint_id) do update set text = excluded.text",
            "delete from complaint_search where complaint_id = :id");

    /** Aliases and claims by which the complaint is found. */
    private static final List<String> NAMES = List.of(
            "insert into complaint_alias (kind, value, complaint_id) select '" + CaseFinder.ERASED_ITEM + "',"
                    + " encode(sha256(convert_to(r.mapping || coalesce('@' || r.institution, '') || '|' || i.item_key,"
                    + " 'UTF8') || i.view_sha256), 'hex'), :id"
                    + " from receipt_item i join receipt r on r.id = i.receipt_id"
                    + " where i.complaint_id = :id and i.view_sha256 is not null on conflict do nothing",
            "delete from complaint_alias where complaint_id = :id and kind <> '" + CaseFinder.ERASED_ITEM + "'",
            "delete from complaint_claim where complaint_id = :id");

    /** The lock of the shipments comes before deliveries and attempts, as it does where an attempt is ended. */
    private static final List<String> CONTENT = List.of(
            "update receipt_item set " + BLANK_ITEM + " where complaint_id = :id",
            "update feed_reject set code = '', reason = " + BLANK
                    + " || id, settlement = case when settlement is not null then " + BLANK
                    + " end where complaint_id = :id",
            "update shipment set state = state where id in (select i.shipment_id from shipment_item i"
                    + " join delivery d on d.id = i.delivery_id where d.complaint_id = :id)",
            "update delivery set state = 'discarded', reason = " + BLANK + ", decided_by = :by, ended_at = :now"
                    + " where complaint_id = :id and state = 'dead'"
                    + " and event_id in (select id from event where complaint_id = :id and type <> '"
                    + EventTypes.ERASED + "')",
            "update delivery set reason = " + BLANK + " where complaint_id = :id and reason is not null",
            "update delivery_attempt set response = null where response is not null and shipment_id in ("
                    + "select i.shipment_id from shipment_item i join delivery d on d.id = i.delivery_id"
                    + " where d.complaint_id = :id)");

    private static final String ERASED_KEY = ErasedKey.sql("k.key");

    private static final List<String> OF_RECEIPTS = List.of(
            "insert into blob_unused (sha256) select distinct sha256 from receipt where id in (:ids) and raw is null"
                    + " on conflict do nothing",
            "update receipt set raw = ''::bytea, transport = " + OWN_FACTS + ", source_key = " + BLANK
                    + " where id in (:ids)",
            // the replaced key may exist already, from another erased input
            "delete from receipt_key k where receipt_id in (:ids) and exists (select from receipt_key e"
                    + " where e.scope = k.scope and e.key = " + ERASED_KEY + ")",
            "update receipt_key k set key = " + ERASED_KEY + " where receipt_id in (:ids)",
            "update receipt_item set " + BLANK_ITEM + " where receipt_id in (:ids)",
            "update held set reason = " + BLANK + " where receipt_id in (:ids) and reason is not null",
            "update receipt_edit set reason = " + BLANK + " where receipt_id in (:ids) or edited_from in (:ids)",
            "update letter_page set series = " + BLANK + " || receipt_id where receipt_id in (:ids)");

    private final JdbcClient jdbc;
    private final WorkQueue work;

    ErasureTable(JdbcClient jdbc, WorkQueue work) {
        this.jdbc = jdbc;
        this.work = work;
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
                .query((row, index) ->
                        new Erased(row.getTimestamp("at").toInstant(), row.getInt("receipts"), Arrays.asList((Long[])
                                row.getArray("shared").getArray())))
                .optional();
    }

    /** Locked until the transaction ends, so that no replay begins meanwhile; including those that a replay before the lock added. */
    List<Long> receipts(long id) {
        List<Long> before;
        List<Long> locked = List.of();
        do {
            before = locked;
            locked = lockedReceipts(id);
        } while (!locked.equals(before));
        return locked;
    }

    private List<Long> lockedReceipts(long id) {
        return jdbc.sql("select id from receipt where id in (" + RECEIPTS + ") order by id for update")
                .param("id", id)
                .query(Long.class)
                .list();
    }

    /** True if one of them waits for a worker or a person: it would bring the content back. */
    boolean isOpen(List<Long> receipts) {
        return !receipts.isEmpty()
                && jdbc.sql("select exists (select from receipt where id in (:ids)"
                                + " and state in ('kept', 'parked')) or exists (select from held where receipt_id in (:ids)"
                                + " and released_at is null)")
                        .param("ids", receipts)
                        .query(Boolean.class)
                        .single();
    }

    /** Those that also hold other complaints, or that such inputs were made of. */
    List<Long> shared(long id, List<Long> receipts) {
        return receipts.isEmpty()
                ? List.of()
                : jdbc.sql(SHARED + " where id in (:ids) order by 1")
                        .param("ids", receipts)
                        .param("id", id)
                        .query(Long.class)
                        .list();
    }

    /** Those that were not erased before. */
    List<Long> full(List<Long> receipts) {
        return receipts.isEmpty()
                ? List.of()
                : jdbc.sql("select id from receipt where id in (:ids)" + " and not (source_key = " + BLANK
                                + " and transport = " + OWN_FACTS + ")")
                        .param("ids", receipts)
                        .query(Long.class)
                        .list();
    }

    /** Erases the complaint's document in every revision and adds the event. */
    void bury(long id, Instant now) {
        TOMBSTONE.forEach(sql ->
                jdbc.sql(sql).param("id", id).param("now", Timestamp.from(now)).update());
    }

    /** Erases everything else kept about it, and the content of these inputs. */
    void blank(long id, List<Long> ownReceipts, String by, Instant now) {
        WORDS.forEach(sql -> jdbc.sql(sql).param("id", id).update());
        NAMES.forEach(sql -> jdbc.sql(sql).param("id", id).update());
        work.end(List.of(Lane.CONTEXT.word(), Lane.DUTY.word(), Lane.LINKS.word()), id);
        CONTENT.forEach(sql -> jdbc.sql(sql)
                .param("id", id)
                .param("by", by)
                .param("now", Timestamp.from(now))
                .update());
        blankReceipts(ownReceipts);
    }

    private void blankReceipts(List<Long> receipts) {
        if (!receipts.isEmpty()) {
            OF_RECEIPTS.forEach(sql -> jdbc.sql(sql).param("ids", receipts).update());
        }
    }

    /** Erases items that came again unchanged; {@code isAlone}: the input holds nothing else and is erased too. */
    void cameAgain(List<Long> complaints, long receipt, boolean isAlone) {
        complaints.forEach(id -> cameAgain(id, receipt, isAlone));
        if (isAlone) {
            blankReceipts(List.of(receipt));
        }
    }

    private void cameAgain(long id, long receipt, boolean isAlone) {
        jdbc.sql("update receipt_item set " + BLANK_ITEM + " where complaint_id = :id and receipt_id = :receipt")
                .param("id", id)
                .param("receipt", receipt)
                .update();
        if (!isAlone) {
            jdbc.sql("update erasure set shared = shared || :receipt where complaint_id = :id"
                            + " and not :receipt = any(shared)")
                    .param("id", id)
                    .param("receipt", receipt)
                    .update();
        }
    }

    /** Notes the erasure, or what was erased later; time, key and reason of the first stay. */
    void note(long id, Erased erased, String reason, String by) {
        jdbc.sql(
                        "insert into erasure (complaint_id, at, key_name, reason, receipts, shared)"
                                + " values (:id, :at, :by, :reason, :receipts, :shared)"
                                + " on conflict (complaint_id) do update set receipts = erasure.receipts + excluded.receipts,"
                                + " shared = array(select distinct one from unnest(erasure.shared || excluded.shared) as one order by 1)")
                .param("id", id)
                .param("at", Timestamp.from(erased.at()))
                .param("by", by)
                .param("reason", reason)
                .param("receipts", erased.receipts())
                .param("shared", erased.shared().toArray(Long[]::new))
                .update();
    }
}
