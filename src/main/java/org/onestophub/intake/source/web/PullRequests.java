package org.onestophub.intake.source.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests with fields, texts or numbers, in the address, in a form or in JSON. */
final class PullRequests {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PullRequests() {}

    /** {@code name=value} pairs of a list with commas, in their order. */
    static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                pairs.put(
                        pair.substring(0, equals).strip(),
                        pair.substring(equals + 1).strip());
            }
        }
        return pairs;
    }

    /** A request for these fields: {@code query}, {@code form} or {@code json}. */
    static HttpRequest.Builder of(URI address, String form, Map<String, ?> fields) {
        return form.equals("query")
                ? common(HttpRequest.newBuilder(with(address, fields)).GET())
                : post(address, form, fields);
    }

    /** A POST of these fields as {@code form} or {@code json}. */
    static HttpRequest.Builder post(URI address, String form, Map<String, ?> fields) {
        boolean isForm = form.equals("form");
        return common(HttpRequest.newBuilder(address))
                .header("Content-Type", isForm ? "application/x-www-form-urlencoded" : "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(isForm ? encoded(fields) : json(fields)));
    }

    /** The address with these parameters added. */
    static URI with(URI address, Map<String, ?> parameters) {
        if (parameters.isEmpty()) {
            return address;
        }
        String text = address.toString().replaceFirst("#.*$", "");
        return URI.create(text + (address.getRawQuery() == null ? "?" : "&") + encoded(parameters));
    }

    private static HttpRequest.Builder common(HttpRequest.Builder request) {
        return request.header("Accept", "application/json").header("User-Agent", "onestop-hub");
    }

    private static String encoded(Map<String, ?> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(String.valueOf(field.getValue())))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String json(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts and numbers is always JSON");
        }
    }
}
