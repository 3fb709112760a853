package org.onestophub.complaint.contract.configuration;

import java.time.Instant;
import java.util.List;

/**
 * The result of a test of a channel's connection.
 *
 * @param channel name of the channel
 * @param kind {@code imap}, {@code imaps}, {@code ftp}, {@code ftps}, {@code sftp}, {@code folder}, {@code listener},
 *     {@code http}, {@code https}, {@code door} or {@code unknown}
 * @param at when it began
 * @param ok true if no step failed
 * @param durationMs how long all of it took, in milliseconds
 * @param steps the steps in their order; after one that failed the rest is skipped
 */
public record ConnectionReport(
        String channel, String kind, Instant at, boolean ok, long durationMs, List<ConnectionStep> steps) {}
