package org.onestophub.loop.alarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alarm that a rule raises for a case.
 *
 * @param rule its rule
 * @param institution unified social credit code of the case's institution, empty if it has none
 * @param cause {@code complaint}, or the type of the event, or, where each event counts, its source and id
 * @param event type of the event, empty if the complaint itself is the cause
 * @param since when that happened
 */
record Alarm(AlarmRule rule, String institution, String cause, String event, Instant since) {

    /** An event that says that alarms of a rule were heard. */
    record Heard(String rule, String type, Instant at) {}

    /** The cause that is the complaint and no event. */
    static final String BY_COMPLAINT = "complaint";

    static Alarm of(AlarmRule rule, String institution, @Nullable String event, String cause, Instant since) {
        return new Alarm(rule, institution, cause, event == null ? "" : event, since);
    }
}
