package org.onestophub.outlet.deliver.broker;

import org.onestophub.support.CaseRig;

/** Gives events their feed numbers as the relay does, for tests without a broker; needs the {@code Outbox} in the rig. */
public final class FeedNumbers {

    private FeedNumbers() {}

    /** Numbers all that is committed. */
    public static void give(CaseRig rig) {
        rig.get(Outbox.class).numberWaiting();
    }
}
