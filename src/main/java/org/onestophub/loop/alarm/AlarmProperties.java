package org.onestophub.loop.alarm;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who receives alarms.
 *
 * @param oldest what happened longer ago raises no alarm any more, for example a case of last year that is entered now; it is
 *     listed as quiet
 * @param recipients people and duty phones by role, each under a name of your own
 */
@Validated
@ConfigurationProperties("hub.alarms")
public record AlarmProperties(
        @NotNull @DurationMin(days = 1) @DurationMax(days = 366) @DefaultValue("7d")
        Duration oldest,

        @DefaultValue Map<String, @Valid Recipient> recipients) {

    /**
     * Who has a role at an institution.
     *
     * @param role code of list duty-role
     * @param institution unified social credit code; empty: of every institution that names nobody for the role
     * @param mails mail addresses
     * @param mobiles mobile phones, as the SMS gateway takes them
     */
    public record Recipient(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,39}")
            String role,

            @NotNull @Pattern(regexp = "|[0-9A-Z]{18}") @DefaultValue("")
            String institution,

            @DefaultValue List<@Size(min = 3, max = 320) String> mails,
            @DefaultValue List<@Pattern(regexp = "\\+?[0-9]{5,20}") String> mobiles) {

        @Override
        public String toString() {
            return "Recipient";
        }
    }
}
