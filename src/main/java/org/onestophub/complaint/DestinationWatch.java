package org.onestophub.complaint;

import java.time.Instant;
import java.util.List;

/** How destinations do, as far as somebody must be told. */
public interface DestinationWatch {

    /**
     * One destination.
     *
     * @param name its name
     * @param broken true: its route does not load
     * @param breakerOpen true: it failed so often that it is left alone for a while
     * @param oldestWaitingSince since when the oldest delivery waits, null if none
     * @param unknown deliveries of which a person must decide whether they arrived
     * @param dead deliveries that are not tried again by themselves
     */
    record Watched(
            String name, boolean broken, boolean breakerOpen, Instant oldestWaitingSince, long unknown, long dead) {}

    /** All destinations that are to be fed; one that is paused or switched off is not among them. */
    List<Watched> watched();
}
