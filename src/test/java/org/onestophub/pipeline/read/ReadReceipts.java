package org.onestophub.pipeline.read;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;

/** Receipts for tests of JSON and forms. */
public final class ReadReceipts {

    public static final HubProperties HUB = new HubProperties(
            Path.of("target"), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", ""));

    private ReadReceipts() {}

    public static Receipt of(byte[] bytes, String contentType) {
        return new Receipt(
                1,
                "",
                "test",
                "test",
                "source-key",
                "0".repeat(64),
                Instant.parse("2026-11-22T04:00:00Z"),
                Map.of("account", "a1", "contentType", contentType),
                Content.of(bytes));
    }

    public static Receipt of(String json) {
        return of(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "application/json");
    }
}
