package org.onestophub.intake.receive.door;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Content;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Takes bodies off the wire, bounded in size, memory and time. */
@Component
class PushedBodies {

    private static final String PREFIX = "body-";
    /** Before the bound of a body whose sender did not name its size. */
    private static final String ABOVE = "above-";

    private final Path folder;
    private final PushProperties bounds;
    private final Clock clock;
    private final BodyMemory memory;

    /**
     * Makes the spool folder and empties it; what a crash left there was never acknowledged.
     * @throws ProblemException CH-207 if hub.home cannot be written
     */
    PushedBodies(HubProperties hub, PushProperties bounds, Clock clock) {
        this.folder = hub.home().resolve("spool");
        this.bounds = bounds;
        this.clock = clock;
        this.memory = new BodyMemory(bounds.memoryBytes());
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
     * The body, in memory if it is not too large; the caller closes it. Only its beginning if it has none of these media
     * types, is compressed, too large or breaks off.
     * @throws ProblemException RC-302, AC-108 if nothing of it arrives in time
     */
    PushedBody inMemory(HttpServletRequest request, DataSize max, MediaType... takes) {
        return read(request, max.toBytes(), max.toBytes(), takes);
    }

    /**
     * The same, in a file if it is large.
     * @throws ProblemException RC-301, RC-302, AC-108 if nothing of it arrives in time
     */
    PushedBody spooled(HttpServletRequest request, DataSize max, MediaType... takes) {
        return read(request, max.toBytes(), bounds.spoolAbove().toBytes(), takes);
    }

    /** Memory that bodies hold now, in bytes. */
    long heldBytes() {
        return memory.held();
    }

    private PushedBody read(HttpServletRequest request, long maxBytes, long memoryBytes, MediaType... takes) {
        BodyMemory.Share share = memory.new Share();
        boolean done = false;
        try {
            BodyStream wire = new BodyStream(request, clock, bounds.bodyTimeout(), share);
            PushedBody body = refusalOf(request, wire, maxBytes, takes)
                    .map(cut -> beginOf(request, wire, cut, share))
                    .orElseGet(() -> bodyOf(wire, maxBytes, memoryBytes, share));
            done = true;
            return body;
        } finally {
            if (!done) {
                share.close();
            }
        }
    }

    /** Why the body is refused by its head alone; empty if it is not. */
    private static Optional<PushedBody.Cut> refusalOf(
            HttpServletRequest request, BodyStream wire, long maxBytes, MediaType... takes) {
        if (!isOfOne(takes, request.getContentType())) {
            return Optional.of(wire.cut(Problem.MEDIA_TYPE_UNKNOWN, HttpHeaders.CONTENT_TYPE));
        }
        if (request.getHeader(HttpHeaders.CONTENT_ENCODING) != null) {
            return Optional.of(wire.cut(Problem.MEDIA_TYPE_UNKNOWN, HttpHeaders.CONTENT_ENCODING));
        }
        return request.getContentLengthLong() > maxBytes
                ? Optional.of(wire.cut(Problem.TOO_LARGE, ""))
                : Optional.empty();
    }

    private static boolean isOfOne(MediaType[] takes, String given) {
        try {
            MediaType type = MediaType.parseMediaType(given);
            return Stream.of(takes).anyMatch(taken -> taken.includes(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** The first bytes of a body that is refused by its head; none of one with "Expect: 100-continue", as it is not sent. */
    private static PushedBody beginOf(
            HttpServletRequest request, BodyStream wire, PushedBody.Cut cut, BodyMemory.Share share) {
        Grown begin = new Grown(share);
        boolean asked = request.getHeader(HttpHeaders.EXPECT) != null;
        while (!asked && begin.size() < RefusedPush.KEPT_BYTES) {
            int n = wire.next();
            if (n < 0) {
                break;
            }
            begin.write(wire.buffer(), 0, n);
        }
        wire.failIfNothingCame();
        return new PushedBody(RefusedPush.first(begin.toByteArray()), cut, share);
    }

    private PushedBody bodyOf(BodyStream wire, long maxBytes, long memoryBytes, BodyMemory.Share share) {
        Grown begin = new Grown(share);
        for (int n = wire.next(); n >= 0; n = wire.next()) {
            begin.write(wire.buffer(), 0, n);
            if (begin.size() > maxBytes) {
                return new PushedBody(RefusedPush.first(begin.toByteArray()), tooLarge(maxBytes), share);
            }
            if (begin.size() > memoryBytes) {
                return spool(begin, wire, maxBytes, share);
            }
        }
        wire.failIfNothingCame();
        return wire.isBroken()
                ? new PushedBody(RefusedPush.first(begin.toByteArray()), wire.cut(Problem.BODY_INCOMPLETE, ""), share)
                : new PushedBody(Content.of(begin.toByteArray()), null, share);
    }

    private PushedBody spool(Grown begin, BodyStream wire, long maxBytes, BodyMemory.Share share) {
        Path file = null;
        boolean complete = false;
        try {
            file = Files.createTempFile(folder, PREFIX, "");
            try (OutputStream out = Files.newOutputStream(file)) {
                begin.writeTo(out);
                for (int n = wire.next(); n >= 0 && wire.count() <= maxBytes; n = wire.next()) {
                    out.write(wire.buffer(), 0, n);
                }
            }
            if (wire.count() > maxBytes) {
                return new PushedBody(beginOf(file), tooLarge(maxBytes), share);
            }
            if (wire.isBroken()) {
                return new PushedBody(beginOf(file), wire.cut(Problem.BODY_INCOMPLETE, ""), share);
            }
            complete = true;
            return new PushedBody(Content.of(file), null, share);
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        } finally {
            if (!complete && file != null) {
                PushedBody.delete(file);
            }
        }
    }

    private static PushedBody.Cut tooLarge(long maxBytes) {
        return new PushedBody.Cut(Problem.TOO_LARGE, "", ABOVE + maxBytes);
    }

    private static Content beginOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Content.of(in.readNBytes(RefusedPush.KEPT_BYTES));
        }
    }

    /**
     * Bytes that came. It grows with them: a declared length is a promise, and a thousand senders who do not keep it must
     * cost nothing.
     */
    private static final class Grown extends ByteArrayOutputStream {

        private final BodyMemory.Share share;

        Grown(BodyMemory.Share share) {
            super(0);
            this.share = share;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            int room = buf.length;
            super.write(bytes, from, length);
            share.take(buf.length - room);
        }
    }
}
