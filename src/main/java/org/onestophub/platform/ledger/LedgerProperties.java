package org.onestophub.platform.ledger;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How work is claimed.
 *
 * @param lease how long a worker may hold a datum; after a crash it takes this long until another takes over. Longer
 *     than the slowest letter needs for its text recognition and the wait for its turn
 * @param complaintWorkers threads that walk complaints through the rooms, 1–16
 * @param slowWorkers threads that walk letters and what else takes minutes (lane {@code slow} of a mapping), 1–16. One letter
 *     after another leaves processors and memory to all others; with more, a pile of letters is done sooner, and each takes a
 *     processor and the memory of {@code hub.read.scan.memory}. More than {@code hub.read.scan.parallel} only wait for each other
 */
@Validated
@ConfigurationProperties("hub.ledger")
public record LedgerProperties(
        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 7) @DefaultValue("20m")
        Duration lease,

        @Min(1) @Max(16) @DefaultValue("2") int complaintWorkers,
        @Min(1) @Max(16) @DefaultValue("1") int slowWorkers) {}
