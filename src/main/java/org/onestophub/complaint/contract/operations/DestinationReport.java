package org.onestophub.complaint.contract.operations;

import java.time.Instant;
import java.util.List;
import org.onestophub.complaint.contract.configuration.ConnectionStep;

/**
 * The result of a test of the connection to a destination. Nothing is handed over.
 *
 * @param destination its name
 * @param kind {@code http}, {@code https}, {@code sftp}, {@code ftps}, {@code folder}, {@code smtp}, {@code smtps}, {@code
 *     table}, {@code mllp}, {@code amqp}, {@code amqps} or {@code unknown}
 * @param at when it began
 * @param ok true if no step failed
 * @param durationMs how long all of it took, in milliseconds
 * @param steps the steps in their order; after one that failed the rest is skipped
 */
public record DestinationReport(
        String destination, String kind, Instant at, boolean ok, long durationMs, List<ConnectionStep> steps) {}
