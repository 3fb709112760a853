package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;

/**
 * Under which key a pushed input is known. Every key carries the account, so that two senders never meet in one.
 * Source: the hotline's work order carries {@code taskId} and, when it is handled again, {@code round}.
 */
final class SourceKeys {

    /** Nesting a sender can make us follow while looking for the order number. */
    private static final int MAX_NESTING = 64;

    private static final Pattern TASK = Pattern.compile("[\\p{L}\\p{N}._:/-]{1,128}");
    private static final Pattern ROUND = Pattern.compile("[0-9]{1,6}");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();

    /** The header by which a sender names an input himself. */
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Visible ASCII, as the HTTP draft for Idempotency-Key has it; nothing that could end a line. */
    private static final Pattern GIVEN = Pattern.compile("[\\x21-\\x7E]{1,200}");

    private SourceKeys() {}

    /** True if a sender gave no key, or one that can be kept. */
    static boolean isUsable(@Nullable String given) {
        return given == null || GIVEN.matcher(given).matches();
    }

    /**
     * {@code <channel>:<account>:<value>#<value>} of these fields of a JSON object; the digest's key if no fields are named,
     * one without a default is missing or unusable, or it is no JSON object.
     *
     * @param fields names in the order of the key, each with the value that counts where it is missing; empty: no default
     */
    static String ofFields(String channel, String account, Map<String, String> fields, Content input) {
        Map<String, String> values = fields.isEmpty() ? Map.of() : valuesOf(fields.keySet(), input);
        List<String> parts = fields.entrySet().stream()
                .map(field -> values.getOrDefault(field.getKey(), field.getValue()))
                .toList();
        if (values.isEmpty() || parts.contains("")) {
            return ofDigest(channel, account, input);
        }
        return channel + ":" + account + ":" + String.join("#", parts);
    }

    private static Map<String, String> valuesOf(Set<String> fields, Content input) {
        Map<String, String> values = new HashMap<>();
        try (InputStream in = input.open();
                JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (fields.contains(name)
                        && isNumberOrText(value)
                        && TASK.matcher(parser.getText()).matches()) {
                    values.put(name, parser.getText());
                }
                parser.skipChildren();
            }
            return values;
        } catch (IOException e) {
            return Map.of();
        }
    }

    /**
     * {@code hotline:<account>:<taskId>#<round>}, round 1 if none is given; the digest's key if the order has no usable
     * number or is no JSON.
     */
    static String ofOrder(String account, byte[] order) {
        String task = "";
        String round = "1";
        try (JsonParser parser = JSON.createParser(order)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return ofDigest("hotline", account, Content.of(order));
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("taskId") && isNumberOrText(value)) {
                    task = parser.getText();
                } else if (name.equals("round") && isNumberOrText(value)) {
                    round = parser.getText();
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            return ofDigest("hotline", account, Content.of(order));
        }
        if (!TASK.matcher(task).matches() || !ROUND.matcher(round).matches()) {
            return ofDigest("hotline", account, Content.of(order));
        }
        return "hotline:" + account + ":" + task + "#" + Integer.parseInt(round);
    }

    private static boolean isNumberOrText(JsonToken value) {
        return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
    }

    /** {@code <door>:<account>:sha256:<hex>}: the same bytes of the same account are the same input. */
    static String ofDigest(String door, String account, Content content) {
        return door + ":" + account + ":sha256:" + Digest.sha256(content);
    }
}
