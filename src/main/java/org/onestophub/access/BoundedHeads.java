package org.onestophub.access;

import java.io.IOException;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 with a bound on the whole of a request's head. Tomcat itself bounds only the pause between two bytes
 * (its connectionTimeout), so a sender who drips could keep a connection for ever. Public with a plain constructor,
 * because Tomcat makes it by its name.
 */
public class BoundedHeads extends Http11NioProtocol {

    private volatile Duration longest = Duration.ofSeconds(20);

    /** The longest time from the first byte of a head to the empty line after it. */
    void bound(Duration newLongest) {
        longest = newLongest;
    }

    @Override
    protected Processor createProcessor() {
        return new Impatient(this, getAdapter());
    }

    private static final class Impatient extends Http11Processor {

        private final BoundedHeads bound;

        Impatient(BoundedHeads bound, Adapter adapter) {
            super(bound, adapter);
            this.bound = bound;
        }

        /**
         * Called whenever bytes came. Tomcat notes when the first byte of a head was there and forgets it with the request;
         * a head not ended by then is not answered, as nobody was asked anything yet. One who falls silent instead is cut
         * by the connectionTimeout.
         */
        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            long begun = request.getStartTimeNanos();
            if (begun >= 0 && System.nanoTime() - begun > bound.longest.toNanos()) {
                return SocketState.CLOSED;
            }
            SocketState state = super.service(socket);
            // only empty lines so far: Tomcat would begin anew with the next byte
            return state == SocketState.OPEN && request.getStartTimeNanos() >= 0 ? SocketState.LONG : state;
        }
    }
}
