package org.onestophub.intake.receive;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.intake.receive.ReceiptTable.Known;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/**
 * Logs what a group brought: a line for each channel, with the last receipt it made. Under load a line for each receipt
 * would cost the writer more than the commit.
 */
final class ReceiveLog {

    private static final HubLog LOG = HubLog.of("receive");

    private ReceiveLog() {}

    private record Line(int count, long lastId, long sizeBytes) {
        Line plus(Line next) {
            return new Line(count + next.count, next.lastId, sizeBytes + next.sizeBytes);
        }
    }

    /** To be called after the answers, so that no sender waits for the log; {@code made} holds null for what was known. */
    static void write(List<NewReceipt> receipts, List<@Nullable Known> made) {
        Map<String, Line> lines = new TreeMap<>();
        for (int i = 0; i < made.size(); i++) {
            Known known = made.get(i);
            if (known != null && known.refusedCode().isEmpty()) {
                NewReceipt receipt = receipts.get(i);
                lines.merge(receipt.channel(), new Line(1, known.id(), receipt.sizeBytes()), Line::plus);
            }
        }
        lines.forEach((channel, line) -> LOG.event(
                "kept",
                LogKey.CHANNEL,
                channel,
                LogKey.COUNT,
                line.count(),
                LogKey.RECEIPT_ID,
                line.lastId(),
                LogKey.SIZE_BYTES,
                line.sizeBytes()));
    }
}
