package org.onestophub.platform.access.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.access.AccessProperties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How many bodies of one key the hub reads at a time. Each holds one of the threads that serve all callers, so a caller with
 * a slow connection must not get them all. A body counts from the first read to its end.
 */
@Component
class BodiesInFlight extends OncePerRequestFilter {

    private final int mostOfOne;
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    BodiesInFlight(AccessProperties properties) {
        this.mostOfOne = properties.bodiesPerKey();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Counted counted = new Counted(request);
        try {
            chain.doFilter(counted, response);
        } finally {
            counted.ended();
        }
    }

    private void begun(String key) {
        counts.compute(key, (name, count) -> {
            if (count != null && count >= mostOfOne) {
                throw new ProblemException(Problem.OVERLOADED);
            }
            return count == null ? 1 : count + 1;
        });
    }

    private void ended(String key) {
        counts.computeIfPresent(key, (name, count) -> count == 1 ? null : count - 1);
    }

    /** A request whose body is counted while it is read. */
    private final class Counted extends HttpServletRequestWrapper {

        private final String key;
        private @Nullable ServletInputStream body;
        private boolean isCounted;
        private boolean isOver;

        Counted(HttpServletRequest request) {
            super(request);
            this.key = String.valueOf(request.getRemoteUser());
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            ServletInputStream watched = body;
            if (watched == null) {
                watched = new Watched(super.getInputStream());
                body = watched;
            }
            return watched;
        }

        private void begun() {
            if (!isCounted && !isOver) {
                BodiesInFlight.this.begun(key);
                isCounted = true;
            }
        }

        private void ended() {
            isOver = true;
            if (isCounted) {
                BodiesInFlight.this.ended(key);
                isCounted = false;
            }
        }

        private final class Watched extends ServletInputStream {

            private final ServletInputStream in;

            Watched(ServletInputStream in) {
                this.in = in;
            }

            @Override
            public int read() throws IOException {
                begun();
                return counted(in.read());
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                begun();
                return counted(in.read(buffer, from, length));
            }

            private int counted(int read) {
                if (read < 0 || in.isFinished()) {
                    ended();
                }
                return read;
            }

            @Override
            public boolean isFinished() {
                return in.isFinished();
            }

            @Override
            public boolean isReady() {
                return in.isReady();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                in.setReadListener(listener);
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        }
    }
}
