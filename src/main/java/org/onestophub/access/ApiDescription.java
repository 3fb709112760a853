package org.onestophub.access;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.springframework.context.annotation.Configuration;

/** Head of the API description at {@code /v3/api-docs}. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(
        info = @Info(
                title = "Onestop Hub",
                version = "v1",
                description = "Complaints in, their state out, and the means to operate the hub. Errors are "
                        + "application/problem+json (RFC 9457) with a stable code; docs/errors.md lists them. "
                        + "A 2xx for an input means it is durable; 503 means it is not and must be sent again."),
        security = @SecurityRequirement(name = "apiKey"))
@SecurityScheme(
        name = "apiKey",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "API key with the role the address needs: hotline, desk, status, district or ops.")
class ApiDescription {}
