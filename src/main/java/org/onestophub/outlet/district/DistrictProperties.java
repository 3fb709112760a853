package org.onestophub.outlet.district;

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
 * Bounds of the district's feed.
 *
 * @param snapshots snapshots made or sent at the same time; each key has one at most
 * @param pageWindow feed numbers looked at for one page; a key bound to institutions that sees few of them gets short or
 *     empty pages with {@code hasMore} instead of one that takes long
 * @param snapshotMaxSize largest snapshot, compressed; it lies below {@code hub.home/district} while it is sent
 * @param snapshotMaxTime longest time the making of a snapshot may take; its view keeps the database from cleaning up
 */
@Validated
@ConfigurationProperties("hub.district")
public record DistrictProperties(
        @Min(1) @Max(4) @DefaultValue("2") int snapshots,
        @Min(500) @Max(100_000) @DefaultValue("5000") int pageWindow,

        @NotNull @SizeRange(min = "1MB", max = "1TB") @DefaultValue("2GB")
        DataSize snapshotMaxSize,

        @NotNull @DurationMin(millis = 100) @DurationMax(days = 1) @DefaultValue("10m")
        Duration snapshotMaxTime) {}
