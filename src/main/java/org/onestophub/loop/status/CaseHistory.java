package org.onestophub.loop.status;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;

/**
 * What follows from the events of a case.
 *
 * @param state code of list {@code case-state}
 * @param marks what lasts, such as a forum that is open
 * @param events all of them, in the order in which they happened
 */
record CaseHistory(String state, Set<String> marks, List<Placed> events) {

    /**
     * An event in its place.
     *
     * @param at when it counts as having happened
     * @param counts false: it is impossible, so it changes neither the state nor a duty
     * @param findings what was noticed, codes ST
     */
    record Placed(StatusEvent event, Instant at, boolean counts, List<Finding> findings) {}
}
