package org.onestophub.platform.node;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * This hub among those that share its database.
 *
 * @param name what people call it; empty: the name of the machine
 * @param lease how long others wait for a hub that says nothing any more before they take over its sources, 2s–10m
 */
@Validated
@ConfigurationProperties("hub.node")
public record NodeProperties(
        @NotNull @Size(max = 100) @DefaultValue("") String name,

        @NotNull @DurationMin(seconds = 2) @DurationMax(minutes = 10) @DefaultValue("60s")
        Duration lease) {}
