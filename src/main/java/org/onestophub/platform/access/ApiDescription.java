package org.onestophub.platform.access;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.onestophub.problem.ProblemBody;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Head of the API description at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Onestop Hub",
                        version = "v1",
                        description =
                                "Complaints in, their state out, and the means to operate the hub. Errors are "
                                        + "application/problem+json (RFC 9457) with a stable code; docs/errors.md lists them; "
                                        + "with Accept-Language: zh their title and detail are in Chinese. "
                                        + "A 2xx for an input means it is durable; 503 means it is not and must be sent again."),
        security = @SecurityRequirement(name = "apiKey"))
@SecurityScheme(
        name = "apiKey",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "API key with the role or right the address needs. Addresses of operators name their right.")
class ApiDescription {

    private static final Content PROBLEM = new Content()
            .addMediaType(
                    ProblemBody.MEDIA_TYPE,
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/ProblemBody")));

    /** Every address may refuse and may fail, and says so in the same form. */
    @Bean
    OpenApiCustomizer problemsOfEveryDoor() {
        return api -> {
            ModelConverters.getInstance(api.getSpecVersion() == SpecVersion.V31)
                    .read(ProblemBody.class)
                    .forEach(api.getComponents()::addSchemas);
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .map(Operation::getResponses)
                    .forEach(ApiDescription::addProblems);
        };
    }

    private static void addProblems(ApiResponses responses) {
        responses.computeIfAbsent(
                "4XX", status -> new ApiResponse().description("Refused").content(PROBLEM));
        responses.computeIfAbsent(
                "5XX",
                status -> new ApiResponse().description("Not possible now").content(PROBLEM));
    }
}
