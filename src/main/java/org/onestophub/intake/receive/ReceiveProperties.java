package org.onestophub.intake.receive;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How RECEIVE accepts.
 *
 * @param maxSize largest input that is processed; a larger one is kept and refused with RC-102
 * @param inlineSize up to this size the bytes are kept in the receipt's row, above it in a blob file
 * @param maxWaiting senders that may wait for a commit at once; one more gets RC-302
 * @param groupSize most receipts committed together, 1–1000
 * @param writers threads that commit groups, 1–8; two keep the disk busy while the next group forms
 * @param patience how long a sender waits before it gets RC-301
 */
@Validated
@ConfigurationProperties("hub.receive")
public record ReceiveProperties(
        @NotNull @DefaultValue("256MB") DataSize maxSize,
        @NotNull @DefaultValue("64KB") DataSize inlineSize,
        @Min(1) @Max(100_000) @DefaultValue("1000") int maxWaiting,
        @Min(1) @Max(1_000) @DefaultValue("200") int groupSize,
        @Min(1) @Max(8) @DefaultValue("2") int writers,
        @NotNull @DefaultValue("15s") Duration patience) {}
