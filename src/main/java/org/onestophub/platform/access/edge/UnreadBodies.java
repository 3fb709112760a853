package org.onestophub.platform.access.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Everything behind the HTTP protocol, and then the rest of a body that was answered unread, such as that of a caller without
 * a key. A caller whose connection is cut while he sends may never see his answer, so the hub reads on for a moment. Tomcat by
 * itself would read for as long as single bytes come, and a few hundred such callers would take all threads.
 */
final class UnreadBodies implements Adapter {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A longer body is not read further, and its connection is closed; Tomcat gets the same bound. */
    static final int MOST_BYTES = 1024 * 1024;

    private final Adapter inside;
    private final Semaphore listeners;
    private final Supplier<SocketWrapperBase<?>> socket;
    private final BooleanSupplier isOver;

    /**
     * Around what Tomcat has behind the protocol.
     *
     * @param isOver whether the connection is given up already; nothing more may be read of it
     */
    UnreadBodies(Adapter inside, Semaphore listeners, Supplier<SocketWrapperBase<?>> socket, BooleanSupplier isOver) {
        this.inside = inside;
        this.listeners = listeners;
        this.socket = socket;
        this.isOver = isOver;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        inside.service(request, response);
        endBody(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        boolean goesOn = inside.asyncDispatch(request, response, event);
        endBody(request, response);
        return goesOn;
    }

    private void endBody(Request request, Response response) {
        if (isOver.getAsBoolean()
                || !isAnswered(request, response)
                || isDeclined(request, response)
                || isRead(request)) {
            return;
        }
        boolean isChunked = request.getContentLengthLong() < 0;
        boolean isAdmitted = listeners.tryAcquire();
        try {
            if (isAdmitted || !isChunked) {
                listen(request, isAdmitted && !isChunked);
            }
        } catch (IOException e) {
            // the caller is silent or gone; the answer was sent
        } finally {
            if (isAdmitted) {
                listeners.release();
            }
        }
        if (!isRead(request)) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /**
     * Reads until the end or the bounds. Without {@code waits} it takes only what has come: Tomcat reads the head of a chunk
     * byte by byte without a bound, as long as each byte comes in time.
     */
    private void listen(Request request, boolean waits) throws IOException {
        SocketWrapperBase<?> line = socket.get();
        long usual = line.getReadTimeout();
        long end = System.nanoTime() + PATIENCE.toNanos();
        Forgotten forgotten = new Forgotten();
        int taken = 0;
        try {
            for (long left = PATIENCE.toMillis();
                    left > 0 && taken < MOST_BYTES;
                    left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
                line.setReadTimeout(waits ? left : 1);
                int n = request.doRead(forgotten);
                if (n <= 0) {
                    return;
                }
                taken += n;
            }
        } finally {
            line.setReadTimeout(usual);
        }
    }

    /** A caller that sent "Expect: 100-continue" and was refused sends nothing; Tomcat closes its connection. */
    private static boolean isDeclined(Request request, Response response) {
        return request.hasExpectation() && (response.getStatus() < 200 || response.getStatus() > 299);
    }

    private static boolean isAnswered(Request request, Response response) {
        AtomicBoolean async = new AtomicBoolean();
        request.action(ActionCode.ASYNC_IS_ASYNC, async);
        return !async.get() && response.isCommitted();
    }

    private static boolean isRead(Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return inside.prepare(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        inside.log(request, response, nanos);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        inside.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return inside.getDomain();
    }

    /** Takes the bytes in Tomcat's own buffer, and discards them. */
    private static final class Forgotten implements ApplicationBufferHandler {

        private ByteBuffer lent = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            lent = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return lent;
        }

        @Override
        public void expand(int size) {
            // Tomcat lends its own
        }
    }
}
