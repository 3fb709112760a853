package org.onestophub.loop.duty;

import com.fasterxml.jackson.core.JsonPointer;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.rule.Condition;

/**
 * What moves a duty: a status event, or a time that stands in the complaint.
 *
 * @param event code of list {@code status-type}; empty if it is a field
 * @param field where the time stands in the complaint; null if it is an event
 * @param when what must hold of the event, or of the complaint for a field; null: nothing
 */
record Trigger(
        String event, @Nullable JsonPointer field, @Nullable Condition when) {}
