package org.onestophub.intake.receive.door;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.onestophub.problem.ProblemBody;

/** The answers every push of one input can get, for the API description. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "201",
        description = "Durable now",
        content =
                @Content(mediaType = "application/json", schema = @Schema(implementation = DoorAnswers.Accepted.class)))
@ApiResponse(
        responseCode = "200",
        description = "Was durable before",
        content =
                @Content(mediaType = "application/json", schema = @Schema(implementation = DoorAnswers.Accepted.class)))
@ApiResponse(
        responseCode = "4XX",
        description = "409 other content under a known key, 413 too large, 422 or 400 unusable, with the fields",
        content = @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
@ApiResponse(
        responseCode = "503",
        description = "Not kept; send again after Retry-After seconds",
        content = @Content(mediaType = ProblemBody.MEDIA_TYPE, schema = @Schema(implementation = ProblemBody.class)))
@interface PushAnswers {}
