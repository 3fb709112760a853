package org.onestophub.outlet.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * A mail as a mapping wants it.
 *
 * @param to addresses, at least one
 * @param cc addresses
 * @param subject one line
 * @param text plain text
 */
public record MailText(List<String> to, List<String> cc, String subject, String text) {

    private static final int MAX_SUBJECT = 300;
    private static final int MAX_TEXT = 200_000;

    /** Of {@code {"to", "cc", "subject", "text"}}; a single address may stand without a list. DL-201 if it is no mail. */
    static MailText of(JsonNode mail) {
        MailText made = new MailText(
                addresses(mail.path("to")),
                addresses(mail.path("cc")),
                line(mail.path("subject").asText()),
                ShortText.of(mail.path("text").asText(), MAX_TEXT, "…"));
        if (made.to.isEmpty() || made.subject.isBlank() || made.text.isBlank()) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "mail");
        }
        return made;
    }

    private static List<String> addresses(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return List.of();
        }
        if (given.isTextual()) {
            return List.of(given.textValue());
        }
        List<String> all = new ArrayList<>();
        given.forEach(one -> all.add(one.asText()));
        return List.copyOf(all);
    }

    /** A line end in a subject would begin another header. */
    private static String line(String subject) {
        return ShortText.of(
                subject.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip(), MAX_SUBJECT, "…");
    }
}
