package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * What a later arrival adds to a case. What was said first stays; gaps are filled, lists are united, flags are raised
 * and never lowered, the later words are kept with their own arrival, and the handling is as told last.
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
    /** Given once by the hub, or the first arrival's own. */
    private static final Set<String> FIXED =
            Set.of("schemaVersion", "number", "institution", "zone", "receivedAt", "channel");

    private CaseMerge() {}

    /** The case {@code known} after {@code later} arrived; neither is changed. */
    static ObjectNode of(ObjectNode known, ObjectNode later) {
        ObjectNode merged = known.deepCopy();
        ObjectNode more = later.deepCopy();
        keepWordsWithArrival(known, more);
        more.remove(FIXED);
        if (more.has("call")) {
            // the legs of a call come one after another; the latest account of it is the complete one
            merged.remove("call");
        }
        replace(merged, more.remove("handling"));
        fill(merged, more);
        raise(merged, later);
        return merged;
    }

    private static void keepWordsWithArrival(ObjectNode known, ObjectNode more) {
        JsonNode words = more.at("/matter/facts");
        JsonNode arrival = more.at("/arrivals/0");
        if (words.isTextual() && arrival instanceof ObjectNode own && !words.equals(known.at("/matter/facts"))) {
            own.set("text", words);
        }
    }

    /** What was done so far is a state: the latest account of it stands, and what it does not speak of stays. */
    private static void replace(ObjectNode merged, JsonNode handling) {
        if (handling instanceof ObjectNode latest && !latest.isEmpty()) {
            overwrite(merged.withObjectProperty("handling"), latest);
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

    private static void raise(ObjectNode merged, ObjectNode later) {
        if (!(later.get("flags") instanceof ObjectNode raised)) {
            return;
        }
        ObjectNode flags = merged.withObjectProperty("flags");
        raised.properties().forEach(flag -> {
            if (flag.getValue().asBoolean()) {
                flags.put(flag.getKey(), true);
            }
        });
    }
}
