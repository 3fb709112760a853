package org.onestophub.loop.duty;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Finding;

/**
 * One thing that has to be done by a time.
 *
 * @param rule id of its rule
 * @param key what started it: {@code received} and the like, or the id of an event; unique within the case and rule
 * @param basis where the rule comes from: its kind and its text
 * @param responsible code of list {@code duty-role}
 * @param start from when it counts
 * @param due the instant before which it must be done; null while a pause without an end lasts
 * @param dueDay the last day of it in the hospital's zone; null together with {@code due}
 * @param provisional true if the due date lies in a year whose calendar is not loaded
 * @param pauses times that were not counted
 * @param metAt when it was done, null: not yet
 * @param metBy what did it, as {@code key}
 * @param endedAt when it became void, null: it did not
 * @param endedBy what did it
 * @param missed true if the due date passed before it was done or became void
 * @param warnings times before the due date at which to warn, in order
 * @param nextAt when something changes by itself; null: never
 * @param findings what was noticed, codes DU
 */
public record Duty(
        String rule,
        String key,
        String basis,
        String responsible,
        Instant start,
        @Nullable Instant due,
        @Nullable LocalDate dueDay,
        boolean provisional,
        List<Pause> pauses,
        @Nullable Instant metAt,
        @Nullable String metBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        boolean missed,
        List<Instant> warnings,
        @Nullable Instant nextAt,
        List<Finding> findings) {

    /** True if it is neither done nor void. */
    public boolean isOpen() {
        return metAt == null && endedAt == null;
    }

    /** Where its rule comes from: law, policy, practice, hospital or proposal. */
    public String basisKind() {
        return basis.substring(0, Math.max(0, basis.indexOf(": ")));
    }

    /** The text of its basis. */
    public String basisText() {
        return basis.substring(basis.indexOf(": ") + (basis.contains(": ") ? 2 : 1));
    }

    /** How many of the warnings were due by then. */
    public int warnedBy(Instant now) {
        return (int) warnings.stream().filter(at -> !at.isAfter(now)).count();
    }
}
