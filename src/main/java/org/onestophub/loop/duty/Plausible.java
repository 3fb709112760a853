package org.onestophub.loop.duty;

import java.time.Instant;

/** Times that can be meant. Others are typing errors or attacks, and days cannot be counted from all of them. */
public final class Plausible {

    private static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private Plausible() {}

    /** True from 1990 to 2199. */
    public static boolean isTime(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(LAST);
    }
}
