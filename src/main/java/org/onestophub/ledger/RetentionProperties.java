package org.onestophub.ledger;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long inputs are kept. Complaints themselves, their revisions and events are never deleted.
 *
 * @param raw kept bytes of inputs of complaint channels, for example {@code 1825d}; 0: for ever, because no rule at hand
 *     says when a complaint's archive may go. At least 1096 days otherwise: three years bind in Decree 701 Art. 24 and 25,
 *     PIPL Art. 56 and the Network Data Regulation Art. 12. What waits for a person or belongs to an open complaint stays;
 *     the hub does not hear yet when a complaint is closed, so for now all count as open
 * @param adt kept bytes and keys of applied patient messages; 0: for ever. They served the patient directory and most of
 *     them concern people who never complained, so they go as soon as six months are over, the time for which the
 *     Cybersecurity Law Art. 21 wants records (PIPL Art. 19: the shortest time necessary)
 */
@Validated
@ConfigurationProperties("hub.retention")
public record RetentionProperties(
        @NotNull @DefaultValue("0") Duration raw, @NotNull @DefaultValue("184d") Duration adt) {

    private static final Duration THREE_YEARS = Duration.ofDays(1096);

    /** False if a law wants the inputs kept longer. */
    @AssertTrue(message = "hub.retention.raw must be 0 or at least 1096d")
    public boolean isRawLongEnough() {
        return raw == null || raw.isZero() || raw.compareTo(THREE_YEARS) >= 0;
    }

    /** False if it lies in the future. */
    @AssertTrue(message = "hub.retention.adt must not be negative")
    public boolean isAdtPositive() {
        return adt == null || !adt.isNegative();
    }
}
