package org.onestophub.receive;

import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.Inbound.SameKey;
import org.onestophub.complaint.Mapping;

/** An input ready to be committed: digest taken, large bytes already on the disk, keys and facts within bounds. */
record NewReceipt(
        String channel,
        Mapping mapping,
        List<String> keys,
        byte[] sha256,
        long sizeBytes,
        byte[] raw,
        String transportJson,
        SameKey sameKey,
        Refusal refusal) {

    /** Why it is kept but not processed; code empty: it is processed. */
    record Refusal(String code, String field) {
        static final Refusal NONE = new Refusal("", "");

        boolean isNone() {
            return code.isEmpty();
        }
    }

    String key() {
        return keys.get(0);
    }

    /** The same input under a key of its own, because another content holds the principal one. */
    NewReceipt variant(String suffix, Refusal newRefusal) {
        List<String> own = new ArrayList<>(keys);
        own.set(0, keys.get(0) + suffix);
        return new NewReceipt(channel, mapping, own, sha256, sizeBytes, raw, transportJson, sameKey, newRefusal);
    }

}
