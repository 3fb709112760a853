package org.onestophub.loop.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Lane;
import org.onestophub.complaint.contract.Papers;
import org.onestophub.complaint.contract.WorkQueue;
import org.onestophub.complaint.contract.operations.Reports;
import org.onestophub.complaint.contract.operations.ScheduledReports;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.problem.Fault;
import org.onestophub.problem.FaultSource;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes reports when they are due. That is work of the ledger, so one hub of a database does it; what a period and an institution
 * had is written down with the shipments of its forms, so a crash or a second hub makes nothing twice.
 */
@Component("reportSchedules")
public class ReportSchedules implements ScheduledReports, FaultSource {

    private static final HubLog LOG = HubLog.of("report");

    /** There is one piece of work for all. */
    private static final long REF = 1;

    /** When to try again what could not be made. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final List<Fault> faults = new ArrayList<>();
    private final List<ReportSchedule> schedules;
    private final ReportDefinitions definitions;
    private final Reports reports;
    private final ReportTable table;
    private final Papers papers;
    private final WorkQueue work;
    private final HubProperties hub;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ReportSchedules(
            ReportDefinitions definitions,
            Reports reports,
            ReportTable table,
            Papers papers,
            WorkQueue work,
            HubProperties hub,
            TransactionTemplate transaction,
            Clock clock) {
        this.definitions = definitions;
        this.schedules = new ScheduleReader(definitions, faults).read();
        this.reports = reports;
        this.table = table;
        this.papers = papers;
        this.work = work;
        this.hub = hub;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** After a start the schedules may be others, and something may have become due meanwhile. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        try {
            if (schedules.isEmpty()) {
                // of schedules that were removed
                work.end(List.of(Lane.REPORT.word()), REF);
            } else {
                work.schedule(Lane.REPORT.word(), Map.of(REF, clock.instant()));
            }
        } catch (DataAccessException e) {
            LOG.warn("not-scheduled", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    @Override
    public List<Schedule> schedules() {
        Instant now = clock.instant();
        return schedules.stream()
                .map(one -> new Schedule(
                        one.name(),
                        one.report(),
                        one.length().word(),
                        isOfDistrict(one) ? List.of() : List.copyOf(institutions(one)),
                        one.languages(),
                        one.forms(),
                        one.destinations(),
                        one.next(now)))
                .toList();
    }

    /** The work of the lane: makes what is due, and says when to come again. */
    public void make(List<Long> refs) {
        makeDue();
    }

    @Override
    public int makeDue() {
        Instant now = clock.instant();
        int made = 0;
        boolean isComplete = true;
        try {
            for (ReportSchedule schedule : schedules) {
                for (Period period : schedule.due(now)) {
                    for (String institution : institutions(schedule)) {
                        try {
                            made += make(schedule, period, institution, now) ? 1 : 0;
                        } catch (ProblemException e) {
                            LOG.warn(
                                    "not-made",
                                    LogKey.KEY_NAME,
                                    schedule.name(),
                                    LogKey.CODE,
                                    e.problem().code());
                            isComplete = false;
                        }
                    }
                }
            }
            plan(now, isComplete);
        } catch (DataAccessException | TransactionException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
        return made;
    }

    private void plan(Instant now, boolean isComplete) {
        Instant again = isComplete ? Instant.MAX : now.plus(AGAIN);
        for (ReportSchedule schedule : schedules) {
            Instant next = schedule.next(now);
            again = next.isBefore(again) ? next : again;
        }
        if (!schedules.isEmpty()) {
            work.schedule(Lane.REPORT.word(), Map.of(REF, again));
        }
    }

    /**
     * True if all was done now. The report is kept before anything is handed over; what is left to do is done next time, with the
     * same report.
     * @throws ProblemException AC-103 {@code destination} if a destination is not there; the others have their forms all the same
     */
    private boolean make(ReportSchedule schedule, Period period, String institution, Instant now) {
        if (table.hasRun(schedule.name(), period.name(), institution)) {
            return false;
        }
        String by = "schedule " + schedule.name();
        Reports.Made made = table.lastMadeBy(by, schedule.report(), period.name(), institution)
                .orElseGet(() ->
                        reports.make(schedule.report(), period.name(), institution.isEmpty() ? null : institution, by));
        boolean isWhole = Objects.requireNonNull(
                transaction.execute(status -> send(schedule, made, by)
                        && table.run(schedule.name(), period.name(), institution, made.id(), now)),
                "whether it was made");
        if (!isWhole) {
            throw new ProblemException(Problem.NOT_FOUND, "destination");
        }
        return true;
    }

    /** Hands each form to each destination that is there, once; true if all are there. */
    private boolean send(ReportSchedule schedule, Reports.Made made, String by) {
        List<String> there = papers.destinations();
        Set<String> sent =
                papers.of(made.id()).stream().map(ReportSchedules::nameOf).collect(Collectors.toSet());
        for (String destination : schedule.destinations()) {
            for (String language : schedule.languages()) {
                for (String form : schedule.forms()) {
                    if (there.contains(destination) && !sent.contains(nameOf(destination, language, form))) {
                        papers.send(made.id(), destination, language, form, by);
                    }
                }
            }
        }
        return there.containsAll(schedule.destinations());
    }

    private static String nameOf(Papers.Paper paper) {
        return nameOf(paper.destination(), paper.language(), paper.form());
    }

    private static String nameOf(String destination, String language, String form) {
        return destination + " " + language + " " + form;
    }

    private Set<String> institutions(ReportSchedule schedule) {
        if (isOfDistrict(schedule)) {
            return Set.of("");
        }
        Set<String> codes = new LinkedHashSet<>();
        for (String one : schedule.institutions()) {
            if (one.equals(ReportSchedule.OWN) || one.equals(ReportSchedule.ALL)) {
                codes.add(hub.institution().uscc());
            }
            if (one.equals(ReportSchedule.ALL)) {
                hub.institutions().keySet().stream().sorted().forEach(codes::add);
            } else if (!one.equals(ReportSchedule.OWN)) {
                codes.add(one);
            }
        }
        if (!hub.institutions().isEmpty()) {
            // a hub of a district may have no code, and is no institution then
            codes.remove("");
        }
        return codes;
    }

    private boolean isOfDistrict(ReportSchedule schedule) {
        return definitions
                .named(schedule.report())
                .filter(ReportDefinition::isOfDistrict)
                .isPresent();
    }
}
