package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;

/**
 * What another arrival adds to a case. The lead of the case ({@link CaseLead}) is what it shows; the others fill gaps and
 * lists, their words are kept with their own arrival, and the handling is as stated last. First and last are the order of
 * receipts, in whatever order the arrivals are recorded. A machine's mail fills no gap once a person has spoken.
 */
final class CaseMerge {

    /** Lists stop growing here, so that a message that repeats for ever does not grow a case for ever. */
    private static final Map<String, Integer> LIST_BOUNDS = Map.of(
            "arrivals",
            1000,
            "externalIds",
            100,
            "references",
            200,
            "evidence",
            500,
            "findings",
            200,
            "provenance",
            2000,
            "claims",
            100,
            "departments",
            50,
            "categories",
            50);

    private static final int OTHER_LISTS = 20;
    /** Given once by the hub. */
    private static final List<String> FIXED = List.of("schemaVersion", "number", "institution", "zone", "mergedInto");

    /** What the lead alone says, whatever else is known. */
    private static final Set<String> OF_THE_LEAD = Set.of("receivedAt", "channel");

    /** What a machine's mail adds to a person's case: how to find it again and what came with it. */
    private static final Set<String> OF_A_MACHINE = Set.of(
            "arrivals", "complainant", "externalIds", "references", "evidence", "findings", "provenance", "flags");

    /** Flags that lower attention: true of a case only under conditions, see {@link #flags}. */
    private static final String AUTOMATED = "automatedMail";

    private static final String SOLVED = "solvedOnSpot";

    private static final String ROUND = "/handling/hotline/round";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private CaseMerge() {}

    /** The case {@code known} after {@code later} was recorded; neither is changed. */
    static ObjectNode of(ObjectNode known, ObjectNode later) {
        boolean leads = CaseLead.of(later).precedes(CaseLead.of(known));
        boolean isNewest = CaseLead.newest(later) >= CaseLead.newest(known);
        ObjectNode merged = (leads ? later : known).deepCopy();
        ObjectNode more = (leads ? known : later).deepCopy();
        mark(merged);
        mark(more);
        keepWordsWithArrival(merged, more);
        if (CaseLead.isByMachines(more) && !CaseLead.isByMachines(merged)) {
            more.retain(OF_A_MACHINE);
            if (more.get("complainant") instanceof ObjectNode complainant) {
                complainant.retain("claims");
            }
        }
        merged.remove(List.of("handling", "call"));
        more.remove(List.of("handling", "call"));
        more.remove(OF_THE_LEAD);
        FIXED.forEach(field -> copy(known, merged, field));
        more.remove(FIXED);
        boolean isLastTold = isLastTold(known, later, isNewest);
        handling(merged, isLastTold ? known : later, isLastTold ? later : known);
        CallMerge.into(merged, known, later, isNewest);
        boolean onePatient = PatientMerge.prepare(merged, more);
        fill(merged, more);
        if (!onePatient) {
            note(merged, Problem.ARRIVALS_DIFFER, "/patient");
        }
        flags(merged, known, later, isNewest);
        sortArrivals(merged);
        CaseLead.receivedAt(merged).ifPresent(first -> merged.put("receivedAt", first));
        return merged;
    }

    /** Writes with the arrival what a case of one arrival says of itself. */
    private static void mark(ObjectNode document) {
        if (document.path("arrivals").size() == 1
                && CaseLead.isByMachines(document)
                && document.at("/arrivals/0") instanceof ObjectNode arrival) {
            arrival.put("automated", true);
        }
    }

    /** Title and facts that the case does not show are kept with the arrival they came by. */
    private static void keepWordsWithArrival(ObjectNode merged, ObjectNode more) {
        CaseLead.arrivalIn(more).ifPresent(arrival -> {
            keep(merged, more, arrival, "facts", "text");
            keep(merged, more, arrival, "title", "title");
        });
        // what was kept with the new lead while another was shown
        CaseLead.arrivalIn(merged).ifPresent(arrival -> arrival.remove(List.of("text", "title")));
    }

    private static void keep(ObjectNode merged, ObjectNode more, ObjectNode arrival, String field, String as) {
        JsonNode words = more.path("matter").path(field);
        if (words.isTextual() && !words.equals(merged.path("matter").path(field)) && !isKept(more, as, words)) {
            arrival.set(as, words);
        }
    }

    private static boolean isKept(ObjectNode document, String as, JsonNode words) {
        for (JsonNode arrival : document.path("arrivals")) {
            if (words.equals(arrival.get(as))) {
                return true;
            }
        }
        return false;
    }

    private static void copy(ObjectNode from, ObjectNode to, String field) {
        if (from.has(field)) {
            to.set(field, from.get(field));
        } else {
            to.remove(field);
        }
    }

    /** Rounds of one order are numbered; those of a batch are received side by side, in any order. */
    private static boolean isLastTold(ObjectNode known, ObjectNode later, boolean isNewest) {
        String before = known.at(ROUND).asText();
        String now = later.at(ROUND).asText();
        return NUMBER.matcher(before).matches() && NUMBER.matcher(now).matches()
                ? Integer.parseInt(now) >= Integer.parseInt(before)
                : isNewest;
    }

    /** What was done so far is a state: the latest account of it stands, and what it does not speak of stays. */
    private static void handling(ObjectNode merged, ObjectNode earlier, ObjectNode latest) {
        ObjectNode handling = merged.objectNode();
        for (ObjectNode complaint : List.of(earlier, latest)) {
            if (complaint.get("handling") instanceof ObjectNode account) {
                overwrite(handling, account.deepCopy());
            }
        }
        if (!handling.isEmpty() || earlier.has("handling") || latest.has("handling")) {
            merged.set("handling", handling);
        }
    }

    private static void overwrite(ObjectNode target, ObjectNode latest) {
        latest.properties().forEach(field -> {
            if (target.get(field.getKey()) instanceof ObjectNode inner && field.getValue() instanceof ObjectNode more) {
                overwrite(inner, more);
            } else if (!field.getValue().isNull()) {
                target.set(field.getKey(), field.getValue());
            }
        });
    }

    private static void fill(ObjectNode target, ObjectNode source) {
        source.properties().forEach(field -> {
            JsonNode present = target.get(field.getKey());
            if (present == null || present.isNull()) {
                target.set(field.getKey(), field.getValue());
                return;
            }
            if (present instanceof ObjectNode inner && field.getValue() instanceof ObjectNode more) {
                fill(inner, more);
            }
            if (present instanceof ArrayNode list && field.getValue() instanceof ArrayNode more) {
                unite(list, more, LIST_BOUNDS.getOrDefault(field.getKey(), OTHER_LISTS));
            }
        });
    }

    private static void unite(ArrayNode list, ArrayNode more, int bound) {
        for (JsonNode item : more) {
            if (list.size() < bound && !contains(list, item)) {
                list.add(item);
            }
        }
    }

    private static boolean contains(ArrayNode list, JsonNode item) {
        for (JsonNode present : list) {
            if (present.equals(item)) {
                return true;
            }
        }
        return false;
    }

    private static void note(ObjectNode merged, Problem problem, String field) {
        ArrayNode findings = merged.withArrayProperty("findings");
        ObjectNode finding = merged.objectNode().put("code", problem.code()).put("field", field);
        unite(findings, merged.arrayNode().add(finding), LIST_BOUNDS.getOrDefault("findings", OTHER_LISTS));
    }

    /**
     * Flags that ask for care are raised and never lowered. Two flags say that less care is needed: a case is automated
     * while all of its arrivals are, and solved on the spot while the person who spoke last says so.
     */
    private static void flags(ObjectNode merged, ObjectNode known, ObjectNode later, boolean isNewest) {
        ObjectNode flags = merged.objectNode();
        merged.path("flags").properties().forEach(flag -> flags.set(flag.getKey(), flag.getValue()));
        for (ObjectNode complaint : List.of(known, later)) {
            complaint.path("flags").properties().forEach(flag -> {
                if (flag.getValue().asBoolean()) {
                    flags.put(flag.getKey(), true);
                }
            });
        }
        set(flags, AUTOMATED, CaseLead.isByMachines(merged));
        boolean speaksLast = isNewest && !CaseLead.isByMachines(later);
        set(flags, SOLVED, (speaksLast ? later : known).at("/flags/" + SOLVED).asBoolean());
        if (flags.isEmpty()) {
            merged.remove("flags");
        } else {
            merged.set("flags", flags);
        }
    }

    private static void set(ObjectNode flags, String flag, boolean raised) {
        if (raised) {
            flags.put(flag, true);
        } else {
            flags.remove(flag);
        }
    }

    private static void sortArrivals(ObjectNode merged) {
        if (merged.get("arrivals") instanceof ArrayNode arrivals) {
            List<JsonNode> sorted = new ArrayList<>();
            arrivals.forEach(sorted::add);
            sorted.sort(Comparator.comparingLong(
                    arrival -> arrival.path("receiptId").asLong()));
            arrivals.removeAll();
            arrivals.addAll(sorted);
        }
    }
}
