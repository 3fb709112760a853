package org.onestophub.operate.ops;

import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.operate.ops.query.LedgerQueries;
import org.springframework.stereotype.Component;

/** Records who saw what. It is written before the content is given; if it cannot be written, nothing is given. */
@Component
class AccessLog {

    private static final HubLog LOG = HubLog.of("access");

    private final LedgerQueries ledger;
    private final Clock clock;

    AccessLog(LedgerQueries ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A key is about to see content of a receipt. */
    void receiptSeen(String keyName, String action, long receiptId) {
        write(keyName, action, receiptId, null);
        LOG.event("seen", LogKey.KEY_NAME, keyName, LogKey.ACTION, action, LogKey.RECEIPT_ID, receiptId);
    }

    /** A key is about to see a complaint. */
    void complaintSeen(String keyName, String action, long complaintId) {
        write(keyName, action, null, complaintId);
        LOG.event("seen", LogKey.KEY_NAME, keyName, LogKey.ACTION, action, LogKey.COMPLAINT_ID, complaintId);
    }

    private void write(String keyName, String action, @Nullable Long receiptId, @Nullable Long complaintId) {
        ledger.sql("""
                        insert into access_log (at, key_name, action, receipt_id, complaint_id)
                        values (:at, :key, :action, :receipt, :complaint)
                        """)
                .param("at", Timestamp.from(clock.instant()))
                .param("key", keyName)
                .param("action", action)
                .param("receipt", receiptId, java.sql.Types.BIGINT)
                .param("complaint", complaintId, java.sql.Types.BIGINT)
                .update();
    }
}
