package org.onestophub.intake.receive.door;

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
 * Bounds of what senders push over HTTP.
 *
 * @param orderMaxSize largest work order; above it 413
 * @param batchMaxSize largest batch body; above it 413
 * @param batchMaxItems most work orders in a batch; above it 422
 * @param batchesAtOnce batches held in memory at one time; the next gets 503
 * @param complaintMaxSize largest complaint from a desk with its attachments; above it 413
 * @param spoolAbove bodies larger than this wait in a file under hub.home/spool and not in memory
 * @param memory most memory that all bodies together hold while they arrive or wait for their answer; above it 503. At
 *     least three times the largest of them, or that could never come in
 * @param bodyTimeout longest time a body may take to arrive; above it 408
 */
@Validated
@ConfigurationProperties("hub.receive.push")
public record PushProperties(
        @SizeRange(min = "1KB", max = "64MB") @NotNull @DefaultValue("1MB")
        DataSize orderMaxSize,

        @SizeRange(min = "1KB", max = "256MB") @NotNull @DefaultValue("8MB")
        DataSize batchMaxSize,

        @Min(1) @Max(10_000) @DefaultValue("500") int batchMaxItems,
        @Min(1) @Max(64) @DefaultValue("4") int batchesAtOnce,

        @SizeRange(min = "1KB", max = "2GB") @NotNull @DefaultValue("64MB")
        DataSize complaintMaxSize,

        @SizeRange(min = "1KB", max = "64MB") @NotNull @DefaultValue("64KB")
        DataSize spoolAbove,

        @SizeRange(min = "1MB", max = "16GB") @NotNull @DefaultValue("64MB")
        DataSize memory,

        @DurationMin(millis = 100) @DurationMax(hours = 1) @NotNull @DefaultValue("30s")
        Duration bodyTimeout) {

    /** {@link #memory} with its lower bound: a body that grows doubles its room. */
    long memoryBytes() {
        return Math.max(memory.toBytes(), 3 * Math.max(orderMaxSize.toBytes(), batchMaxSize.toBytes()));
    }
}
