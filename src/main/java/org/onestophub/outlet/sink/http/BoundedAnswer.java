package org.onestophub.outlet.sink.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.onestophub.outlet.sink.SinkReply;

/**
 * The beginning of an answer's body. The connection is closed if the body is too long or does not end in time. A connection
 * that breaks here does no harm, because the status came before.
 */
final class BoundedAnswer implements BodySubscriber<byte[]> {

    /** Four bytes a character at most. */
    private static final int MAX_BYTES = 4 * SinkReply.MAX_TEXT;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final CompletableFuture<byte[]> body;
    private Flow.@Nullable Subscription subscription;

    BoundedAnswer(Duration timeout) {
        this.body = end.completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .handle((nothing, fault) -> closeAndGive());
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        this.subscription = given;
        given.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), MAX_BYTES - kept.size())];
            buffer.get(bytes);
            kept.writeBytes(bytes);
        }
        if (kept.size() < MAX_BYTES && subscription != null) {
            subscription.request(1);
            return;
        }
        end.complete(null);
    }

    @Override
    public void onError(Throwable fault) {
        end.complete(null);
    }

    @Override
    public void onComplete() {
        end.complete(null);
    }

    private synchronized byte[] closeAndGive() {
        if (subscription != null) {
            subscription.cancel();
        }
        return kept.toByteArray();
    }
}
