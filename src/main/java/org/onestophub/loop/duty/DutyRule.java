package org.onestophub.loop.duty;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ComplaintKind;
import org.onestophub.loop.rule.Condition;
import org.onestophub.loop.rule.RuleBasis;

/**
 * One rule of a file under {@code mappings/duties/}: which complaints it is for, what starts, pauses, meets and ends the
 * duty, and how long it may take.
 *
 * @param id its name for ever, unique over all files
 * @param basis where it comes from
 * @param kinds of which kinds of complaints it is, code list {@code complaint-kind}
 * @param applies over the complaint
 * @param starts the first field that has a time starts one duty; each event starts one, unless one is open
 * @param each over the event: duties of different values are apart, for example one for each sealed object; null: one
 * @param limit if nobody names a date
 * @param untilClose true: the last day ends at closing time
 * @param printed where the complaint may name a date or a limit of its own, which then counts instead
 * @param met what fulfils it
 * @param ends what makes it void
 * @param off true: only for institutions that turn it on
 * @param institutions what differs, by unified social credit code
 */
record DutyRule(
        String id,
        RuleBasis basis,
        Set<String> kinds,
        Condition applies,
        List<Trigger> starts,
        @Nullable Condition each,
        Limit limit,
        boolean untilClose,
        List<JsonPointer> printed,
        List<Trigger> pauses,
        List<Trigger> resumes,
        List<Trigger> met,
        List<Trigger> ends,
        @Nullable Extension extension,
        List<WarningTime> warnings,
        String responsible,
        boolean off,
        Map<String, OfInstitution> institutions) {

    /**
     * How the limit may be extended. The extension is asked for before the limit ends.
     *
     * @param by how long, where the grant names no date, and at most
     * @param times how often at most
     */
    record Extension(List<Trigger> asked, List<Trigger> granted, Limit by, int times) {}

    /** What an institution has otherwise; null: as the rule says. */
    record OfInstitution(
            @Nullable Boolean off,
            @Nullable Limit limit,
            @Nullable List<WarningTime> warnings,
            @Nullable String responsible) {}

    private static final OfInstitution NOTHING = new OfInstitution(null, null, null, null);

    /** True if it is for that complaint. */
    boolean isFor(JsonNode complaint) {
        return kinds.contains(ComplaintKind.of(complaint)) && applies.holds(complaint);
    }

    /** True if the rule is in force at that institution. */
    boolean isOnAt(String institution) {
        Boolean own = at(institution).off();
        return !(own == null ? off : own);
    }

    /** The limit there. */
    Limit limitAt(String institution) {
        Limit own = at(institution).limit();
        return own == null ? limit : own;
    }

    /** When to warn there. */
    List<WarningTime> warningsAt(String institution) {
        List<WarningTime> own = at(institution).warnings();
        return own == null ? warnings : own;
    }

    /** Who is responsible there, code of list {@code duty-role}. */
    String responsibleAt(String institution) {
        String own = at(institution).responsible();
        return own == null ? responsible : own;
    }

    private OfInstitution at(String institution) {
        return institutions.getOrDefault(institution, NOTHING);
    }
}
