package org.onestophub.intake.source.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;

/** Makes an item of a listing an {@link Inbound}; its key is the one a push of the same item has. */
public final class PullItem {

    /** Of an item that is too large so much is kept. */
    private static final int KEPT_BYTES = 64 * 1024;

    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N}._:/-]{1,128}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private String keyPrefix = "";
    private String account = "";
    private Map<String, String> keyFields = Map.of();

    /** What the keys begin with, as the mapping's {@code keyPrefix}. */
    public void setKeyPrefix(String keyPrefix) {
        this.keyPrefix = keyPrefix;
    }

    /** The account of the keys. With the name of the platform's API key, an item that is pulled and pushed is one. */
    public void setAccount(String account) {
        this.account = account;
    }

    /** Fields that together name an item, separated by commas; {@code round=1} says what counts where it is missing. */
    public void setKeyFields(String keyFields) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String field : keyFields.split(",", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? field : field.substring(0, equals);
            if (!name.isBlank()) {
                names.put(
                        name.strip(),
                        equals < 0 ? "" : field.substring(equals + 1).strip());
            }
        }
        this.keyFields = names;
    }

    String account() {
        return account;
    }

    /** The key under which the item is known: its fields, or the digest of its bytes where one of them is missing. */
    String keyOf(byte[] item) {
        StringBuilder key = new StringBuilder(keyPrefix + ":" + account + ":");
        JsonNode tree = treeOf(item);
        for (Map.Entry<String, String> field : keyFields.entrySet()) {
            JsonNode value = tree.path(field.getKey());
            String text = value.isTextual() || value.isIntegralNumber() ? value.asText() : field.getValue();
            if (value.isContainerNode() || !VALUE.matcher(text).matches()) {
                return keyPrefix + ":" + account + ":sha256:" + Digest.sha256(item);
            }
            // a round is 1 whether it is written 1 or 01
            boolean isCount = NUMBER.matcher(field.getValue()).matches()
                    && NUMBER.matcher(text).matches();
            key.append(key.charAt(key.length() - 1) == ':' ? "" : "#")
                    .append(isCount ? Integer.toString(Integer.parseInt(text)) : text);
        }
        return keyFields.isEmpty() ? keyPrefix + ":" + account + ":sha256:" + Digest.sha256(item) : key.toString();
    }

    private static JsonNode treeOf(byte[] item) {
        try {
            return PullAnswers.mapper().readTree(item);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was cut out of sound JSON");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read");
        }
    }

    /** The item as RECEIVE takes it; one above {@code maxBytes} is kept by its beginning and refused. */
    Inbound inbound(byte[] item, long maxBytes) {
        if (item.length <= maxBytes) {
            return new Inbound(
                    Content.of(item),
                    List.of(keyOf(item)),
                    Map.of("account", account, "contentType", "application/json"),
                    Inbound.SameKey.KEEP_BOTH);
        }
        return tooLarge(
                item,
                keyPrefix + ":" + account + ":" + Digest.sha256(item),
                Map.of("account", account, "contentType", "application/json"));
    }

    /** An item above its bound: its beginning is kept, and it is refused with RC-102. */
    static Inbound tooLarge(byte[] item, String key, Map<String, String> facts) {
        Map<String, String> refused = new LinkedHashMap<>(facts);
        refused.put("wholeSize", Integer.toString(item.length));
        refused.put(Inbound.REFUSE, Problem.TOO_LARGE.code());
        return new Inbound(
                Content.of(Arrays.copyOf(item, Math.min(item.length, KEPT_BYTES))),
                List.of("refused:" + Problem.TOO_LARGE.code() + ":" + key),
                refused,
                Inbound.SameKey.KEEP_BOTH);
    }
}
