package org.onestophub.intake.receive.door;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.ProblemBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where systems say what happened to cases. A 2xx means durable; 503 means send it again. */
@RestController
@RequestMapping("/api/status/v1/events")
@Tag(name = "status", description = "State of what was sent, and of cases")
class StatusEventController {

    private static final String CHANNEL = "status-events";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    /** What names an event; without it the bytes do, and the event is refused for it. */
    private static final Map<String, String> KEY = Map.of("eventId", "");

    private static final int WAITING = 202;

    /**
     * What became of one event.
     *
     * @param index position in the body, from 0
     * @param status the HTTP status it would have had alone
     * @param result accepted, repeat, waiting, refused, or unavailable: send it again
     * @param receiptNumber its receipt; empty if nothing was kept
     * @param code the problem, or why it waits; empty if there is none
     * @param field the field at fault, or empty
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @Schema(name = "StatusEventResult", description = "What became of one status event.")
    record Item(
            @Schema(description = "Position in the body, from 0.")
            int index,

            @Schema(description = "The HTTP status the event would have had alone.", example = "201")
            int status,

            @Schema(
                    description =
                            "waiting: it is used once its case is there. unavailable: nothing was kept, send it again.",
                    allowableValues = {"accepted", "repeat", "waiting", "refused", "unavailable"})
            String result,

            @Schema(description = "Its receipt; absent if nothing was kept.")
            String receiptNumber,

            @Schema(description = "The problem, or why it waits; absent if there is none.", example = "ST-107")
            String code,

            @Schema(description = "The field at fault.") String field) {}

    private final PushStep push;
    private final PushBatch batch;

    StatusEventController(PushStep push, PushBatch batch) {
        this.push = push;
        this.batch = batch;
    }

    @WithinInstitutions
    @PostMapping
    @Operation(
            summary = "Say what happened to cases",
            description =
                    "One event as a JSON object, or up to 500 as an array; each is its own receipt and has its own "
                            + "result. Known by its eventId within the key: the same event again is a repeat, other content under "
                            + "the same eventId is refused. An event whose case has not come yet waits for it. A key with only the "
                            + "role hotline may speak of its own work orders.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = JSON,
                                            schema =
                                                    @Schema(
                                                            type = "object",
                                                            description =
                                                                    "Fields as in mappings/status; "
                                                                            + "mappings/status-event.schema.json has the canonical form.",
                                                            example =
                                                                    "{\"eventId\":\"oa-1\",\"type\":\"accepted\",\"occurredAt\":"
                                                                            + "\"2026-11-29T09:00:00+08:00\",\"complaint\":[{\"kind\":"
                                                                            + "\"receipt-number\",\"value\":\"261122-0000123-6\"}]}"))))
    @ApiResponse(
            responseCode = "201",
            description = "Accepted, durable now",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Item.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Durable now; waits for its case",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Item.class)))
    @ApiResponse(
            responseCode = "200",
            description = "A repeat; or, for an array, one result per event, in their order",
            content = @Content(mediaType = JSON, schema = @Schema(oneOf = {Item.class, Item[].class})))
    @ApiResponse(
            responseCode = "4XX",
            description = "Refused, its bytes are kept",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    ResponseEntity<Object> events(HttpServletRequest request, Principal account) {
        Function<byte[], Answer> event = bytes -> batch.ifSmall(CHANNEL, account.getName(), bytes, this::pushed);
        return batch.taken(
                CHANNEL,
                request,
                account,
                bytes -> one(event.apply(bytes)),
                events -> batch.results(events, event, StatusEventController::itemOf));
    }

    private static ResponseEntity<Object> one(Answer answer) {
        if (answer.kind() == Answer.Kind.REFUSED || answer.kind() == Answer.Kind.UNAVAILABLE) {
            return DoorAnswers.of(answer);
        }
        Item item = itemOf(0, answer);
        return ResponseEntity.status(item.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(item);
    }

    private static Item itemOf(int index, Answer answer) {
        boolean isWaiting = answer.kind() == Answer.Kind.KEPT && answer.problem() != null;
        String result = switch (answer.kind()) {
            case KEPT -> isWaiting ? "waiting" : "accepted";
            case REPEATED -> "repeat";
            case REFUSED -> "refused";
            case UNAVAILABLE -> "unavailable";
        };
        return new Item(
                index,
                isWaiting ? WAITING : DoorAnswers.statusOf(answer),
                result,
                answer.number(),
                answer.problem() == null ? "" : answer.problem().code(),
                answer.field());
    }

    private Answer pushed(byte[] event, String account) {
        org.onestophub.complaint.Content content = org.onestophub.complaint.Content.of(event);
        return push.push(
                CHANNEL,
                new Inbound(
                        content,
                        List.of(SourceKeys.ofFields(CHANNEL, account, KEY, content)),
                        Map.of("account", account, "contentType", JSON),
                        Inbound.SameKey.REFUSE));
    }
}
