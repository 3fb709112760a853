package org.onestophub.complaint.contract.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** Reports that are made by themselves when they are due. */
public interface ScheduledReports {

    /**
     * A schedule.
     *
     * @param report name of the report
     * @param period {@code month}, {@code quarter}, {@code half-year} or {@code year}
     * @param institutions unified social credit codes; empty if the report is about all
     * @param next when it is due next, UTC
     */
    @Schema(name = "ReportSchedule")
    record Schedule(
            String name,
            String report,
            String period,
            List<String> institutions,
            List<String> languages,
            List<String> forms,
            List<String> destinations,
            Instant next) {}

    /** All schedules that are on, in the order of the file. */
    List<Schedule> schedules();

    /**
     * Makes what is due and was not made, as the hub does by itself; how many reports. What was made once is never made again by
     * the same schedule.
     * @throws org.onestophub.problem.ProblemException RC-301 if the database is away
     */
    int makeDue();
}
