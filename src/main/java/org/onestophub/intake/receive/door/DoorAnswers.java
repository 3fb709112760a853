package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.List;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.problem.ProblemBody;
import org.onestophub.problem.ProblemBody.FieldFault;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The HTTP answers for senders that push. */
final class DoorAnswers {

    /** Seconds after which a sender should repeat; the store mostly recovers within a restart of the database. */
    private static final String RETRY_AFTER_SECONDS = "5";

    private static final int UNAVAILABLE = 503;

    /**
     * The input is durable.
     *
     * @param receiptNumber what people read out on the phone
     * @param status where its state is shown
     * @param warnings what was found in it though it was taken; absent if nothing was
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "Accepted", description = "The input is durable.")
    record Accepted(
            @Schema(description = "What people read out on the phone.", example = "261122-0000123-6")
            String receiptNumber,

            @Schema(description = "Where its state is shown.", example = "/api/status/v1/receipts/261122-0000123-6")
            String status,

            @Schema(
                    description =
                            "What was found in it though it was taken, such as an unknown code; absent if nothing was.")
            List<FieldFault> warnings) {}

    private DoorAnswers() {}

    /**
     * 201 kept, 200 repeated, the problem's own status if refused, 503 with Retry-After if nothing was kept. The media
     * type is fixed here, because a sender whose input is durable must not get 406.
     */
    static ResponseEntity<Object> of(Answer answer) {
        return switch (answer.kind()) {
            case KEPT ->
                ResponseEntity.created(URI.create(statusLink(answer)))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(accepted(answer));
            case REPEATED ->
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(accepted(answer));
            case REFUSED ->
                ResponseEntity.status(answer.reason().httpStatus())
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(ProblemBody.refused(answer.reason(), answer.field(), answer.number(), faultsOf(answer)));
            case UNAVAILABLE ->
                ResponseEntity.status(UNAVAILABLE)
                        .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(ProblemBody.of(answer.reason(), answer.field()).withStatus(UNAVAILABLE));
        };
    }

    /** The HTTP status {@link #of} gives. */
    static int statusOf(Answer answer) {
        return switch (answer.kind()) {
            case KEPT -> 201;
            case REPEATED -> 200;
            case REFUSED -> answer.reason().httpStatus();
            case UNAVAILABLE -> UNAVAILABLE;
        };
    }

    /** As bytes it goes out in one write with its length; as an object it would go in chunks, in two. */
    private static byte[] accepted(Answer answer) {
        try {
            return CanonicalJson.MAPPER.writeValueAsBytes(
                    new Accepted(answer.number(), statusLink(answer), faultsOf(answer)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings are always JSON");
        }
    }

    /** What a trial found, in the sender's words too. */
    static List<FieldFault> faultsOf(Answer answer) {
        return answer.notes().stream()
                .map(note -> new FieldFault(note.field(), note.code(), note.senderField()))
                .toList();
    }

    private static String statusLink(Answer answer) {
        return "/api/status/v1/receipts/" + answer.number();
    }
}
