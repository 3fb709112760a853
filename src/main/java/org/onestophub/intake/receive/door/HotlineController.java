package org.onestophub.intake.receive.door;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.Answer;
import org.onestophub.complaint.Inbound;
import org.onestophub.complaint.contract.rights.WithinInstitutions;
import org.onestophub.problem.ProblemBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the citizen hotline pushes its work orders. A 2xx means durable; 503 means send it again. */
@RestController
@RequestMapping("/api/hotline/v1/work-orders")
@Tag(name = "hotline", description = "Work orders of the citizen hotline (12345)")
class HotlineController {

    private static final String CHANNEL = "hotline";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final PushedBodies bodies;
    private final PushProperties bounds;
    private final PushStep push;
    private final PushBatch batch;

    HotlineController(PushedBodies bodies, PushProperties bounds, PushStep push, PushBatch batch) {
        this.bodies = bodies;
        this.bounds = bounds;
        this.push = push;
        this.batch = batch;
    }

    @WithinInstitutions
    @PostMapping
    @Operation(
            summary = "Push one work order",
            description =
                    "Known by its taskId and round: the same order again, however it is written, is 200 with the same "
                            + "receipt. An order that says something else under the same taskId and round is 201 and adds "
                            + "to the case.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = JSON,
                                            schema = @Schema(ref = "#/components/schemas/WorkOrder"),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"taskId\":\"2609A000001\",\"round\":1,\"discription\":\"…\"}"))))
    @PushAnswers
    ResponseEntity<Object> order(HttpServletRequest request, Principal account) {
        try (PushedBody body = bodies.inMemory(request, bounds.orderMaxSize(), MediaType.APPLICATION_JSON)) {
            return DoorAnswers.of(
                    body.cut() != null
                            ? batch.cut(CHANNEL, request, account, body, body.cut())
                            : pushed(body.bytes(), account.getName()));
        }
    }

    @WithinInstitutions
    @PostMapping(path = "/batch")
    @Operation(
            summary = "Push up to 500 work orders",
            description = "A JSON array; each order is its own receipt and has its own result. A body that is no JSON "
                    + "array is refused as a whole, with its bytes kept.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = JSON,
                                            array =
                                                    @ArraySchema(
                                                            schema = @Schema(ref = "#/components/schemas/WorkOrder")))))
    @ApiResponse(
            responseCode = "200",
            description = "One result per order, in their order",
            content =
                    @Content(
                            mediaType = JSON,
                            array = @ArraySchema(schema = @Schema(implementation = PushBatch.Item.class))))
    @ApiResponse(
            responseCode = "4XX",
            description = "The body as a whole is unusable",
            content =
                    @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
    ResponseEntity<Object> orders(HttpServletRequest request, Principal account) {
        return batch.taken(
                CHANNEL,
                request,
                account,
                order -> DoorAnswers.of(pushed(order, account.getName())),
                orders -> batch.results(
                        orders,
                        order -> batch.ifSmall(CHANNEL, account.getName(), order, this::pushed),
                        PushBatch::itemOf));
    }

    private Answer pushed(byte[] order, String account) {
        return push.push(
                CHANNEL,
                new Inbound(
                        org.onestophub.complaint.Content.of(order),
                        List.of(SourceKeys.ofOrder(account, order)),
                        Map.of("account", account, "contentType", JSON),
                        Inbound.SameKey.APPEND));
    }
}
