package org.onestophub.operate.config;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How channels are deployed. Each channel's own settings are {@code hub.channels.<channel>.*}: {@code enabled} and the
 * parameters of its connector.
 *
 * @param isolateBroken true: a channel whose files have a fault stays down alone and is shown with its reason; false:
 *     the hub does not start
 * @param watch how long a route is watched after an apply has changed it, before the next is taken; if it fails within
 *     that time, the last good version is put back; up to 1h
 */
@Validated
@ConfigurationProperties("hub.channels")
public record ChannelProperties(
        @DefaultValue("true") boolean isolateBroken,

        @NotNull @DurationMin(millis = 0) @DurationMax(hours = 1) @DefaultValue("10s")
        Duration watch) {}
