package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.regex.Pattern;
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

    private SourceKeys() {}

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
