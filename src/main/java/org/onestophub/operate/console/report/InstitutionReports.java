package org.onestophub.operate.console.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.Papers;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.operations.ScheduledReports;
import org.onestophub.complaint.contract.rights.AccessRecord;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.contract.rights.Viewer;
import org.onestophub.operate.ops.query.RequestParameters;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Reports about the institutions that a person sees. Persons bound to institutions see none about a whole district. */
@Component
class InstitutionReports {

    /** Reports shown in the list. */
    static final int ROWS = 100;
    /** Complaints shown behind a number. */
    private static final int CASES = 500;

    private static final int LONGEST_PERIOD = 10;
    private static final int LONGEST_CODE = 18;
    private static final int LONGEST_ID = 64;

    private final Reports reports;
    private final ScheduledReports scheduled;
    private final Papers papers;
    private final AccessRecord record;

    InstitutionReports(Reports reports, ScheduledReports scheduled, Papers papers, AccessRecord record) {
        this.reports = reports;
        this.scheduled = scheduled;
        this.papers = papers;
        this.record = record;
    }

    /** What the viewer may have made. */
    List<Reports.Kind> kinds(Viewer viewer) {
        viewer.require(Right.VIEW);
        return reports.kinds().stream()
                .filter(kind -> viewer.seesAll() || !kind.scope().equals("district"))
                .toList();
    }

    /** The last reports that were made. */
    List<Reports.Made> made(Viewer viewer, @Nullable String name) {
        viewer.require(Right.VIEW);
        return reports.made(RequestParameters.word(name, "name"), viewer.institutions(), ROWS);
    }

    /**
     * Makes a report; the same numbers from the same state are not made twice.
     * @throws ProblemException CO-101 without the right, AC-103 for an institution or a report that is not the viewer's
     */
    Reports.Made make(Viewer viewer, @Nullable String name, @Nullable String period, @Nullable String institution) {
        viewer.require(Right.OPERATE);
        String one = RequestParameters.word(RequestParameters.needed(name, "name", LONGEST_ID), "name");
        String when = RequestParameters.needed(period, "period", LONGEST_PERIOD);
        String asked = RequestParameters.text(institution, "institution", 0, LONGEST_CODE);
        if (kinds(viewer).stream().noneMatch(kind -> kind.name().equals(one))) {
            throw new ProblemException(Problem.NOT_FOUND, "name");
        }
        if (asked != null && !viewer.sees(asked)) {
            throw new ProblemException(Problem.NOT_FOUND, "institution");
        }
        record.done(viewer.by(), "report-make", one + " " + when, null);
        return reports.make(one, when, reports.institutionFor(one, asked, viewer.institutions()), viewer.by());
    }

    /** One made report. */
    Reports.Made one(Viewer viewer, long id) {
        viewer.require(Right.VIEW);
        return reports.made(id, viewer.institutions());
    }

    /** Its tables. */
    List<Reports.Table> tables(Viewer viewer, long id, Language language) {
        one(viewer, id);
        return reports.tables(id, language);
    }

    /** One of its forms. */
    Reports.Paper paper(Viewer viewer, long id, Language language, String form) {
        one(viewer, id);
        if (!Reports.FORMS.contains(form)) {
            throw new ProblemException(Problem.NOT_FOUND, "form");
        }
        return reports.show(id, language, form);
    }

    /** The complaints behind one of its numbers. */
    Reports.Behind behind(Viewer viewer, long id, String section, String row, String column, Language language) {
        one(viewer, id);
        return reports.behind(
                id, bounded(section, "section"), bounded(row, "row"), bounded(column, "column"), language, CASES);
    }

    /** Which of its forms went where, with the proof. */
    List<Papers.Paper> deliveries(Viewer viewer, long id) {
        one(viewer, id);
        return papers.of(id);
    }

    /** Where its forms may go; empty for a person who may not send them. */
    List<String> destinations(Viewer viewer) {
        return viewer.may(Right.OPERATE) && viewer.seesAll() ? papers.destinations() : List.of();
    }

    /**
     * Hands a form over to a destination; the same again changes nothing unless it was given up.
     * @throws ProblemException CO-101 without the right for all institutions: destinations are the hub's
     */
    void deliver(Viewer viewer, long id, String destination, String language, String form) {
        viewer.requireForAll(Right.OPERATE);
        one(viewer, id);
        String to =
                RequestParameters.word(RequestParameters.needed(destination, "destination", LONGEST_ID), "destination");
        RequestParameters.oneOf(List.of("zh", "en"), language, "in");
        RequestParameters.oneOf(Reports.FORMS, form, "form");
        record.done(viewer.by(), "report-send", id + " " + to + " " + form, null);
        papers.send(id, to, language, form, viewer.by());
    }

    /** The schedules that are on; they concern the hub as a whole. */
    List<ScheduledReports.Schedule> schedules(Viewer viewer) {
        return viewer.may(Right.VIEW) && viewer.seesAll() ? scheduled.schedules() : List.of();
    }

    private static String bounded(String text, String name) {
        String kept = RequestParameters.text(text, name, 0, LONGEST_ID);
        return kept == null ? "" : kept;
    }
}
