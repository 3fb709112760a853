package org.onestophub.operate.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.operate.ops.trail.TraceQueries;

/** The time line of a complaint as a page shows it. */
final class TimeLine {

    /** Facts of the hub's own: codes, counts, names of channels and destinations. Any other may quote an input. */
    static final Set<String> WITHOUT_CONTENT = Set.of(
            "acknowledgedAt",
            "action",
            "arrivals",
            "attempt",
            "channel",
            "code",
            "deliveryId",
            "destination",
            "dueAt",
            "endedAt",
            "event",
            "feedNo",
            "field",
            "item",
            "mapping",
            "metAt",
            "number",
            "outcome",
            "overdue",
            "provisional",
            "receivedAt",
            "release",
            "resend",
            "responsible",
            "revision",
            "room",
            "rule",
            "sentAt",
            "sizeBytes",
            "state",
            "type");

    /** Shown in a form of its own, or of no use to people. */
    static final Set<String> NOT_LISTED = Set.of(
            "changes",
            "items",
            "roomMicros",
            "sha256",
            "event",
            "deliveryId",
            "eventId",
            "changesCut",
            "diff",
            "key",
            "rejectId");

    /** Times that something happened again. */
    private static final Set<String> COUNTED = Set.of("resend", "step");

    /** Where in the life of a complaint each kind of entry belongs. */
    static final Map<String, String> STAGES = Map.ofEntries(
            Map.entry("arrived", "in"),
            Map.entry("walked", "read"),
            Map.entry("held", "stop"),
            Map.entry("released", "stop"),
            Map.entry("edited", "stop"),
            Map.entry("revised", "case"),
            Map.entry("told", "out"),
            Map.entry("relayed", "out"),
            Map.entry("due", "out"),
            Map.entry("attempted", "out"),
            Map.entry("rejected", "stop"),
            Map.entry("settled", "stop"),
            Map.entry("happened", "case"),
            Map.entry("duty", "case"),
            Map.entry("alarm", "case"),
            Map.entry("erased", "stop"),
            Map.entry("seen", "seen"));

    private static final String DESTINATION = "destination";
    private static final Fact FILTERED = new Fact("state", "filtered");
    private static final String AND = ", ";

    private TimeLine() {}

    /**
     * One thing that happened.
     *
     * @param at when, UTC
     * @param kind one word
     * @param stage where it belongs: in, read, stop, case, out or seen
     * @param receiptId the input, null if it was none
     * @param by who did it, empty if the hub did
     * @param facts what is known of it
     * @param changes fields that changed; empty without content
     */
    record Entry(
            Instant at,
            String kind,
            String stage,
            @Nullable Long receiptId,
            String by,
            List<Fact> facts,
            List<Change> changes) {}

    /**
     * A detail.
     *
     * @param name of the detail
     * @param value its value
     */
    record Fact(String name, String value) {}

    /**
     * A field that changed.
     *
     * @param field JSON pointer
     * @param before null if it was not there
     * @param after null if it is gone
     */
    record Change(
            String field, @Nullable String before, @Nullable String after) {}

    /**
     * The entries in their order. Neighbours that say for the same reason that a destination does not take an event are one
     * entry with the names of these destinations: an event has as many of them as there are destinations that are not for it.
     */
    static List<Entry> of(List<TraceQueries.Entry> entries, boolean withContent) {
        List<Entry> line = new ArrayList<>();
        for (TraceQueries.Entry entry : entries) {
            Entry next = of(entry, withContent);
            int last = line.size() - 1;
            if (last >= 0 && isFiltered(next) && isFiltered(line.get(last)) && isSameButFor(line.get(last), next)) {
                line.set(last, joined(line.get(last), next));
            } else {
                line.add(next);
            }
        }
        return line;
    }

    private static boolean isFiltered(Entry entry) {
        return entry.kind().equals("due") && entry.facts().contains(FILTERED);
    }

    /** True if they differ by destination and moment only. */
    private static boolean isSameButFor(Entry one, Entry other) {
        return one.by().equals(other.by()) && common(one).equals(common(other));
    }

    private static List<Fact> common(Entry entry) {
        return entry.facts().stream()
                .filter(fact -> !fact.name().equals(DESTINATION) && !fact.name().equals("endedAt"))
                .toList();
    }

    private static Entry joined(Entry one, Entry other) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                DESTINATION,
                Stream.of(one, other)
                        .flatMap(entry -> entry.facts().stream())
                        .filter(fact -> fact.name().equals(DESTINATION))
                        .flatMap(fact -> Stream.of(fact.value().split(AND)))
                        .distinct()
                        .collect(Collectors.joining(AND))));
        facts.addAll(common(one));
        return new Entry(one.at(), one.kind(), one.stage(), one.receiptId(), one.by(), facts, one.changes());
    }

    private static Entry of(TraceQueries.Entry entry, boolean withContent) {
        List<Fact> facts = new ArrayList<>();
        entry.details().properties().forEach(detail -> {
            boolean shown = !NOT_LISTED.contains(detail.getKey())
                    && (withContent || WITHOUT_CONTENT.contains(detail.getKey()))
                    && detail.getValue().isValueNode()
                    // a "no", or a count of 0, is not worth a line
                    && !detail.getValue().equals(BooleanNode.FALSE)
                    && !(COUNTED.contains(detail.getKey()) && detail.getValue().asInt() == 0)
                    && !detail.getValue().asText().isEmpty();
            if (shown) {
                facts.add(new Fact(
                        detail.getKey(), Preview.visible(detail.getValue().asText())));
            }
        });
        return new Entry(
                entry.at(),
                entry.kind(),
                STAGES.getOrDefault(entry.kind(), "case"),
                entry.receiptId(),
                entry.by(),
                facts,
                withContent ? changes(entry.details().path("changes")) : List.of());
    }

    private static List<Change> changes(JsonNode changes) {
        List<Change> all = new ArrayList<>();
        changes.forEach(change -> all.add(
                new Change(change.path("field").asText(), textOf(change.get("was")), textOf(change.get("is")))));
        return all;
    }

    private static @Nullable String textOf(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return Preview.visible(value.isTextual() ? value.asText() : value.toString());
    }
}
