package org.onestophub.operate.cli.hotline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.onestophub.operate.cli.HubClient;
import org.onestophub.operate.cli.hotline.PlatformLine.Reply;

/** The orders that a conformance check pushes, and what answers have to be like. */
final class ConformanceOrders {

    /** What every order says. */
    static final String TEXT = "接口一致性测试，请勿办理。Interface test, do not handle.";

    private static final String PROBLEM = "application/problem+json";

    private ConformanceOrders() {}

    static ObjectNode order(String number, String more) {
        return HubClient.JSON
                .createObjectNode()
                .put("taskId", number)
                .put("round", "1")
                .put("discription", TEXT + more);
    }

    static ObjectNode happening(String number, String operation, String id) {
        return HubClient.JSON
                .createObjectNode()
                .put("taskId", number)
                .put("operation", operation)
                .put("operationId", id)
                .put("operationReason", TEXT);
    }

    static Predicate<Reply> taken() {
        return reply -> reply.status() == 201 && !reply.receipt().isEmpty();
    }

    static Predicate<Reply> repeatOf(Reply first) {
        return reply -> reply.status() == 200
                && !first.receipt().isEmpty()
                && reply.receipt().equals(first.receipt());
    }

    /** Refused with that status, 0 for any 4xx, as a problem with a code. */
    static Predicate<Reply> refused(int status) {
        return reply -> (status == 0 ? reply.status() / 100 == 4 : reply.status() == status)
                && reply.mediaType().startsWith(PROBLEM)
                && !reply.code().isEmpty();
    }

    static List<String> typesOf(Reply reply) {
        List<String> types = new ArrayList<>();
        reply.json()
                .path("events")
                .forEach(event -> types.add(event.at("/type/code").asText()));
        return types;
    }

    static boolean names(JsonNode answer, String field, String value) {
        return answer.findValuesAsText(field).contains(value);
    }

    static boolean mentions(JsonNode answer, String field) {
        return names(answer, "senderField", field)
                || names(answer, "field", "/" + field)
                || names(answer, "field", field);
    }
}
