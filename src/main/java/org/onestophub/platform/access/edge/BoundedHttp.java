package org.onestophub.platform.access.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 with a bound on the whole of a request's head, and on what is read after the answer. Tomcat itself
 * bounds only the pause between two bytes (its connectionTimeout), so a sender of single bytes could keep a connection for
 * ever, and after the answer a thread as well. Public with a plain constructor, because Tomcat makes it by its name.
 */
public class BoundedHttp extends Http11NioProtocol {

    /** Threads that wait for bytes of answered requests at the same moment, of the 200 that serve all. */
    private static final int LISTENERS = 32;

    private final Semaphore listeners = new Semaphore(LISTENERS);
    private volatile Duration longestHead = Duration.ofSeconds(20);

    /** The longest time from the first byte of a head to the empty line after it. */
    void boundHeads(Duration longest) {
        longestHead = longest;
    }

    @Override
    protected Processor createProcessor() {
        return new Impatient(this, getAdapter());
    }

    private static final class Impatient extends Http11Processor {

        private final BoundedHttp bound;
        private final Adapter inside;

        Impatient(BoundedHttp bound, Adapter inside) {
            super(bound, inside);
            this.bound = bound;
            this.inside = new UnreadBodies(
                    inside,
                    bound.listeners,
                    this::getSocketWrapper,
                    () -> getErrorState().isError());
        }

        @Override
        public Adapter getAdapter() {
            return inside;
        }

        /**
         * Called whenever bytes came. Tomcat notes when the first byte of a head came and forgets it with the request. The
         * connection of a head that takes too long is closed without an answer. A silent sender is cut by the
         * connectionTimeout.
         */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            long begun = request.getStartTimeNanos();
            if (begun >= 0 && System.nanoTime() - begun > bound.longestHead.toNanos()) {
                return SocketState.CLOSED;
            }
            SocketState state = super.service(socket);
            // only empty lines so far: Tomcat would start its clock again with the next byte
            return state == SocketState.OPEN && request.getStartTimeNanos() >= 0 ? SocketState.LONG : state;
        }
    }
}
