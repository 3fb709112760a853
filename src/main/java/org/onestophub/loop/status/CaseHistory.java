package org.onestophub.loop.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.StatusEvent;

/**
 * What follows from the events of a case.
 *
 * @param state code of list {@code case-state}
 * @param marks what lasts, such as a forum that is open
 * @param events all of them, in the order in which they happened
 * @param merge the event by which it is merged now; null if it is not
 * @param passed what happened since it was merged, but for withdrawals; that counts for the case which stands for it
 */
record CaseHistory(
        String state,
        Set<String> marks,
        List<Placed> events,
        @Nullable StatusEvent merge,
        List<StatusEvent> passed) {

    private static final String LEAD = "lead";
    private static final String TRANSFERRED = "transferred";

    /** The route of {@link org.onestophub.complaint.DisciplineRoute} that was named last, by any event; null: none names one. */
    @Nullable
    String disciplineRoute() {
        String last = null;
        for (Placed placed : events) {
            String route = placed.event().disciplineRoute();
            if (route != null && !route.isBlank()) {
                last = route;
            }
        }
        return last;
    }

    /**
     * Code of the department that has the case: the lead that was named last, or to whom the case was transferred since. Null:
     * none was named, or by a name without a code.
     */
    @Nullable
    String lead() {
        String lead = null;
        for (Placed placed : events) {
            if (placed.counts()) {
                lead = leadAfter(placed.event(), lead);
            }
        }
        return lead;
    }

    /** The place of an event, known by its source and id; empty if it is not of this history. */
    Optional<Placed> placeOf(StatusEvent event) {
        return events.stream()
                .filter(placed -> placed.event().eventId().equals(event.eventId())
                        && placed.event().source().equals(event.source()))
                .findFirst();
    }

    private static @Nullable String leadAfter(StatusEvent event, @Nullable String before) {
        if (event.tasks() != null) {
            for (StatusEvent.Task task : event.tasks()) {
                if (task.part().equals(LEAD)) {
                    return task.departmentCode();
                }
            }
        }
        if (!event.type().equals(TRANSFERRED)) {
            return before;
        }
        return event.to() == null ? null : event.to().departmentCode();
    }

    /**
     * An event in its place.
     *
     * @param at when it counts as having happened
     * @param counts false: it is impossible or counts for another case, so it changes neither the state nor a duty
     * @param isUndone true of a merge that was taken apart again, and of what took it apart
     * @param findings what was noticed, codes ST
     */
    record Placed(StatusEvent event, Instant at, boolean counts, boolean isUndone, List<Finding> findings) {

        /** True if duties are counted by it: a merge that was taken apart leaves them as if it had not been. */
        boolean movesDuties() {
            return counts && !isUndone;
        }

        /** The event as one that was undone. */
        Placed undone() {
            return new Placed(event, at, counts, true, findings);
        }
    }
}
