package org.onestophub.pipeline.record;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which complaints are suggested as one, and which count as repeats.
 *
 * @param window how far apart two complaints may have been received to be suggested as one; 1d–365d
 * @param repeats how far back complaints of the same caller, patient or member of staff are counted; 1d–1100d
 * @param likeness how alike the words of two complaints of one person have to be, if they came by different channels, in percent;
 *     1–100
 */
@Validated
@ConfigurationProperties("hub.links")
public record LinkProperties(
        @NotNull @DurationMin(days = 1) @DurationMax(days = 365) @DefaultValue("30d")
        Duration window,

        @NotNull @DurationMin(days = 1) @DurationMax(days = 1100) @DefaultValue("90d")
        Duration repeats,

        @Min(1) @Max(100) @DefaultValue("30") int likeness) {}
