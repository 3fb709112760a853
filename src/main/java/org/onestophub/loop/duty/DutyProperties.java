package org.onestophub.loop.duty;

import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The working hours. What is expected of a channel is set with the channel: {@code hub.channels.<channel>.expected-every},
 * {@code .expected-by} and {@code .expected-hours}.
 *
 * @param calendar name of the file under mappings/calendars/, without .csv
 * @param opens local time at which a working day begins
 * @param closes local time at which it ends, later than it begins
 */
@ConfigurationProperties("hub.duty")
public record DutyProperties(
        @DefaultValue("cn-mainland") String calendar,
        @DefaultValue("08:00") LocalTime opens,
        @DefaultValue("17:30") LocalTime closes) {}
