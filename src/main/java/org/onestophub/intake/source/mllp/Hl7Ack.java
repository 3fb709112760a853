package org.onestophub.intake.source.mllp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/**
 * Builds acknowledgements. Own words are ASCII, everything else repeats the bytes of the request, so the answer is in the
 * request's character set. Camel's own fails on a header with less than ten fields and shares a date format between
 * threads.
 */
final class Hl7Ack {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final String DEFAULT_VERSION = "2.4";
    /** From this version on a receiver may expect the error's place and code in an ERR segment. */
    private static final String FIRST_WITH_ERR = "2.5";

    private static final int RADIX = 36;
    private static final Pattern EVENT = Pattern.compile("[A-Z]\\d{2}");

    private final Clock clock;
    private final ZoneId zone;
    private final String instance;
    private final AtomicLong count = new AtomicLong();

    Hl7Ack(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
        this.instance = Long.toString(clock.millis(), RADIX).toUpperCase(java.util.Locale.ROOT);
    }

    /** The acknowledgement of the message with that header; without a {@code problem} if that is null. */
    byte[] of(Hl7Header request, String code, @Nullable Problem problem) {
        char bar = request.bar();
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        String event = eventOf(request);
        put(
                out,
                "MSH",
                bar,
                request.encoding(),
                bar,
                request.field(5),
                bar,
                request.field(6),
                bar,
                request.field(3),
                bar,
                request.field(4),
                bar,
                TIME.format(clock.instant().atZone(zone)),
                bar,
                bar,
                event.isEmpty() ? "ACK" : "ACK" + (char) request.encoding()[0] + event,
                bar,
                nextId(),
                bar,
                request.field(11).length == 0 ? "P" : request.field(11),
                bar,
                versionOf(request));
        if (request.field(17).length + request.field(18).length > 0) {
            put(out, bar, bar, bar, bar, bar, request.field(17), bar, request.field(18));
        }
        put(out, "\rMSA", bar, code, bar, request.field(10));
        if (problem != null) {
            put(out, bar, problem.code() + ' ' + problem.meaning());
        }
        put(out, '\r');
        if (problem != null && request.component(12, 1).compareTo(FIRST_WITH_ERR) >= 0) {
            put(out, "ERR", bar, bar, bar, "207", bar, "E", bar, problem.code(), '\r');
        }
        return out.toByteArray();
    }

    /** MSH-9.2 if it is a trigger event; nothing else of the field is repeated. */
    private static String eventOf(Hl7Header request) {
        String event = request.component(9, 2);
        return EVENT.matcher(event).matches() ? event : "";
    }

    private static Object versionOf(Hl7Header request) {
        return request.field(12).length == 0 ? DEFAULT_VERSION : request.field(12);
    }

    /** Unique in every run of the hub, at most 20 characters: the longest MSH-10 of old versions. */
    private String nextId() {
        return instance + '-' + Long.toString(count.incrementAndGet(), RADIX).toUpperCase(java.util.Locale.ROOT);
    }

    private static void put(ByteArrayOutputStream out, Object... pieces) {
        for (Object piece : pieces) {
            byte[] bytes =
                    piece instanceof byte[] raw ? raw : String.valueOf(piece).getBytes(StandardCharsets.US_ASCII);
            out.writeBytes(bytes);
        }
    }
}
