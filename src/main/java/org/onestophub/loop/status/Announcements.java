package org.onestophub.loop.status;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.CaseStatuses.News;
import org.onestophub.loop.status.StatusTable.OfCase;

/**
 * Of which events others are notified: of each once, and once more if it changed nothing when they were notified and counts now,
 * because an earlier one has arrived since.
 */
final class Announcements {

    private final Set<Long> made = new HashSet<>();
    private final Set<Long> idle = new HashSet<>();

    /**
     * The news of these events, which the case announces.
     *
     * @param target into which case it is merged; null if it is not
     */
    List<News> of(List<OfCase> events, CaseHistory history, @Nullable MergeTarget target) {
        List<News> news = new ArrayList<>();
        for (OfCase one : events) {
            if (one.isAnnounced() && !one.isAnnouncedIdle()) {
                continue;
            }
            boolean counts =
                    history.placeOf(one.event()).map(CaseHistory.Placed::counts).orElse(false);
            if (one.isAnnounced() && !counts) {
                continue;
            }
            made.add(one.id());
            if (!counts) {
                idle.add(one.id());
            }
            news.add(StatusNews.of(one, history, target));
        }
        return news;
    }

    /** Ids of the events that are announced now. */
    Set<Long> made() {
        return made;
    }

    /** Those of them that change nothing. */
    Set<Long> idle() {
        return idle;
    }
}
