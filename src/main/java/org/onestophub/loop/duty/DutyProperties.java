package org.onestophub.loop.duty;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The working hours. What is expected of a channel is set with the channel: {@code hub.channels.<channel>.expected-every},
 * {@code .expected-by} and {@code .expected-hours}.
 *
 * @param calendar name of the file under mappings/calendars/, without .csv
 * @param opens local time at which a working day begins
 * @param closes local time at which it ends, later than it begins
 */
@Validated
@ConfigurationProperties("hub.duty")
public record DutyProperties(
        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,62}") @DefaultValue("cn-mainland")
        String calendar,

        @NotNull @DefaultValue("08:00") LocalTime opens,
        @NotNull @DefaultValue("17:30") LocalTime closes) {}
