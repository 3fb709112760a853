package org.onestophub.operate.console;

import java.util.List;
import org.onestophub.complaint.contract.operations.Briefs;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.OverviewQueries;
import org.onestophub.operate.ops.query.QuarantineQueries;
import org.springframework.stereotype.Component;

/** What waits for somebody at the viewer's institutions, beside the complaints themselves. */
@Component
class WaitingMatters {

    /** Nobody works through more by counting them. */
    private static final int MOST = 999;

    /**
     * Things of a kind.
     *
     * @param key of its text
     * @param path the list that shows them
     * @param count how many; not exact above {@value #MOST}
     */
    record Matter(String key, String path, long count) {

        /** The number as a page says it: {@code 999+} for more. */
        public String shown() {
            return count > MOST ? MOST + "+" : Long.toString(count);
        }
    }

    private final Briefs briefs;
    private final QuarantineDesk quarantine;

    WaitingMatters(Briefs briefs, QuarantineDesk quarantine) {
        this.briefs = briefs;
        this.quarantine = quarantine;
    }

    /**
     * Every kind, also with nothing: that nothing waits is worth knowing.
     *
     * @param share what is counted of the viewer's institutions together
     */
    List<Matter> of(Viewer viewer, OverviewQueries.Share share) {
        long held = quarantine.groups(viewer).stream()
                .mapToLong(QuarantineQueries.Group::count)
                .sum();
        return List.of(
                new Matter("matter.alarms", "/console/alarms?state=unheard", share.alarms()),
                new Matter("matter.warnings", "/console/warnings?state=raised", share.warnings()),
                new Matter(
                        "matter.briefs", "/console/reports#briefs", briefs.unanswered(viewer.institutions(), MOST + 1)),
                new Matter("overview.held", "/console/quarantine", held));
    }
}
