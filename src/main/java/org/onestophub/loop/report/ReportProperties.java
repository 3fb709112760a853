package org.onestophub.loop.report;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What reports count and how they look on paper.
 *
 * @param testChannels channels whose inputs are tests; a case that only they brought never counts. After a change rebuild the
 *     facts
 * @param bodyFont file of the TrueType font for text in PDF files, .ttf or .ttc with Chinese characters; empty: the first that
 *     is found where systems keep their fonts
 * @param headingFont the same for headings
 */
@Validated
@ConfigurationProperties("hub.report")
public record ReportProperties(
        @NotNull @Size(max = 100) @DefaultValue
        List<@NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String> testChannels,

        @NotNull @Size(max = 1000) @DefaultValue("") String bodyFont,
        @NotNull @Size(max = 1000) @DefaultValue("") String headingFont) {}
