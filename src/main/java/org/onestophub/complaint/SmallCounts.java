package org.onestophub.complaint;

/**
 * Which counts readers outside the hospital are not shown, because a few cases tell whose they are. Source: decision 0107, after
 * GB/T 42460-2023.
 */
public final class SmallCounts {

    /** The least count that is shown, except 0. */
    public static final int BELOW = 5;

    private SmallCounts() {}

    /** True if a count is of a few. None is not few. */
    public static boolean isSmall(long count) {
        return count > 0 && count < BELOW;
    }
}
