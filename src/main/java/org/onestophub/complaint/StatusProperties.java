package org.onestophub.complaint;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What happened to cases.
 *
 * @param waitsFor how long a status event waits for the case that it names. Then its input is held with ST-107, and a person
 *     decides; 1m–365d
 */
@Validated
@ConfigurationProperties("hub.status")
public record StatusProperties(
        @NotNull @DurationMin(minutes = 1) @DurationMax(days = 365) @DefaultValue("7d")
        Duration waitsFor) {}
