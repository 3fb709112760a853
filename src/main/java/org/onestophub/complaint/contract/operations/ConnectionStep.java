package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * One step of a test of a channel's or a destination's connection.
 *
 * @param name {@code loaded}, {@code settings}, {@code resolve}, {@code connect}, {@code tls}, {@code greeting}, {@code
 *     host-key}, {@code login}, {@code sender}, {@code folder}, {@code rights}, {@code table}, {@code queue}, {@code list},
 *     {@code door}, {@code key}, or {@code hand-over}, which is always skipped
 * @param result {@code ok}, {@code failed} or {@code skipped}
 * @param durationMs how long it took, in milliseconds
 * @param code code of the problem, if it failed
 * @param meaning what is wrong, if it failed
 * @param remedy what to do, if it failed
 * @param facts what was seen: numbers, dates, and what a certificate says of itself; never a name of a file or a person
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConnectionStep(
        String name,
        String result,
        long durationMs,
        String code,
        String meaning,
        String remedy,
        Map<String, String> facts) {}
