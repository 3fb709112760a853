package org.onestophub.intake.receive;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Inbound.SameKey;
import org.onestophub.complaint.Mapping;
import org.onestophub.problem.Problem;

/**
 * An input ready to be committed: digest taken, large bytes already on the disk, keys and facts within bounds.
 *
 * @param raw the bytes, null if they are large and in a blob
 * @param meaningKey the key under which inputs that say the same meet, empty if there is none
 */
record NewReceipt(
        String channel,
        Mapping mapping,
        List<String> keys,
        byte[] sha256,
        long sizeBytes,
        byte @Nullable [] raw,
        String transportJson,
        SameKey sameKey,
        Refusal refusal,
        String meaningKey) {

    /** The same input, with the digest of what it says. */
    NewReceipt saying(String meaning) {
        return new NewReceipt(
                channel,
                mapping,
                keys,
                sha256,
                sizeBytes,
                raw,
                transportJson,
                sameKey,
                refusal,
                key() + "#says:" + meaning);
    }

    /** Keys beside the principal one. */
    List<String> otherKeys() {
        List<String> others = new ArrayList<>(keys.subList(1, keys.size()));
        if (!meaningKey.isEmpty()) {
            others.add(meaningKey);
        }
        return others;
    }

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

    /**
     * The same input under a key of its own, because another content holds the principal one; refused if its sender has
     * promised that a key means one thing.
     */
    NewReceipt variant() {
        List<String> own = new ArrayList<>(keys);
        own.set(0, keys.get(0) + "#" + HexFormat.of().formatHex(sha256, 0, 8));
        Refusal ofVariant = sameKey == SameKey.REFUSE ? new Refusal(Problem.KEY_REUSED.code(), "") : refusal;
        return new NewReceipt(
                channel, mapping, own, sha256, sizeBytes, raw, transportJson, sameKey, ofVariant, meaningKey);
    }
}
