package org.onestophub.intake.receive;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.onestophub.complaint.SizeRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How RECEIVE accepts.
 *
 * @param maxSize largest input that is processed, 1KB–16GB; a larger one is kept and refused with RC-102
 * @param inlineSize up to here the bytes stand in the receipt's row, above in a blob file; up to 64MB
 * @param maxWaiting senders that may wait for a commit at once; one more hears RC-302
 * @param groupSize most receipts committed together, 1–1000
 * @param writers threads that commit groups, 1–8; two keep the disk busy while the next group forms
 * @param patience how long a sender waits before it hears RC-301, 100ms–10m
 */
@Validated
@ConfigurationProperties("hub.receive")
public record ReceiveProperties(
        @SizeRange(min = "1KB", max = "16GB") @NotNull @DefaultValue("256MB")
        DataSize maxSize,

        @SizeRange(min = "0B", max = "64MB") @NotNull @DefaultValue("64KB")
        DataSize inlineSize,

        @Min(1) @Max(100_000) @DefaultValue("1000") int maxWaiting,
        @Min(1) @Max(1_000) @DefaultValue("200") int groupSize,
        @Min(1) @Max(8) @DefaultValue("2") int writers,

        @DurationMin(millis = 100) @DurationMax(minutes = 10) @NotNull @DefaultValue("15s")
        Duration patience) {}
