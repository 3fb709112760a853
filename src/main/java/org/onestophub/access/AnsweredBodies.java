package org.onestophub.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Everything behind the HTTP protocol, and then what is left of a body that was answered unread, as that of a caller without
 * a key. Who is cut off while he sends may never see his answer, so he is listened to for a moment; Tomcat by itself would
 * listen for as long as he drips, and a few hundred such callers would leave nobody a thread.
 */
final class AnsweredBodies implements Adapter {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 1024 * 1024;

    private final Adapter inside;
    private final Semaphore listeners;
    private final Supplier<SocketWrapperBase<?>> socket;

    AnsweredBodies(Adapter inside, Semaphore listeners, Supplier<SocketWrapperBase<?>> socket) {
        this.inside = inside;
        this.listeners = listeners;
        this.socket = socket;
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
        // one who asked whether to send, and was told no, sends nothing; Tomcat closes his connection
        if (!isAnswered(request, response) || request.hasExpectation() || isRead(request)) {
            return;
        }
        boolean admitted = listeners.tryAcquire();
        try {
            listen(request, admitted ? PATIENCE : Duration.ZERO);
        } catch (IOException e) {
            // he fell silent or is gone; he has his answer
        } finally {
            if (admitted) {
                listeners.release();
            }
        }
        if (!isRead(request)) {
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** Reads until the end, the bound or the end of patience; without patience what is there already. */
    private void listen(Request request, Duration patience) throws IOException {
        SocketWrapperBase<?> line = socket.get();
        long usual = line.getReadTimeout();
        long end = System.nanoTime() + patience.toNanos();
        int heard = 0;
        try {
            while (heard < MOST_BYTES) {
                // zero would be for ever
                line.setReadTimeout(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
                int n = request.doRead(new Forgotten());
                if (n < 0 || System.nanoTime() > end) {
                    return;
                }
                heard += n;
            }
        } finally {
            line.setReadTimeout(usual);
        }
    }

    private static boolean isAnswered(Request request, Response response) {
        AtomicBoolean async = new AtomicBoolean();
        request.action(ActionCode.ASYNC_IS_ASYNC, async);
        AtomicBoolean canRead = new AtomicBoolean();
        request.action(ActionCode.IS_IO_ALLOWED, canRead);
        return !async.get() && canRead.get() && response.isCommitted();
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

    /** Takes bytes as Tomcat lends them, and lets them go. */
    private static final class Forgotten implements ApplicationBufferHandler {

        private ByteBuffer lent;

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
