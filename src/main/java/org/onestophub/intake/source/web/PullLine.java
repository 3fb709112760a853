package org.onestophub.intake.source.web;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.onestophub.platform.remote.RetryAfter;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Sends requests to a platform and judges the status of its answers. Redirects are not followed: they would carry the
 * token to wherever the answer says.
 */
final class PullLine {

    private static final Set<Integer> LOGIN = Set.of(401, 403, 407);
    private static final Set<Integer> BUSY = Set.of(429, 503);
    /** HTTP dates have whole seconds. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    private final PullServer server;
    private final Clock clock;
    private final HttpClient client;
    private Duration skew = Duration.ZERO;
    private Duration askedPause = Duration.ZERO;

    PullLine(PullServer server, Clock clock) {
        this.server = server;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(server.connectTimeout())
                .sslContext(server.trust().context())
                .build();
    }

    /** How far the platform's clock is ahead of ours by its last answer; negative if it is behind, zero if nobody knows. */
    Duration skew() {
        return skew;
    }

    /** The pause that the last answer asked for; zero if it did not. */
    Duration askedPause() {
        return askedPause;
    }

    /**
     * The answer, whole, of a status that {@code also} names or of 2xx.
     * @throws ProblemException CH-301 if nobody answers, CH-313 if not in time, CH-320 for 401, 403 and 407, CH-345 for 429
     *     and 503, CH-346 for any other status, CH-352 if it is too large
     */
    HttpResponse<byte[]> answer(HttpRequest request, int... also) {
        Instant before = clock.instant();
        HttpResponse<byte[]> answer = sent(request);
        note(answer.headers(), before);
        int status = answer.statusCode();
        for (int allowed : also) {
            if (status == allowed) {
                return answer;
            }
        }
        if (status >= 200 && status < 300) {
            return answer;
        }
        if (LOGIN.contains(status)) {
            throw new ProblemException(Problem.LOGIN_REFUSED);
        }
        throw new ProblemException(BUSY.contains(status) ? Problem.PLATFORM_BUSY : Problem.PLATFORM_FAULT);
    }

    private void note(HttpHeaders headers, Instant before) {
        Instant now = clock.instant();
        askedPause = RetryAfter.of(headers, now);
        Instant middle = before.plus(Duration.between(before, now).dividedBy(2));
        headers.firstValue("Date").flatMap(RetryAfter::dateOf).ifPresent(date -> {
            Duration found = Duration.between(middle, date);
            skew = found.abs().compareTo(CLOCK_STEP) <= 0 ? Duration.ZERO : found;
        });
    }

    private HttpResponse<byte[]> sent(HttpRequest request) {
        askedPause = Duration.ZERO;
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request, head -> new BoundedBody(server.maxBytes()));
        try {
            // the client's own timeout ends with the head of the answer
            return coming.get(server.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ProblemException(Problem.SERVER_SILENT);
        } catch (ExecutionException e) {
            throw problemOf(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.SOURCE_UNREACHABLE);
        } finally {
            coming.cancel(true);
        }
    }

    private static ProblemException problemOf(ExecutionException failed) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException known) {
                return known;
            }
            if (cause instanceof IOException) {
                break;
            }
        }
        return new ProblemException(Problem.SOURCE_UNREACHABLE);
    }
}
