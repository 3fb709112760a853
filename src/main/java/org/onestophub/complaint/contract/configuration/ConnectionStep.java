package org.onestophub.complaint.contract.configuration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a test of a channel's or a destination's connection.
 *
 * @param name {@code loaded}, {@code settings}, {@code resolve}, {@code connect}, {@code tls}, {@code greeting}, {@code
 *     host-key}, {@code login}, {@code sender}, {@code folder}, {@code rights}, {@code table}, {@code queue}, {@code list},
 *     {@code door}, {@code key}, {@code listen}, {@code certificate}, or {@code hand-over}, which is always skipped
 * @param result {@code ok}, {@code failed} or {@code skipped}
 * @param durationMs how long it took, in milliseconds
 * @param code code of the problem, null unless it failed
 * @param meaning what is wrong, null unless it failed
 * @param remedy what to do, null unless it failed
 * @param facts what was found: numbers, dates, and what a certificate states; never a name of a file or a person
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConnectionStep(
        String name,
        String result,
        long durationMs,
        @Nullable String code,
        @Nullable String meaning,
        @Nullable String remedy,
        Map<String, String> facts) {}
