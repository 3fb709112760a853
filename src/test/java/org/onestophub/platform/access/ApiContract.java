package org.onestophub.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The published API description as a contract: every answer a test gets from {@code /api/} must be one the description
 * describes, with its status, its media type, and a body of its schema in which nothing stands that is not described.
 */
final class ApiContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, ApiContract> OF_SERVERS = new ConcurrentHashMap<>();

    private final JsonNode description;
    private final ObjectNode components;

    private ApiContract(JsonNode description) {
        this.description = description;
        this.components = description.path("components").deepCopy();
        components.path("schemas").forEach(ApiContract::close);
    }

    /** Holds the answer to the description of the server it came from, as far as the caller may read that. */
    static void check(Caller caller, String method, String path, Caller.Reply reply) {
        if (!path.startsWith("/api/")) {
            return;
        }
        ApiContract contract = OF_SERVERS.get(caller.port());
        if (contract == null) {
            Caller.Reply published = caller.get("/v3/api-docs");
            if (published.status() != 200) {
                return;
            }
            contract = new ApiContract(published.json());
            OF_SERVERS.put(caller.port(), contract);
        }
        contract.check(method, path.replaceFirst("\\?.*", ""), reply);
    }

    private void check(String method, String path, Caller.Reply reply) {
        Optional<JsonNode> operation = operationOf(method, path);
        if (operation.isEmpty()) {
            assertThat(reply.status())
                    .as("status of %s %s, which is not described", method, path)
                    .isGreaterThanOrEqualTo(400);
            return;
        }
        String what = method + " " + path + " " + reply.status();
        JsonNode responses = operation.get().path("responses");
        JsonNode response = responses.path(String.valueOf(reply.status()));
        if (response.isMissingNode()) {
            response = responses.path(reply.status() / 100 + "XX");
        }
        assertThat(response.isMissingNode())
                .as("%s is not described: %s", what, responses.fieldNames())
                .isFalse();
        checkBody(what, response.path("content"), reply);
    }

    private void checkBody(String what, JsonNode content, Caller.Reply reply) {
        if (reply.body().isEmpty()) {
            return;
        }
        String mediaType = reply.header("Content-Type").replaceFirst(";.*", "").strip();
        JsonNode described = content.path(mediaType);
        assertThat(described.isMissingNode())
                .as(
                        "%s: %s is not among the media types %s",
                        what, mediaType, new TreeMap<>(fieldsOf(content)).keySet())
                .isFalse();
        if (!mediaType.endsWith("json")) {
            return;
        }
        ObjectNode schema = JSON.createObjectNode();
        schema.setAll((ObjectNode) described.path("schema"));
        schema.set("components", components);
        TreeSet<String> violations = new TreeSet<>();
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(parsed(what, reply.body()))
                .forEach(message -> violations.add(message.getInstanceLocation() + " " + message.getKeyword() + " "
                        + (message.getProperty() == null ? "" : message.getProperty()) + " "
                        + Arrays.toString(message.getArguments())));
        assertThat(violations).as("%s breaks its description", what).isEmpty();
    }

    private static Map<String, JsonNode> fieldsOf(JsonNode object) {
        Map<String, JsonNode> fields = new TreeMap<>();
        object.fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** The described path with the fewest variables that fits. */
    private Optional<JsonNode> operationOf(String method, String path) {
        return fieldsOf(description.path("paths")).entrySet().stream()
                .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+"), path))
                .sorted((one, other) -> Long.compare(variables(one.getKey()), variables(other.getKey())))
                .map(entry -> entry.getValue().path(method.toLowerCase()))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private static long variables(String template) {
        return template.chars().filter(c -> c == '{').count();
    }

    /** What has properties has no others. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(ApiContract::close);
    }

    private static JsonNode parsed(String what, String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(what + " is no JSON", e);
        }
    }
}
