package org.onestophub.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A problem as an HTTP caller sees it (RFC 9457, {@value #MEDIA_TYPE}). Nothing the caller sent is repeated in it.
 *
 * @param type {@code urn:onestop-hub:problem:<code>}
 * @param title what is wrong, the problem's meaning; English unless changed by {@link #in}
 * @param status HTTP status, 400–599
 * @param detail what to do, the problem's remedy
 * @param code stable code, {@code XX-nnn}
 * @param field the field or parameter at fault, by name; empty if there is none
 * @param senderField that field as the sender calls it; empty if it is not known
 * @param receiptNumber receipt under which the refused bytes are kept; empty if nothing was kept
 * @param errors each fault with its field, when the input was judged
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String field,
        String senderField,
        String receiptNumber,
        List<FieldFault> errors) {

    /** Media type of every error answer. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One fault of the input.
     *
     * @param field name or JSON pointer; empty for the input as a whole
     * @param code stable code, {@code XX-nnn}
     * @param senderField that field as the sender calls it; absent if it is not known
     */
    public record FieldFault(
            String field,
            String code,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String senderField) {

        /** One whose field has no other name. */
        public FieldFault(String field, String code) {
            this(field, code, "");
        }
    }

    /** A problem of a request that left nothing behind. */
    public static ProblemBody of(Problem problem, String field) {
        return new ProblemBody(
                typeOf(problem),
                problem.meaning(),
                problem.httpStatus(),
                problem.remedy(),
                problem.code(),
                field,
                "",
                "",
                List.of());
    }

    /** A problem of an input that was kept and refused. */
    public static ProblemBody refused(Problem problem, String field, String receiptNumber) {
        return refused(problem, field, receiptNumber, List.of());
    }

    /**
     * The same with all that was found in it.
     *
     * @param found the problem first; empty if nothing but that was found
     */
    public static ProblemBody refused(Problem problem, String field, String receiptNumber, List<FieldFault> found) {
        List<FieldFault> errors = found.isEmpty() ? List.of(new FieldFault(field, problem.code())) : found;
        return new ProblemBody(
                typeOf(problem),
                problem.meaning(),
                problem.httpStatus(),
                problem.remedy(),
                problem.code(),
                field,
                errors.get(0).field().equals(field) ? errors.get(0).senderField() : "",
                receiptNumber,
                errors);
    }

    /** The same problem with its texts in this language. */
    public ProblemBody in(Language language) {
        ProblemText text = Problem.ofCode(code).in(language);
        return new ProblemBody(
                type, text.meaning(), status, text.remedy(), code, field, senderField, receiptNumber, errors);
    }

    /** The same problem under the status that the server has already chosen. */
    public ProblemBody withStatus(int newStatus) {
        return new ProblemBody(type, title, newStatus, detail, code, field, senderField, receiptNumber, errors);
    }

    private static String typeOf(Problem problem) {
        return "urn:onestop-hub:problem:" + problem.code();
    }
}
