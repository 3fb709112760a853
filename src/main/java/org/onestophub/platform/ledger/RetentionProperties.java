package org.onestophub.platform.ledger;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long inputs, and records of what was given to others, are kept. Complaints themselves, their revisions and events are
 * never deleted. 0 means for ever.
 *
 * @param raw kept bytes of inputs of complaint channels, for example {@code 1825d}; 0: for ever, because no rule at hand
 *     says when a complaint's archive may go. At least 1096 days otherwise: three years bind in Decree 701 Art. 24 and 25,
 *     PIPL Art. 56 and the Network Data Regulation Art. 12. What waits for a person or belongs to an open complaint stays
 * @param quiet after how long without any change a complaint counts as closed, as far as {@code raw} is concerned; the hub
 *     does not learn when a case is closed. 0: never. At least 1096 days, so that the three years of {@code raw} are over
 *     counted from the last that happened to it; by default five years, for what is taken up late
 * @param adt kept bytes and keys of applied patient messages; 0: for ever. They served the patient directory and most of
 *     them concern people who never complained, so they go as soon as six months are over, the time for which the
 *     Cybersecurity Law Art. 21 wants records (PIPL Art. 19: the shortest time necessary)
 * @param deliveries deliveries that ended, and their attempts. They hold no content, only what went where and when; a
 *     destination may be another body, and records of giving personal data to one are kept three years (Network Data
 *     Regulation Art. 12). At least 30 days. What waits, is unknown or lies dead stays
 * @param responses texts that destinations answered: they help to find a fault and may hold personal data, so they go
 *     earlier, and the attempt stays without
 * @param given records of what consumers of the district's feed were given. At least 1096 days, for the same three years
 */
@Validated
@ConfigurationProperties("hub.retention")
public record RetentionProperties(
        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 36_525) @DefaultValue("0")
        Duration raw,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 36_525) @DefaultValue("1826d")
        Duration quiet,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 36_525) @DefaultValue("184d")
        Duration adt,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 36_525) @DefaultValue("1096d")
        Duration deliveries,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 36_525) @DefaultValue("90d")
        Duration responses,

        @NotNull @DurationMin(seconds = 0) @DurationMax(days = 36_525) @DefaultValue("1096d")
        Duration given) {

    private static final Duration THREE_YEARS = Duration.ofDays(1096);
    /** A destination that was away for weeks is still compared with what was sent. */
    private static final Duration A_MONTH = Duration.ofDays(30);

    /** False if a law wants the inputs kept longer. */
    @AssertTrue(message = "hub.retention.raw must be 0 or at least 1096d")
    public boolean isRawLongEnough() {
        return isAtLeast(raw, THREE_YEARS);
    }

    /** False if a complaint would count as closed while its time still runs. */
    @AssertTrue(message = "hub.retention.quiet must be 0 or at least 1096d")
    public boolean isQuietLongEnough() {
        return isAtLeast(quiet, THREE_YEARS);
    }

    /** False if deliveries would go while somebody may still ask about them. */
    @AssertTrue(message = "hub.retention.deliveries must be 0 or at least 30d")
    public boolean isDeliveriesLongEnough() {
        return isAtLeast(deliveries, A_MONTH);
    }

    /** False if a law wants the records kept longer. */
    @AssertTrue(message = "hub.retention.given must be 0 or at least 1096d")
    public boolean isGivenLongEnough() {
        return isAtLeast(given, THREE_YEARS);
    }

    private static boolean isAtLeast(Duration time, Duration least) {
        return time == null || time.isZero() || time.compareTo(least) >= 0;
    }
}
