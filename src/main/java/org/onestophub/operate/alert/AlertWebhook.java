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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.onestophub.platform.remote.WebhookSignature;
import org.springframework.stereotype.Component;

/**
 * Sends alerts by HTTP: a POST of JSON, signed by a {@link WebhookSignature}.
 */
@Component
class AlertWebhook implements AlertTransport {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final AlertProperties.Webhook settings;
    private final ObjectMapper json;
    private final Clock clock;
    // a redirect would send the message to a receiver that the settings do not name
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
    public void send(List<AlertChange> changes) throws NotSent {
        try {
            byte[] body = bodyOf(changes);
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url()))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            WebhookSignature.sign(request, settings.secret(), clock.instant(), body);
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new NotSent("status-" + status);
            }
        } catch (IOException e) {
            throw new NotSent(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSent("interrupted");
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
}
