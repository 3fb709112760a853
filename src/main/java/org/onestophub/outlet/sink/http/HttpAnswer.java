package org.onestophub.outlet.sink.http;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.outlet.sink.SinkReply;
import org.onestophub.platform.remote.RetryAfter;
import org.onestophub.problem.Problem;

/**
 * What an HTTP server answered.
 *
 * @param status of the status line
 * @param headers all of them
 * @param body its beginning, UTF-8
 */
record HttpAnswer(int status, HttpHeaders headers, String body) {

    static final int UNAUTHORIZED = 401;

    /** Where nothing was accepted because a setting here or there is wrong: an operator corrects it, then it goes through. */
    private static final Set<Integer> MISCONFIGURED = Set.of(UNAUTHORIZED, 403, 404, 405, 407);

    private static final Set<Integer> BUSY = Set.of(408, 425, 429);
    /** A gateway speaks for a server behind it that may have taken it: bad gateway, gateway timeout. */
    private static final Set<Integer> UNKNOWN = Set.of(502, 504);

    static HttpAnswer of(HttpResponse<byte[]> response) {
        return new HttpAnswer(
                response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** What the status alone says: null for 2xx, else DL-101, DL-302, DL-303 or DL-304. */
    @Nullable
    Problem problemOfStatus() {
        if (isSuccess()) {
            return null;
        }
        if (status >= 300 && status < 400 || MISCONFIGURED.contains(status)) {
            return Problem.DESTINATION_UNREACHABLE;
        }
        if (BUSY.contains(status) || status >= 500 && status < 600 && !UNKNOWN.contains(status)) {
            return Problem.DESTINATION_BUSY;
        }
        return status >= 400 && status < 500 ? Problem.DESTINATION_REFUSED : Problem.OUTCOME_UNKNOWN;
    }

    /** The pause that the server asks for, from {@code now} on. */
    Duration retryAfter(Instant now) {
        return RetryAfter.of(headers, now);
    }

    /** What it means for the shipment; null: the destination has it. */
    SinkReply reply(@Nullable Problem problem, Instant now) {
        String asked = headers.firstValue("Retry-After")
                .map(after -> "Retry-After: " + after + "\n")
                .orElse("");
        Duration pause = problem == null ? Duration.ZERO : retryAfter(now);
        return new SinkReply(Integer.toString(status), asked + body, problem, pause);
    }
}
