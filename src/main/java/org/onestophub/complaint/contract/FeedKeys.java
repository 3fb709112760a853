package org.onestophub.complaint.contract;

import java.util.List;
import java.util.Map;

/** Which API keys may read the district's feed, and in which form. */
public interface FeedKeys {

    /**
     * What a key gets to see.
     *
     * @param profile the outbound mapping that gives each complaint its form
     * @param institutions unified social credit codes of the institutions it sees; empty for all
     */
    record View(String profile, List<String> institutions) {}

    /** The views by the names of the keys, ordered. */
    Map<String, View> views();
}
