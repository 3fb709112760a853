package org.onestophub.pipeline.read.mail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.contract.InputPlace;

/** Where in a mail a value of its view stands. */
final class MailPlace {

    private static final Map<String, String> HEADERS = Map.of(
            "from", "From",
            "sender", "Sender",
            "replyTo", "Reply-To",
            "to", "To",
            "cc", "Cc",
            "messageId", "Message-ID",
            "inReplyTo", "In-Reply-To",
            "references", "References");
    /** Longer heads are refused when the mail is read. */
    private static final int MAX_HEAD = 256 * 1024;

    private MailPlace() {}

    static Optional<InputPlace> of(String text, JsonNode view, String pointer) {
        String[] steps = pointer.substring(1).split("/", 3);
        return switch (steps[0]) {
            case "headers" -> Optional.of(header(text, steps.length > 1 ? steps[1] : ""));
            case "author" -> Optional.of(header(text, "from"));
            case "text" ->
                Optional.of(InputPlace.named("body " + view.path("textFrom").asText("")));
            case "attachments" ->
                Optional.of(InputPlace.named("part "
                        + view.at("/attachments/" + steps[1] + "/number").asText(steps[1])));
            default -> Optional.empty();
        };
    }

    private static InputPlace header(String text, String field) {
        String name = HEADERS.getOrDefault(field, field.equals("date") || field.equals("sentAt") ? "Date" : "Subject");
        int end = text.indexOf("\n\r\n");
        int other = text.indexOf("\n\n");
        int head = Math.min(MAX_HEAD, Math.max(0, end < 0 ? other : other < 0 ? end : Math.min(end, other)));
        Matcher line = Pattern.compile(
                        "^" + name + ":[^\\n]*(?:\\n[ \\t][^\\n]*)*", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE)
                .matcher(text.substring(0, Math.min(head, text.length())));
        return line.find() ? new InputPlace(name, line.start(), line.end()) : InputPlace.named(name);
    }
}
