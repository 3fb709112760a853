package org.onestophub.intake.receive.door;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.Problem;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The door of a channel that has one of its own: its route begins at the connector {@code http-door-source}, which says how
 * large a body may be and what names an input. A 2xx means durable; 503 means send it again.
 */
@RestController
@RequestMapping("/api/push/v1/{channel}")
@Tag(name = "push", description = "Inputs of channels with a door of their own")
class PushController {

    private static final int MAX_CONTENT_TYPE_LENGTH = 500;

    private final PushedBodies bodies;
    private final PushStep push;

    PushController(PushedBodies bodies, PushStep push) {
        this.bodies = bodies;
        this.push = push;
    }

    @WithinInstitutions
    @PostMapping
    @Operation(
            summary = "Push one input to a channel",
            description =
                    "Known by its Idempotency-Key, else by the fields that the channel names, else by its bytes. The "
                            + "same input again, however its JSON is written, is 200 with the same receipt. An input "
                            + "that says something else is 201 under the same fields, and adds to the case; under the "
                            + "same Idempotency-Key it is 409.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema =
                                                    @Schema(
                                                            type = "object",
                                                            description = "Fields as in the channel's mapping."))))
    @PushAnswers
    ResponseEntity<Object> input(
            HttpServletRequest request,
            Principal account,
            @Parameter(description = "Name of the channel.", example = "city-platform") @PathVariable("channel")
                    String channel,
            @Parameter(description = "1–200 visible ASCII characters, unique per input of this key.")
                    @RequestHeader(name = SourceKeys.IDEMPOTENCY_KEY, required = false)
                    @Nullable
                    String idempotencyKey) {
        Optional<PushDoor> door = push.doorOf(channel);
        if (door.isEmpty()) {
            return DoorAnswers.of(Answer.unavailable(Problem.CHANNEL_STOPPED));
        }
        try (PushedBody body =
                bodies.spooled(request, door.get().maxSize(), door.get().mediaTypes())) {
            return DoorAnswers.of(
                    push.push(channel, inbound(channel, door.get(), body, account.getName(), idempotencyKey, request)));
        }
    }

    private static Inbound inbound(
            String channel,
            PushDoor door,
            PushedBody body,
            String account,
            @Nullable String idempotencyKey,
            HttpServletRequest request) {
        String contentType = Objects.toString(request.getContentType(), "");
        String declaredType = ShortText.of(contentType, MAX_CONTENT_TYPE_LENGTH);
        if (body.cut() != null) {
            return RefusedPush.cut(channel, account, declaredType, body.content(), body.cut());
        }
        if (!SourceKeys.isUsable(idempotencyKey) || contentType.length() > MAX_CONTENT_TYPE_LENGTH) {
            return RefusedPush.whole(
                    channel,
                    account,
                    declaredType,
                    body.content(),
                    Problem.REQUEST_INVALID,
                    SourceKeys.isUsable(idempotencyKey) ? "Content-Type" : SourceKeys.IDEMPOTENCY_KEY);
        }
        String key = idempotencyKey == null
                ? SourceKeys.ofFields(channel, account, door.keyFields(), body.content())
                : channel + ":" + account + ":" + idempotencyKey;
        return new Inbound(
                body.content(),
                List.of(key),
                Map.of("account", account, "contentType", contentType),
                idempotencyKey == null ? Inbound.SameKey.APPEND : Inbound.SameKey.REFUSE);
    }
}
