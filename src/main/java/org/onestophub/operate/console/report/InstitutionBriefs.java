package org.onestophub.operate.console.report;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.operations.Briefs;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Briefs for the institutions that a person sees, and what the person answers for them. */
@Component
class InstitutionBriefs {

    /** Briefs of one list. */
    static final int ROWS = 200;

    private final Briefs briefs;
    private final Reports reports;
    private final AccessRecord record;

    InstitutionBriefs(Briefs briefs, Reports reports, AccessRecord record) {
        this.briefs = briefs;
        this.reports = reports;
        this.record = record;
    }

    /** The newest briefs; of one report if it is given. */
    List<Briefs.Row> list(Viewer viewer, @Nullable Long report) {
        viewer.require(Right.VIEW);
        return briefs.list(report, viewer.institutions(), Long.MAX_VALUE, ROWS);
    }

    /** All reports, by which titles are found: a hospital is given reports that it cannot have made. */
    List<Reports.Kind> kinds() {
        return reports.kinds();
    }

    Briefs.Detail show(Viewer viewer, long id) {
        viewer.require(Right.VIEW);
        return briefs.show(id, viewer.institutions());
    }

    /** What its report is called; the name if there is none of that name any more. */
    String title(Briefs.Row brief, Language language) {
        return reports.kinds().stream()
                .filter(kind -> kind.name().equals(brief.name()))
                .map(kind -> language == Language.ENGLISH ? kind.titleEn() : kind.titleZh())
                .findFirst()
                .orElse(brief.name());
    }

    /** The report of a brief, in one of its forms. */
    Reports.Paper paper(Viewer viewer, long id, Language language, String form) {
        long report = show(viewer, id).brief().report();
        if (!Reports.FORMS.contains(form)) {
            throw new ProblemException(Problem.NOT_FOUND, "form");
        }
        return reports.show(report, language, form);
    }

    void acknowledge(Viewer viewer, long id) {
        viewer.require(Right.OPERATE);
        record.done(viewer.by(), "brief-acknowledge", "brief " + id, null);
        briefs.acknowledge(id, viewer.institutions(), viewer.by());
    }

    void answer(Viewer viewer, long id, Briefs.Answer answer) {
        viewer.require(Right.OPERATE);
        record.done(viewer.by(), "brief-answer", "brief " + id, null);
        briefs.answer(id, viewer.institutions(), answer, viewer.by());
    }

    /** True if the viewer may give the report to all institutions of the hub. */
    boolean mayAsk(Viewer viewer, Reports.Made made) {
        return viewer.may(Right.OPERATE)
                && viewer.seesAll()
                && reports.kinds().stream()
                        .anyMatch(kind -> kind.name().equals(made.name())
                                && kind.scope().equals("district")
                                && kind.hiddenBelow() > 0);
    }

    /** Gives a report to all institutions that the hub knows. */
    void ask(Viewer viewer, long report, @Nullable LocalDate due) {
        viewer.requireForAll(Right.OPERATE);
        record.done(viewer.by(), "brief-ask", "report " + report, null);
        briefs.ask(report, List.of(), due, viewer.by());
    }
}
