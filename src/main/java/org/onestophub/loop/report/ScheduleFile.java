package org.onestophub.loop.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code schedules.yaml} as it is written. */
record ScheduleFile(@Nullable Map<String, Entry> schedules) {

    /** One schedule; see {@link ReportSchedule}. */
    record Entry(
            @Nullable String report,
            @Nullable String period,
            int months,
            int day,
            int hour,
            @Nullable String since,
            @Nullable List<String> institutions,
            @Nullable List<String> languages,
            @Nullable List<String> forms,
            @Nullable List<String> destinations,
            boolean off) {}
}
