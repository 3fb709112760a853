package org.onestophub.outlet.sink.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A path, perhaps with a query, in which fields of what is sent stand as JSON Pointers in braces:
 * {@code /orders/{/taskId}/answers}. A value takes exactly the place of its pointer: every character of it that could mean
 * something in an address is percent-encoded (RFC 3986, 2.1).
 */
final class PathTemplate {

    private static final Pattern FIELD = Pattern.compile("\\{(/[^{}]*)}");
    private static final Pattern LITERAL = Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");
    /** What a server would take for a step in its folders, however it is encoded. */
    private static final Set<String> STEPS = Set.of(".", "..");

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final int MOST_VALUE = 200;

    /** Literal, pointer, literal, pointer, … literal. */
    private final List<String> literals = new ArrayList<>();

    private final List<JsonPointer> fields = new ArrayList<>();

    private PathTemplate(String text) {
        Matcher field = FIELD.matcher(text);
        int end = 0;
        while (field.find()) {
            literals.add(text.substring(end, field.start()));
            fields.add(JsonPointer.compile(field.group(1)));
            end = field.end();
        }
        literals.add(text.substring(end));
    }

    /**
     * The template of a text, empty or with a slash at its beginning.
     * @throws ProblemException CH-207 if it is none
     */
    static PathTemplate of(String text) {
        PathTemplate made = new PathTemplate(text);
        boolean isPath = text.isEmpty() || text.startsWith("/");
        if (!isPath
                || !made.literals.stream()
                        .allMatch(literal -> LITERAL.matcher(literal).matches())
                || String.join("", made.literals).chars().filter(c -> c == '?').count() > 1) {
            throw new ProblemException(Problem.SETTING_INVALID, "path");
        }
        return made;
    }

    /** Whether it needs fields of what is sent. */
    boolean hasFields() {
        return !fields.isEmpty();
    }

    /**
     * The address below a base, with the values of these fields. The base's query stays in front of the template's.
     * @throws ProblemException DL-201 if a field is missing or cannot stand in an address
     */
    URI below(URI base, JsonNode sent) {
        StringBuilder text = new StringBuilder(literals.get(0));
        for (int i = 0; i < fields.size(); i++) {
            text.append(encoded(sent.at(fields.get(i)))).append(literals.get(i + 1));
        }
        String[] parts = text.toString().split("\\?", 2);
        String path = base.getRawPath() == null ? "" : base.getRawPath();
        String folder = path.endsWith("/") && !parts[0].isEmpty() ? path.substring(0, path.length() - 1) : path;
        String query = joined(base.getRawQuery() == null ? "" : base.getRawQuery(), parts.length > 1 ? parts[1] : "");
        return URI.create(base.getScheme() + "://" + base.getRawAuthority() + folder + parts[0]
                + (query.isEmpty() ? "" : "?" + query));
    }

    private static String joined(String one, String other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + "&" + other;
    }

    private static String encoded(JsonNode value) {
        String text = value.isTextual() || value.isNumber() ? value.asText() : "";
        if (text.isBlank() || text.length() > MOST_VALUE || STEPS.contains(text.strip())) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "path");
        }
        StringBuilder out = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && UNRESERVED.indexOf(octet) >= 0) {
                out.append((char) octet);
            } else {
                out.append(String.format(java.util.Locale.ROOT, "%%%02X", octet));
            }
        }
        return out.toString();
    }
}
