package org.onestophub.platform.remote;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.onestophub.complaint.Hmac;

/**
 * Shows the receiver of a message that it comes from this hub and was sent now: {@code X-Onestop-Timestamp} has
 * the seconds since 1970, {@code X-Onestop-Signature} has {@code v1=} and, in lower-case hex, the HMAC-SHA-256 over
 * timestamp, full stop and body.
 */
public final class WebhookSignature {

    private WebhookSignature() {}

    /** Adds both headers to a request that will carry {@code body}. */
    public static HttpRequest.Builder sign(HttpRequest.Builder request, String secret, Instant at, byte[] body) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] sealed = Hmac.of(
                secret.getBytes(StandardCharsets.UTF_8), (timestamp + ".").getBytes(StandardCharsets.US_ASCII), body);
        return request.header("X-Onestop-Timestamp", timestamp)
                .header("X-Onestop-Signature", "v1=" + HexFormat.of().formatHex(sealed));
    }
}
