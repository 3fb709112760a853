package org.onestophub.platform.access.people;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The web console.
 *
 * @param idle a person who does nothing for so long is logged out, 1m–8h
 * @param longest a person is logged out after so long in any case, 10m–24h
 * @param secureCookie true if browsers reach the hub over TLS, also by a proxy: cookies then have the prefix __Host- and are
 *     sent over TLS only. Without it logins work over plain HTTP too, which is meant for loopback
 */
@Validated
@ConfigurationProperties("hub.console")
record ConsoleProperties(
        @NotNull @DurationMin(minutes = 1) @DurationMax(hours = 8) @DefaultValue("15m")
        Duration idle,

        @NotNull @DurationMin(minutes = 10) @DurationMax(hours = 24) @DefaultValue("8h")
        Duration longest,

        @DefaultValue("false") boolean secureCookie) {

    private static final String SECURE_PREFIX = "__Host-";

    /** What names of cookies begin with. */
    String cookiePrefix() {
        return secureCookie ? SECURE_PREFIX : "";
    }
}
