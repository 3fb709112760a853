package org.onestophub.operate.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Tells by HTTP: a POST of JSON with {@code X-Onestop-Timestamp} (seconds since 1970) and {@code X-Onestop-Signature},
 * {@code v1=} and the HMAC-SHA-256 over timestamp, full stop and body in hex, as the webhook of a destination has them.
 */
@Component
class AlertWebhook implements AlertTransport {

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final AlertProperties.Webhook settings;
    private final ObjectMapper json;
    private final Clock clock;
    // a redirect would take the message to somebody the settings do not name
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    AlertWebhook(AlertProperties properties, ObjectMapper json, Clock clock) {
        this.settings = properties.webhook();
        this.json = json;
        this.clock = clock;
    }

    @Override
    public String word() {
        return "webhook";
    }

    @Override
    public boolean isOn() {
        return !settings.url().isBlank();
    }

    @Override
    public void tell(List<AlertChange> changes) throws NotTold {
        try {
            byte[] body = bodyOf(changes);
            String timestamp = Long.toString(clock.instant().getEpochSecond());
            HttpRequest request = HttpRequest.newBuilder(URI.create(settings.url()))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .header("X-Onestop-Timestamp", timestamp)
                    .header("X-Onestop-Signature", "v1=" + signature(timestamp, body))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new NotTold("status-" + status);
            }
        } catch (IOException e) {
            throw new NotTold(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotTold("interrupted");
        }
    }

    private byte[] bodyOf(List<AlertChange> changes) throws JsonProcessingException {
        ObjectNode message = json.createObjectNode();
        ArrayNode all = message.putArray("changes");
        for (AlertChange change : changes) {
            all.addObject()
                    .put("alertId", change.alertId())
                    .put("change", change.change())
                    .put("condition", change.condition())
                    .put("subject", change.subject())
                    .put("meaning", change.meaning())
                    .put("code", change.code())
                    .put("amount", change.amount())
                    .put("threshold", change.threshold())
                    .put("unit", change.unit())
                    .put("at", change.at().toString());
        }
        return json.writeValueAsBytes(message);
    }

    private String signature(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has " + ALGORITHM);
        }
    }
}
