package org.onestophub.receive;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Content;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Takes bodies off the wire, bounded in size, memory and time. */
@Component
class PushedBodies {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final String PREFIX = "body-";

    private final Path folder;
    private final PushProperties bounds;
    private final Clock clock;

    /**
     * Makes the spool folder and empties it; what a crash left there was never acknowledged.
     * @throws ProblemException CH-207 if hub.home cannot be written
     */
    PushedBodies(HubProperties hub, PushProperties bounds, Clock clock) {
        this.folder = hub.home().resolve("spool");
        this.bounds = bounds;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
                left.forEach(PushedBody::delete);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "hub.home");
        }
    }

    /**
     * The body, in memory however large.
     * @throws ProblemException RC-102, AC-106 if it is compressed, AC-108 if it does not arrive in time
     */
    byte[] inMemory(HttpServletRequest request, DataSize max) {
        try (PushedBody body = read(request, max.toBytes(), max.toBytes())) {
            return body.content().bytes(max.toBytes());
        }
    }

    /**
     * The body, in a file if it is large; the caller closes it.
     * @throws ProblemException RC-102, RC-301, AC-106 if it is compressed, AC-108 if it does not arrive in time
     */
    PushedBody spooled(HttpServletRequest request, DataSize max) {
        return read(request, max.toBytes(), bounds.spoolAbove().toBytes());
    }

    private PushedBody read(HttpServletRequest request, long maxBytes, long memoryBytes) {
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            throw new ProblemException(Problem.MEDIA_TYPE_UNKNOWN, "Content-Encoding");
        }
        if (request.getContentLengthLong() > maxBytes) {
            throw new ProblemException(Problem.TOO_LARGE);
        }
        Wire wire = new Wire(request, maxBytes, clock.instant().plus(bounds.bodyTimeout()));
        // grows with what comes: a declared length is a promise, and a thousand senders who do not keep it must cost nothing
        ByteArrayOutputStream memory = new ByteArrayOutputStream(BUFFER_BYTES);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int n = wire.next(buffer); n >= 0; n = wire.next(buffer)) {
            memory.write(buffer, 0, n);
            if (memory.size() > memoryBytes) {
                return spool(memory, wire, buffer);
            }
        }
        return new PushedBody(Content.of(memory.toByteArray()));
    }

    private PushedBody spool(ByteArrayOutputStream begin, Wire wire, byte[] buffer) {
        Path file = null;
        boolean complete = false;
        try {
            file = Files.createTempFile(folder, PREFIX, "");
            try (OutputStream out = Files.newOutputStream(file)) {
                begin.writeTo(out);
                for (int n = wire.next(buffer); n >= 0; n = wire.next(buffer)) {
                    out.write(buffer, 0, n);
                }
            }
            complete = true;
            return new PushedBody(Content.of(file));
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        } finally {
            if (!complete && file != null) {
                PushedBody.delete(file);
            }
        }
    }

    /** What is still to come, counted and timed. A sender that drips is cut off at the deadline. */
    private final class Wire {

        private final HttpServletRequest request;
        private final long maxBytes;
        private final Instant deadline;
        private long count;

        Wire(HttpServletRequest request, long maxBytes, Instant deadline) {
            this.request = request;
            this.maxBytes = maxBytes;
            this.deadline = deadline;
        }

        int next(byte[] buffer) {
            int n = readSome(buffer);
            count += Math.max(n, 0);
            if (count > maxBytes) {
                throw new ProblemException(Problem.TOO_LARGE);
            }
            if (n >= 0 && clock.instant().isAfter(deadline)) {
                throw new ProblemException(Problem.BODY_INCOMPLETE);
            }
            return n;
        }

        private int readSome(byte[] buffer) {
            try {
                InputStream in = request.getInputStream();
                return in.read(buffer);
            } catch (IOException e) {
                throw new ProblemException(Problem.BODY_INCOMPLETE);
            }
        }
    }
}
