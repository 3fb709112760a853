package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition that operators must know about, from its beginning to its end.
 *
 * @param id its number
 * @param condition a word, for example {@code channel-silent}
 * @param subject what it is about: a channel, a destination, a lane; empty: the hub as a whole
 * @param meaning one sentence: what is wrong
 * @param code code of the problem behind it, empty if there is none
 * @param amount how much it was when it was raised
 * @param threshold from where on it is raised, in the same unit
 * @param unit what both count: {@code count}, {@code seconds}, {@code bytes}, {@code days}, or {@code none}: there is no amount
 * @param raisedAt when it was raised
 * @param acknowledgedAt when it was acknowledged, absent if it was not
 * @param acknowledgedBy name of the key that did so, absent if it was not acknowledged
 * @param resolvedAt when it was over, absent while it is not
 * @param mutedUntil until when nothing is sent of it, absent if it is not muted
 * @param page the page of the console that shows what it is about
 * @param notifiedAt when it was first sent to a recipient, absent if it was not or if no recipient is set
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
        long id,
        String condition,
        String subject,
        String meaning,
        String code,
        long amount,
        long threshold,
        String unit,
        Instant raisedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant resolvedAt,
        @Nullable Instant mutedUntil,
        String page,
        @Nullable Instant notifiedAt) {}
