package org.onestophub.operate.ops;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Institutions;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** Records who saw and did what. It is written before the content is given; if it cannot be written, nothing is given. */
@Component
class AccessLog implements AccessRecord {

    private static final HubLog LOG = HubLog.of("access");

    private final LedgerQueries ledger;
    private final Clock clock;
    private final Institutions institutions;

    AccessLog(LedgerQueries ledger, Clock clock, Institutions institutions) {
        this.ledger = ledger;
        this.clock = clock;
        this.institutions = institutions;
    }

    /** A key is about to see content of a receipt. */
    void receiptSeen(String keyName, String action, long receiptId) {
        receiptSeen(keyName, action, receiptId, null);
    }

    /** A key is about to see a complaint. */
    void complaintSeen(String keyName, String action, long complaintId) {
        complaintSeen(keyName, action, complaintId, null);
    }

    @Override
    public void receiptSeen(String by, String action, long receiptId, @Nullable String reason) {
        write(by, action, receiptId, null, null, reason);
        LOG.event("seen", LogKey.KEY_NAME, by, LogKey.ACTION, action, LogKey.RECEIPT_ID, receiptId);
    }

    @Override
    public void complaintSeen(String by, String action, long complaintId, @Nullable String reason) {
        write(by, action, null, complaintId, null, reason);
        LOG.event("seen", LogKey.KEY_NAME, by, LogKey.ACTION, action, LogKey.COMPLAINT_ID, complaintId);
    }

    @Override
    public void done(String by, String action, @Nullable String object, @Nullable String reason) {
        write(by, action, null, null, object, reason);
        LOG.event("done", LogKey.KEY_NAME, by, LogKey.ACTION, action);
    }

    @Override
    public List<Entry> list(@Nullable String by, List<String> bound, long before, int limit) {
        return ledger.sql("""
                        select a.*, c.number from access_log a left join complaint c on c.id = a.complaint_id
                         where a.id < :before and (cast(:by as text) is null or a.key_name = :by)
                           and (:all or c.uscc = any(:institutions)
                             or exists (select from receipt r where r.id = a.receipt_id
                               and coalesce(r.institution, :own) = any(:institutions)))
                           and (:discipline or c.id is null or not c.discipline)
                           and (:discipline or a.receipt_id is null or not exists (select from receipt_item i
                             join complaint d on d.id = i.complaint_id where i.receipt_id = a.receipt_id and d.discipline))
                         order by a.id desc limit :limit
                        """)
                .param("all", bound.isEmpty())
                .param("institutions", bound.toArray(String[]::new))
                .param("own", institutions.own())
                .param("before", before)
                .param("by", by)
                .param("limit", limit)
                .query((row, n) -> new Entry(
                        row.getLong("id"),
                        LedgerQueries.instant(row, "at"),
                        row.getString("key_name"),
                        row.getString("action"),
                        LedgerQueries.number(row, "receipt_id"),
                        row.getString("number"),
                        row.getString("object"),
                        row.getString("reason")))
                .list();
    }

    private void write(
            String by,
            String action,
            @Nullable Long receiptId,
            @Nullable Long complaintId,
            @Nullable String object,
            @Nullable String reason) {
        ledger.sql("""
                        insert into access_log (at, key_name, action, receipt_id, complaint_id, object, reason)
                        values (:at, :key, :action, :receipt, :complaint, :object, :reason)
                        """)
                .param("at", Timestamp.from(clock.instant()))
                .param("key", by)
                .param("action", action)
                .param("receipt", receiptId, Types.BIGINT)
                .param("complaint", complaintId, Types.BIGINT)
                .param("object", object)
                .param("reason", reason)
                .update();
    }
}
