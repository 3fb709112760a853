package org.onestophub.loop.duty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time that is not counted.
 *
 * @param to null: it has not ended
 */
public record Pause(Instant from, @Nullable Instant to) {}
