package org.onestophub.operate.console;

import java.util.List;
import org.onestophub.complaint.contract.rights.Viewer;
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

    private final CaseDesk cases;
    private final InstitutionWarnings warnings;
    private final InstitutionBriefs briefs;
    private final QuarantineDesk quarantine;

    WaitingMatters(CaseDesk cases, InstitutionWarnings warnings, InstitutionBriefs briefs, QuarantineDesk quarantine) {
        this.cases = cases;
        this.warnings = warnings;
        this.briefs = briefs;
        this.quarantine = quarantine;
    }

    /** Every kind, also with nothing: that nothing waits is worth knowing. */
    List<Matter> of(Viewer viewer) {
        long held = quarantine.groups(viewer).stream()
                .mapToLong(QuarantineQueries.Group::count)
                .sum();
        return List.of(
                new Matter("matter.alarms", "/console/alarms?state=unheard", cases.unheard(viewer, MOST + 1)),
                new Matter("matter.warnings", "/console/warnings?state=raised", warnings.raised(viewer, MOST + 1)),
                new Matter("matter.briefs", "/console/reports#briefs", briefs.unanswered(viewer, MOST + 1)),
                new Matter("overview.held", "/console/quarantine", held));
    }
}
