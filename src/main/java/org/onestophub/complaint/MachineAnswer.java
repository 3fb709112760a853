package org.onestophub.complaint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a mail system, and no person, says about an earlier mail: a bounce, an absence note, a read receipt. It never opens
 * a case. It is appended to the case of the mail it answers, or counted. Source: RFC 3834, decision 0060.
 *
 * @param kind under which it is counted, for example {@code bounce-hard}; lower-case letters and hyphens
 * @param messageIds Message-IDs of the mail it answers and of those before it, without angle brackets
 * @param recipients addresses which that mail was sent to, as the machine names them; empty where its own sender is the one
 */
public record MachineAnswer(String kind, List<String> messageIds, List<String> recipients) {

    private static final String FIELD = "machineAnswer";

    /** Writes it into the view of a mail. */
    public void writeTo(ObjectNode view) {
        ObjectNode answer = view.putObject(FIELD).put("kind", kind);
        if (!messageIds.isEmpty()) {
            messageIds.forEach(answer.putArray("messageIds")::add);
        }
        if (!recipients.isEmpty()) {
            recipients.forEach(answer.putArray("recipients")::add);
        }
    }

    /** The answer that a view holds; empty if a person may have written it. */
    public static Optional<MachineAnswer> in(JsonNode view) {
        JsonNode answer = view.path(FIELD);
        return answer.isObject()
                ? Optional.of(new MachineAnswer(
                        answer.path("kind").asText(),
                        texts(answer.path("messageIds")),
                        texts(answer.path("recipients"))))
                : Optional.empty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
