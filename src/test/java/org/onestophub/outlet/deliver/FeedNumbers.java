package org.onestophub.outlet.deliver;

import org.onestophub.support.CaseRig;

/** Gives events their feed numbers as the relay does, for tests without a broker; needs {@code deliver.Outbox} in the rig. */
public final class FeedNumbers {

    private FeedNumbers() {}

    /** Numbers all that is committed. */
    public static void give(CaseRig rig) {
        rig.get(Outbox.class).numberWaiting();
    }
}
