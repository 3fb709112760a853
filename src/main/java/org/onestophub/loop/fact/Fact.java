package org.onestophub.loop.fact;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of one case that counts. Codes are those of the code lists.
 *
 * @param receivedOn day of receipt in China
 * @param happened types of its status events that count
 * @param met rules of duties that were met in time
 * @param missed rules of duties that were met too late or not yet and are overdue
 * @param open rules of duties whose time still runs
 * @param kind whose matter it is
 * @param track by which procedure it is handled; empty if nobody said
 * @param changedAtOnce what was changed at once
 * @param helpers kinds of those who helped from outside
 * @param payout in yuan; null if nothing was paid
 * @param endedOn day on which it was closed, not handled or returned, in China; never before {@code receivedOn}; null: it goes on
 * @param repeats of whom there was a case within {@code hub.links.repeats} before: caller, patient, staff; caller-third: it is
 *     the third of one complainant
 */
public record Fact(
        String institution,
        String institutionName,
        String number,
        LocalDate receivedOn,
        String channel,
        String type,
        List<String> categories,
        List<String> departments,
        List<String> staffRoles,
        List<String> flags,
        String state,
        List<String> marks,
        List<String> happened,
        String notHandled,
        String forum,
        List<String> coreSystems,
        String kind,
        String track,
        List<String> changedAtOnce,
        List<String> helpers,
        @Nullable BigDecimal payout,
        String result,
        String satisfaction,
        List<String> met,
        List<String> missed,
        List<String> open,
        @Nullable LocalDate closedOn,
        @Nullable LocalDate endedOn,
        List<String> repeats) {

    /** The names of its values, as conditions and dimensions use them. */
    public static final Set<String> FIELDS = Set.of(
            "institution",
            "channel",
            "type",
            "category",
            "department",
            "staff-role",
            "flag",
            "state",
            "mark",
            "happened",
            "not-handled",
            "forum",
            "core-system",
            "kind",
            "track",
            "immediate-change",
            "helper",
            "result",
            "satisfaction",
            "met",
            "missed",
            "open",
            "due",
            "paid",
            "repeat",
            "month");

    private static final Set<String> FLAGS_OF_EVENTS = Set.of("dispute", "major", "police");

    /** The values of a field; none if it has none. */
    public Collection<String> values(String field) {
        return switch (field) {
            case "institution" -> List.of(institution);
            case "channel" -> List.of(channel);
            case "type" -> List.of(type.isEmpty() ? "complaint" : type);
            case "category" -> categories;
            case "department" -> departments;
            case "staff-role" -> staffRoles;
            case "flag" -> allFlags();
            case "state" -> List.of(state);
            case "mark" -> marks;
            case "happened" -> happened;
            case "not-handled" -> word(notHandled);
            case "forum" -> word(forum);
            case "core-system" -> coreSystems;
            case "kind" -> List.of(kind);
            case "track" -> word(track);
            case "immediate-change" -> changedAtOnce;
            case "helper" -> helpers;
            case "result" -> word(result);
            case "satisfaction" -> word(satisfaction);
            case "met" -> met;
            case "missed" -> missed;
            case "open" -> open;
            case "due" -> due();
            case "paid" -> List.of(payout == null || payout.signum() == 0 ? "no" : "yes");
            case "repeat" -> repeats;
            case "month" -> List.of(receivedOn.toString().substring(0, 7));
            default -> throw new IllegalArgumentException("no field " + field);
        };
    }

    /** Flags of the complaint, and what a status event said later. */
    private Collection<String> allFlags() {
        Set<String> all = new TreeSet<>(happened);
        all.retainAll(FLAGS_OF_EVENTS);
        all.addAll(flags);
        return all;
    }

    /** Duties whose end is known: what rates are counted of. */
    private Collection<String> due() {
        Set<String> all = new TreeSet<>(met);
        all.addAll(missed);
        return all;
    }

    private static List<String> word(String code) {
        return code.isEmpty() ? List.of() : List.of(code);
    }
}
