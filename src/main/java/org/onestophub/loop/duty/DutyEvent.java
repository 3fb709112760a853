package org.onestophub.loop.duty;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a case and may move its duties.
 *
 * @param id unique within the case
 * @param type code of list {@code status-type}
 * @param at when it happened
 * @param due the date that it names, if it names one
 * @param body the event, for conditions
 */
public record DutyEvent(
        String id, String type, Instant at, @Nullable Instant due, JsonNode body) {}
