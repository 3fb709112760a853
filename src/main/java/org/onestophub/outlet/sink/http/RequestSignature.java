package org.onestophub.outlet.sink.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Hmac;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Signs requests by a shared secret: HMAC-SHA-256 or HMAC-SM3 over a text that names parts of the request. */
final class RequestSignature implements RequestAuthorization {

    private static final Pattern PART = Pattern.compile("\\{([A-Za-z0-9]+)}");
    private static final Set<String> PARTS =
            Set.of("method", "path", "query", "timestamp", "nonce", "id", "key", "body", "bodySha256", "nl");
    private static final int NONCE_DIGITS = 32;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private final Form form;
    private final Supplier<String> key;
    private final Supplier<String> secret;
    private final Clock clock;

    /** A keyed digest. */
    @FunctionalInterface
    interface Seal {
        /** HMAC with SHA-256. */
        Seal SHA_256 = (key, text) -> Hmac.of(key, text);
        /** HMAC with SM3 (GB/T 32905). */
        Seal SM3 = Sm3Hmac::of;

        /** The digest of a text under a key. */
        byte[] of(byte[] key, byte[] text);
    }

    /**
     * How the server wants it.
     *
     * @param seal HMAC with SHA-256 or SM3
     * @param text what is signed: {@code {method}}, {@code {path}}, {@code {query}}, {@code {timestamp}}, {@code {nonce}},
     *     {@code {id}}, {@code {key}}, {@code {body}}, {@code {bodySha256}} and {@code {nl}} (a line feed) stand for these parts
     * @param header that carries the signature
     * @param prefix in front of it
     * @param isBase64 else hex
     * @param timestampHeader that carries the time since 1970; empty: none
     * @param isMillis whether that is in milliseconds, else in seconds
     * @param nonceHeader that carries a number used once; empty: none
     * @param keyHeader that carries the name of the key; empty: none
     */
    record Form(
            Seal seal,
            String text,
            String header,
            String prefix,
            boolean isBase64,
            String timestampHeader,
            boolean isMillis,
            String nonceHeader,
            String keyHeader) {

        /** CH-207 if a header's name or the text cannot be right. */
        Form {
            for (String name : List.of(header, timestampHeader, nonceHeader, keyHeader)) {
                if (!name.isEmpty() && !HEADER.matcher(name).matches()) {
                    throw new ProblemException(Problem.SETTING_INVALID, "signatureHeader");
                }
            }
            boolean isKnown = PART.matcher(text).results().allMatch(part -> PARTS.contains(part.group(1)));
            if (header.isEmpty() || !isKnown || !PART.matcher(text).find()) {
                throw new ProblemException(Problem.SETTING_INVALID, "signedText");
            }
        }

        /** Whether the name of the key is sent or signed. */
        boolean namesKey() {
            return !keyHeader.isEmpty() || text.contains("{key}");
        }
    }

    RequestSignature(Form form, Supplier<String> key, Supplier<String> secret, Clock clock) {
        this.form = form;
        this.key = key;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public Map<String, String> headersOf(OutgoingRequest request) {
        Instant now = clock.instant();
        String timestamp = Long.toString(form.isMillis() ? now.toEpochMilli() : now.getEpochSecond());
        // another one at each attempt: a server may reject a number that it has seen
        String nonce = Digest.sha256(bytes(request.id() + "." + now)).substring(0, NONCE_DIGITS);
        String name = form.namesKey() ? key.get() : "";
        byte[] sealed = form.seal().of(bytes(secret.get()), signed(request, timestamp, nonce, name));
        Map<String, String> headers = new LinkedHashMap<>();
        put(headers, form.timestampHeader(), timestamp);
        put(headers, form.nonceHeader(), nonce);
        put(headers, form.keyHeader(), name);
        put(headers, form.header(), form.prefix() + encoded(sealed));
        return headers;
    }

    private String encoded(byte[] sealed) {
        return form.isBase64()
                ? Base64.getEncoder().encodeToString(sealed)
                : HexFormat.of().formatHex(sealed);
    }

    private static void put(Map<String, String> headers, String name, String value) {
        if (!name.isEmpty()) {
            headers.put(name, value);
        }
    }

    private byte[] signed(OutgoingRequest request, String timestamp, String nonce, String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher part = PART.matcher(form.text());
        int end = 0;
        while (part.find()) {
            out.writeBytes(bytes(form.text().substring(end, part.start())));
            out.writeBytes(
                    switch (part.group(1)) {
                        case "method" -> bytes(request.method());
                        case "path" -> bytes(request.address().getRawPath());
                        case "query" ->
                            bytes(
                                    request.address().getRawQuery() == null
                                            ? ""
                                            : request.address().getRawQuery());
                        case "timestamp" -> bytes(timestamp);
                        case "nonce" -> bytes(nonce);
                        case "id" -> bytes(request.id());
                        case "key" -> bytes(name);
                        case "bodySha256" -> bytes(Digest.sha256(request.body()));
                        case "nl" -> bytes("\n");
                        default -> request.body();
                    });
            end = part.end();
        }
        out.writeBytes(bytes(form.text().substring(end)));
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
