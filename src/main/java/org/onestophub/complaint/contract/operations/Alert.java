package org.onestophub.complaint.contract.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A condition that somebody must know of, from its beginning to its end.
 *
 * @param id its number
 * @param condition a word, for example {@code channel-silent}
 * @param subject what it is about: a channel, a destination, a lane; empty: the hub as a whole
 * @param meaning one sentence: what is wrong
 * @param code code of the problem behind it, empty if there is none
 * @param amount how much it was when it was raised: a count, seconds, bytes or days, by the condition
 * @param threshold from where on it is raised, in the same unit
 * @param raisedAt when it began to be told
 * @param acknowledgedAt when somebody took it on, absent if nobody has
 * @param acknowledgedBy name of the key, absent likewise
 * @param resolvedAt when it was over, absent while it is not
 * @param notifiedAt when it was first told to somebody outside, absent if not yet or if nobody is set
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
        Instant raisedAt,
        Instant acknowledgedAt,
        String acknowledgedBy,
        Instant resolvedAt,
        Instant notifiedAt) {}
