package org.onestophub.receive;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onestophub.complaint.Lane;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.receive.ReceiptTable.Known;

/** Tells the log what a group brought: a line for each receipt, but for ADT, which comes by the thousand, one in all. */
final class KeptLines {

    private static final HubLog LOG = HubLog.of("receive");

    private KeptLines() {}

    /** To be called after the answers, so that no sender waits for the log; {@code made} holds null for what was known. */
    static void tell(List<NewReceipt> receipts, List<Known> made) {
        Map<String, Integer> admissions = new TreeMap<>();
        for (int i = 0; i < made.size(); i++) {
            NewReceipt receipt = receipts.get(i);
            if (made.get(i) == null || !made.get(i).refusedCode().isEmpty()) {
                continue;
            }
            if (Lane.PATIENT.word().equals(receipt.mapping().lane())) {
                admissions.merge(receipt.channel(), 1, Integer::sum);
            } else {
                LOG.event("kept", LogKey.CHANNEL, receipt.channel(), LogKey.RECEIPT_ID, made.get(i).id(),
                        LogKey.SIZE_BYTES, receipt.sizeBytes());
            }
        }
        admissions.forEach((channel, count) -> LOG.event("kept", LogKey.CHANNEL, channel, LogKey.COUNT, count));
    }
}
