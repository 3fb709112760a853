package org.onestophub.loop.warning;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Warnings.
 *
 * @param every how often the facts are looked at; 1m–7d
 */
@Validated
@ConfigurationProperties("hub.warning")
public record WarningProperties(
        @NotNull @DurationMin(minutes = 1) @DurationMax(days = 7) @DefaultValue("1h")
        Duration every) {}
