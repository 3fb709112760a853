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
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.ShortText;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where staff enter visits, calls and letters, cases solved on the ward, and complaints of staff. */
@RestController
@RequestMapping("/api/desk/v1/complaints")
@Tag(name = "desk", description = "Complaints taken by staff")
class DeskController {

    private static final String CHANNEL = "desk";
    private static final String FIELDS = "Fields as in mappings/desk. receivedAt: when the hospital received the "
            + "complaint, for example 2026-09-18T10:15:00+08:00, or without an offset in local time of the hospital; legal "
            + "clocks start there. In the future: 422 CK-110. More than 30 days back: the finding CK-111.";
    private static final int MAX_CONTENT_TYPE_LENGTH = 500;

    private final PushedBodies bodies;
    private final PushProperties bounds;
    private final PushStep push;

    DeskController(PushedBodies bodies, PushProperties bounds, PushStep push) {
        this.bodies = bodies;
        this.bounds = bounds;
        this.push = push;
    }

    @WithinInstitutions
    @PostMapping
    @Operation(
            summary = "Enter one complaint",
            description = "JSON, or multipart with the JSON in a part and attachments in others. A repeat with the "
                    + "same Idempotency-Key must carry the same bytes: then it is 200 with the same receipt, "
                    + "otherwise 409.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(type = "object", description = FIELDS)),
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schema =
                                                @Schema(
                                                        type = "object",
                                                        description =
                                                                "Parts as in mappings/desk. Part complaint: " + FIELDS))
                            }))
    @PushAnswers
    ResponseEntity<Object> complaint(
            HttpServletRequest request,
            Principal account,
            @Parameter(description = "1–200 visible ASCII characters, unique per complaint of this key.")
                    @RequestHeader(name = SourceKeys.IDEMPOTENCY_KEY, required = false)
                    String idempotencyKey) {
        String contentType = Objects.toString(request.getContentType(), "");
        try (PushedBody body = bodies.spooled(
                request, bounds.complaintMaxSize(), MediaType.APPLICATION_JSON, MediaType.MULTIPART_FORM_DATA)) {
            return DoorAnswers.of(push.push(
                    CHANNEL,
                    refused(body, account.getName(), idempotencyKey, contentType)
                            .orElseGet(() -> inbound(body.content(), account, idempotencyKey, contentType))));
        }
    }

    private static Optional<Inbound> refused(
            PushedBody body, String account, @Nullable String idempotencyKey, String contentType) {
        boolean isTypeLong = contentType.length() > MAX_CONTENT_TYPE_LENGTH;
        String shortType = ShortText.of(contentType, MAX_CONTENT_TYPE_LENGTH);
        if (body.cut() != null) {
            return Optional.of(RefusedPush.cut(CHANNEL, account, shortType, body.content(), body.cut()));
        }
        boolean isKeyWrong = !SourceKeys.isUsable(idempotencyKey);
        return isTypeLong || isKeyWrong
                ? Optional.of(RefusedPush.whole(
                        CHANNEL,
                        account,
                        shortType,
                        body.content(),
                        Problem.REQUEST_INVALID,
                        isTypeLong ? HttpHeaders.CONTENT_TYPE : SourceKeys.IDEMPOTENCY_KEY))
                : Optional.empty();
    }

    private static Inbound inbound(
            org.onestophub.complaint.Content content,
            Principal account,
            @Nullable String idempotencyKey,
            String contentType) {
        String key = idempotencyKey == null
                ? SourceKeys.ofDigest(CHANNEL, account.getName(), content)
                : CHANNEL + ":" + account.getName() + ":" + idempotencyKey;
        return new Inbound(
                content,
                List.of(key),
                Map.of("account", account.getName(), "contentType", contentType),
                Inbound.SameKey.REFUSE);
    }
}
