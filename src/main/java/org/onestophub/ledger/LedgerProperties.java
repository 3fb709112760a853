package org.onestophub.ledger;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How work is claimed.
 *
 * @param lease how long a worker may hold a datum; after a crash it takes this long until another takes over. Longer
 *     than the slowest letter needs for its text recognition
 */
@Validated
@ConfigurationProperties("hub.ledger")
public record LedgerProperties(@NotNull @DefaultValue("10m") Duration lease) {}
