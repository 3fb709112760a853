package org.onestophub.operate.console;

import java.util.List;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.QuarantineQueries;
import org.springframework.stereotype.Component;

/** What waits for somebody at the viewer's institutions, beside the complaints themselves. */
@Component
class WaitingMatters {

    /**
     * Things of a kind.
     *
     * @param key of its text
     * @param path the list that shows them
     * @param count how many; as many as a page of the list has if there are more
     */
    record Matter(String key, String path, long count) {}

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
        long unheard = cases.alarms(viewer, "unheard", Long.MAX_VALUE).items().size();
        long raised = warnings.list(viewer, "raised", null, Long.MAX_VALUE).size();
        long asked = briefs.list(viewer, null).stream()
                .filter(brief -> !brief.state().equals("answered"))
                .count();
        long held = quarantine.groups(viewer).stream()
                .mapToLong(QuarantineQueries.Group::count)
                .sum();
        return List.of(
                new Matter("matter.alarms", "/console/alarms?state=unheard", unheard),
                new Matter("matter.warnings", "/console/warnings?state=raised", raised),
                new Matter("matter.briefs", "/console/reports#briefs", asked),
                new Matter("overview.held", "/console/quarantine", held));
    }
}
