package org.onestophub.operate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.regex.Pattern;

/** A receipt as people name it: by the number on the sender's answer, or by its id. */
final class ReceiptId {

    private static final String RECEIPTS = "/api/ops/v1/receipts";
    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");

    private ReceiptId() {}

    /** The id behind a number or an id; fails the command if no receipt has that number. */
    static long of(HubClient hub, String numberOrId) {
        if (ID.matcher(numberOrId).matches()) {
            return Long.parseLong(numberOrId);
        }
        JsonNode found = hub.get(RECEIPTS, Map.of("number", numberOrId, "limit", 1), HubAddress.PATIENCE)
                .at("/items/0/id");
        if (found.isMissingNode()) {
            throw new CommandFailed("No receipt has that number.", "没有该编号的接收记录。");
        }
        return found.asLong();
    }
}
