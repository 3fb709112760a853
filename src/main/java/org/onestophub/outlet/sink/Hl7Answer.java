package org.onestophub.outlet.sink;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;

/** An acknowledgement as far as it says what became of the message: MSA-1 and MSA-2. */
final class Hl7Answer {

    private static final Pattern LINES = Pattern.compile("[\\r\\n]+");

    private final String text;
    private final String code;
    private final String controlId;

    private Hl7Answer(String text, String code, String controlId) {
        this.text = text;
        this.code = code;
        this.controlId = controlId;
    }

    /** Total: any bytes give an answer, if need be one without code. */
    static Hl7Answer of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        char bar = text.startsWith("MSH") && text.length() > 3 ? text.charAt(3) : '|';
        for (String line : LINES.split(text)) {
            if (line.startsWith("MSA" + bar)) {
                String[] fields = line.split(Pattern.quote(String.valueOf(bar)), -1);
                return new Hl7Answer(text, fields[1].strip(), fields.length > 2 ? fields[2].strip() : "");
            }
        }
        return new Hl7Answer(text, "", "");
    }

    /** What it means for the message of that MSH-10; the answer to another message says nothing about ours. */
    SinkReply judge(String ourControlId) {
        if (!controlId.equals(ourControlId)) {
            return SinkReply.failed(Problem.OUTCOME_UNKNOWN, code, text);
        }
        return switch (code) {
            case "AA", "CA" -> SinkReply.taken(code, text);
            case "AE", "CE" -> SinkReply.failed(Problem.DESTINATION_BUSY, code, text);
            case "AR", "CR" -> SinkReply.failed(Problem.DESTINATION_REFUSED, code, text);
            default -> SinkReply.failed(Problem.OUTCOME_UNKNOWN, code, text);
        };
    }
}
