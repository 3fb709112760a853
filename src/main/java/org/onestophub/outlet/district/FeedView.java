package org.onestophub.outlet.district;

import java.util.List;

/**
 * What one consumer sees of the feed.
 *
 * @param key name of its API key
 * @param profile the outbound mapping that gives complaints their form
 * @param outcome it sees the events of states and duties too, and with each complaint how it went
 * @param warnings it sees warnings too, as subjects of their own
 * @param institutions credit codes it is bound to, in their order; empty for all
 */
record FeedView(String key, String profile, boolean outcome, boolean warnings, List<String> institutions) {

    /** What its cursors are good for: a key that sees more than before must not go on as if it had seen all of it. */
    String scope() {
        return profile + (outcome ? "+outcome" : "") + (warnings ? "+warnings" : "") + "\n"
                + String.join(",", institutions);
    }
}
