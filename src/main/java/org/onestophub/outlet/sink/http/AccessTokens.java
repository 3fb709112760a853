package org.onestophub.outlet.sink.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.outlet.sink.HandOverFault;
import org.onestophub.problem.Problem;

/**
 * Tokens of OAuth 2 by client credentials (RFC 6749, 4.4). A token is kept until shortly before it ends, and thrown away
 * when the server does not accept it. One thread asks at a time.
 */
final class AccessTokens implements RequestAuthorization {

    /** Of a token whose answer names no end. */
    private static final Duration UNNAMED_LIFE = Duration.ofMinutes(5);

    private static final Duration LONGEST_LIFE = Duration.ofDays(1);
    /** It must not end on its way. */
    private static final Duration MARGIN = Duration.ofMinutes(1);
    /** Of a short life the margin is this part. */
    private static final int MARGIN_PART = 10;

    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8000}");

    private final Client client;
    private final Exchange line;
    private final Clock clock;
    private @Nullable Token kept;

    /**
     * Who asks for tokens, and where.
     *
     * @param address of the token server
     * @param id of the client, as it is now
     * @param secret of the client, as it is now
     * @param scope asked for; empty: none
     * @param isInBody whether id and secret stand in the form and not in a header (RFC 6749, 2.3.1)
     * @param timeout for the answer
     */
    record Client(
            URI address,
            Supplier<String> id,
            Supplier<String> secret,
            String scope,
            boolean isInBody,
            Duration timeout) {}

    /** Sends a request once. */
    interface Exchange {
        /** The answer; a fault if there is none. */
        HttpAnswer send(HttpRequest request) throws HandOverFault;
    }

    private record Token(String value, Instant until) {}

    AccessTokens(Client client, Exchange line, Clock clock) {
        this.client = client;
        this.line = line;
        this.clock = clock;
    }

    @Override
    public synchronized Map<String, String> headersOf(OutgoingRequest request) throws HandOverFault {
        Token token = kept;
        if (token == null || !clock.instant().isBefore(token.until())) {
            token = asked();
            kept = token;
        }
        return Map.of("Authorization", "Bearer " + token.value());
    }

    @Override
    public synchronized boolean isRenewed(Map<String, String> rejected) {
        if (kept != null && rejected.containsValue("Bearer " + kept.value())) {
            kept = null;
        }
        return true;
    }

    /** Asks for a new token, whatever is kept. */
    synchronized void renew() throws HandOverFault {
        kept = asked();
    }

    private Token asked() throws HandOverFault {
        HttpAnswer answer;
        try {
            answer = line.send(request());
        } catch (HandOverFault fault) {
            // whatever became of the question, nothing was handed over
            throw new HandOverFault(
                    Problem.DESTINATION_UNREACHABLE, "token", fault.reply().text());
        }
        if (!answer.isSuccess()) {
            boolean isBusy = answer.problemOfStatus() == Problem.DESTINATION_BUSY;
            throw new HandOverFault(
                            isBusy ? Problem.DESTINATION_BUSY : Problem.DESTINATION_UNREACHABLE,
                            "token " + answer.status(),
                            answer.body())
                    .withPause(answer.retryAfter(clock.instant()));
        }
        JsonNode said = read(answer.body());
        String value = said.path("access_token").asText();
        if (!TOKEN.matcher(value).matches()) {
            // the answer's text is not kept: the token may stand in it under another name
            throw new HandOverFault(Problem.DESTINATION_UNREACHABLE, "token", "the answer has no access_token");
        }
        return new Token(value, clock.instant().plus(lifeOf(said.path("expires_in"))));
    }

    private static Duration lifeOf(JsonNode seconds) {
        Duration life = seconds.asLong() > 0
                ? Duration.ofSeconds(Math.min(seconds.asLong(), LONGEST_LIFE.toSeconds()))
                : UNNAMED_LIFE;
        Duration part = life.dividedBy(MARGIN_PART);
        return life.minus(part.compareTo(MARGIN) < 0 ? part : MARGIN);
    }

    private static JsonNode read(String body) {
        try {
            return CanonicalJson.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private HttpRequest request() {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        if (!client.scope().isBlank()) {
            form.append("&scope=").append(encoded(client.scope()));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(client.address())
                .timeout(client.timeout())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("User-Agent", "onestop-hub");
        String id = client.id().get();
        String secret = client.secret().get();
        if (client.isInBody()) {
            form.append("&client_id=")
                    .append(encoded(id))
                    .append("&client_secret=")
                    .append(encoded(secret));
        } else {
            String login = encoded(id) + ":" + encoded(secret);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.US_ASCII)));
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
