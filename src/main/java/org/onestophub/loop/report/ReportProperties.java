package org.onestophub.loop.report;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How reports look on paper.
 *
 * @param bodyFont file of the TrueType font for text in PDF files, .ttf or .ttc with Chinese characters; empty: the first that
 *     is found where systems keep their fonts
 * @param headingFont the same for headings
 */
@Validated
@ConfigurationProperties("hub.report")
public record ReportProperties(
        @NotNull @Size(max = 1000) @DefaultValue("") String bodyFont,
        @NotNull @Size(max = 1000) @DefaultValue("") String headingFont) {}
