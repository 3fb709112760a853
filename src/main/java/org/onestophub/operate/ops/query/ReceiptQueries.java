package org.onestophub.operate.ops.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.Mappings;
import org.springframework.stereotype.Component;

/** Receipts in the ledger, as operators ask for them. */
@Component
public class ReceiptQueries {

    private static final String ALL = " from receipt r";

    /** Rows of each list within one receipt; a day's CDR file can hold thousands of calls. */
    private static final int MAX_WITHIN = 200;

    private final LedgerQueries ledger;
    private final Mappings mappings;
    private final Institutions institutions;

    ReceiptQueries(LedgerQueries ledger, Mappings mappings, Institutions institutions) {
        this.ledger = ledger;
        this.mappings = mappings;
        this.institutions = institutions;
    }

    /**
     * One page, newest first.
     *
     * @param bound credit codes of the institutions looked at; empty for all
     */
    public Page<ReceiptRow> search(ReceiptSearch search, List<String> bound) {
        Map<String, Object> parameters = new HashMap<>();
        String where = search.where(parameters, bound.isEmpty() ? institutions.others() : bound);
        if (!bound.isEmpty()) {
            where += " and " + InstitutionOf.RECEIPT + " in (:institutions)";
            parameters.put("institutions", bound);
            parameters.put("own", institutions.own());
        }
        String found = " where " + where + " and " + LedgerQueries.SEEN_RECEIPT
                + " order by r.received_at desc, r.id desc limit :rows";
        List<String> scopes = mappings.all().stream().map(Mapping::name).toList();
        Function<String, List<ReceiptRow>> among = from -> ledger.sql("select " + ReceiptRow.COLUMNS + from + found)
                .params(parameters)
                .param("scopes", scopes.isEmpty() ? List.of("") : scopes)
                .param("rows", search.rows() + 1)
                .query(ReceiptRow::of)
                .list();
        String newest = " from (select * from receipt r where true" + search.range(parameters)
                + " order by r.received_at desc, r.id desc limit " + NewestFirst.ROWS + ") r";
        List<ReceiptRow> rows =
                search.text() == null ? among.apply(ALL) : NewestFirst.rows(newest, ALL, search.rows() + 1, among);
        return Page.of(rows, search.rows(), row -> ReceiptSearch.cursorOf(row.receivedAt(), row.id()));
    }

    /** One receipt with every stage; items from position {@code firstItem}, at most 200. */
    public Optional<ReceiptDetail> detail(long id, int firstItem) {
        return ledger.sql("select " + ReceiptRow.COLUMNS
                        + ", r.transport, r.counted, r.timings,"
                        + " (select count(*) from receipt_item i where i.receipt_id = r.id) as items"
                        + " from receipt r where r.id = :id")
                .param("id", id)
                .query((row, n) -> new ReceiptDetail(
                        ReceiptRow.of(row, n),
                        ledger.json(row, "transport"),
                        keys(id),
                        ledger.jsonOrNull(row, "counted"),
                        ledger.jsonOrNull(row, "timings"),
                        row.getLong("items"),
                        items(id, firstItem),
                        events(id),
                        held(id)))
                .optional();
    }

    private List<ReceiptDetail.Key> keys(long id) {
        return ledger.sql("select scope, key, arrivals, last_at from receipt_key where receipt_id = :id"
                        + " order by scope, key limit :max")
                .param("id", id)
                .param("max", MAX_WITHIN)
                .query((row, n) -> new ReceiptDetail.Key(
                        row.getString("scope"),
                        row.getString("key"),
                        row.getInt("arrivals"),
                        LedgerQueries.instant(row, "last_at")))
                .list();
    }

    private List<ReceiptDetail.Item> items(long id, int firstItem) {
        // the document of an item that opened a case is the first revision of the case; nothing is left of an erased
        // one
        return ledger.sql("select i.*, case when " + LedgerQueries.SEEN + " then c.number end as complaint_number,"
                        + " case when i.view is not null then coalesce(i.document, v.document) end as item_document"
                        + " from receipt_item i left join complaint c on c.id = i.complaint_id"
                        + " left join revision_document v on i.outcome = 'new-case' and v.complaint_id = i.complaint_id"
                        + " and v.revision = 1"
                        + " where i.receipt_id = :id and i.item >= :first order by i.item limit :max")
                .param("id", id)
                .param("first", firstItem)
                .param("max", MAX_WITHIN)
                .query((row, n) -> new ReceiptDetail.Item(
                        row.getInt("item"),
                        row.getString("item_key"),
                        row.getString("outcome"),
                        LedgerQueries.number(row, "complaint_id"),
                        row.getString("complaint_number"),
                        row.getString("code"),
                        row.getString("field"),
                        ledger.jsonOrNull(row, "view"),
                        ledger.jsonOrNull(row, "item_document"),
                        ledger.jsonList(row, "findings"),
                        LedgerQueries.instant(row, "at")))
                .list();
    }

    private List<ReceiptDetail.Event> events(long id) {
        return ledger.sql("select e.* from event e join revision_document v"
                        + " on v.complaint_id = e.complaint_id and v.revision = e.revision"
                        + " where e.complaint_id in (select complaint_id from receipt_item where receipt_id = :id)"
                        + " and v.receipt_id = :id order by e.id limit :max")
                .param("id", id)
                .param("max", MAX_WITHIN)
                .query((row, n) -> new ReceiptDetail.Event(
                        row.getLong("complaint_id"),
                        row.getInt("revision"),
                        row.getString("type"),
                        LedgerQueries.instant(row, "at"),
                        LedgerQueries.number(row, "feed_no"),
                        LedgerQueries.instantOrNull(row, "relayed_at")))
                .list();
    }

    private List<HeldRow> held(long id) {
        return ledger.sql("select * from held where receipt_id = :id order by id limit :max")
                .param("id", id)
                .param("max", MAX_WITHIN)
                .query(HeldRow::of)
                .list();
    }
}
