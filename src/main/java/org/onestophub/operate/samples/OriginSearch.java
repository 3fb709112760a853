package org.onestophub.operate.samples;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.onestophub.complaint.contract.FieldOrigins;
import org.onestophub.complaint.list.CodeLists;
import org.onestophub.pipeline.map.JsonLeaves;
import org.onestophub.pipeline.map.MapStep;

/**
 * Finds where the fields of a document came from. It runs the program with one place of the view exchanged at a time. For fields
 * that no single place changes, it exchanges all places at once, then fewer and fewer. A place whose other value gives the field
 * another value is its origin. A place that only lets the field come and go is a condition.
 */
final class OriginSearch {

    /** More places than any real input has; the others are not tried, and the answer says so. */
    private static final int MAX_PLACES = 1_000;

    private static final int MAX_RUNS = 20_000;
    private static final long MAX_SECONDS = 15;
    /** More places that decide together are no answer for a person. */
    private static final int MAX_TOGETHER = 20;
    /** More fields than any real document has; the others are left out, and the answer says so. */
    private static final int MAX_FIELDS = 2_000;

    private final Function<JsonNode, Optional<ObjectNode>> program;
    private final LeafExchange exchange;
    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
    private int runs;
    private boolean complete = true;
    private boolean isOver;
    private JsonNode changed = NullNode.getInstance();
    private JsonNode document = NullNode.getInstance();
    private final Map<String, JsonNode> leaves = new LinkedHashMap<>();
    private final Map<String, Found> fields = new LinkedHashMap<>();
    private final Set<String> untried = new LinkedHashSet<>();

    /** What is known of one field. */
    private static final class Found {
        private final JsonNode value;
        private final Set<String> places = new LinkedHashSet<>();
        private final Set<String> conditions = new LinkedHashSet<>();
        private boolean copied;
        private boolean unknown;

        Found(JsonNode value) {
            this.value = value;
        }
    }

    /** A search in what this program makes; it gives nothing where it stops the thing as a whole. */
    OriginSearch(Function<JsonNode, Optional<ObjectNode>> program, CodeLists lists) {
        this.program = program;
        this.exchange = new LeafExchange(lists);
    }

    /** The origins of what the program makes of the view; empty if it makes nothing of it. */
    Optional<FieldOrigins> of(JsonNode view) {
        changed = view.deepCopy();
        Optional<ObjectNode> made = program.apply(changed).map(ObjectNode::deepCopy);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        document = made.get();
        JsonLeaves.visit(document, MAX_FIELDS + 1, (pointer, value) -> fields.put(pointer, new Found(value)));
        if (fields.size() > MAX_FIELDS) {
            fields.keySet().removeAll(List.copyOf(fields.keySet()).subList(MAX_FIELDS, fields.size()));
            complete = false;
        }
        JsonLeaves.visit(changed, MAX_PLACES + 1, leaves::put);
        if (leaves.size() > MAX_PLACES) {
            leaves.keySet().removeAll(List.copyOf(leaves.keySet()).subList(MAX_PLACES, leaves.size()));
            complete = false;
        }
        // a program may look at the clock, or throw dice
        moved().ifPresent(moved -> fields.forEach((field, found) -> found.unknown = moved.containsKey(field)));
        leaves.forEach(this::tryAlone);
        tryTogether(leaf -> NullNode.getInstance());
        tryTogether(LeafExchange::sameForm);
        return Optional.of(new FieldOrigins(view, document, answer(), List.copyOf(untried), complete));
    }

    private void tryAlone(String place, JsonNode leaf) {
        boolean isTried = false;
        for (JsonNode other : exchange.of(leaf)) {
            put(place, other);
            Optional<Map<String, JsonNode>> moved = moved();
            put(place, leaf);
            isTried |= moved.isPresent();
            moved.orElse(Map.of()).forEach((field, value) -> note(field, value, place, leaf, other));
        }
        if (!isTried) {
            untried.add(place);
        }
    }

    private void note(String field, JsonNode value, String place, JsonNode leaf, JsonNode other) {
        Found found = fields.get(field);
        if (found == null) {
            return;
        }
        if (value.isMissingNode()) {
            found.conditions.add(place);
            return;
        }
        found.places.add(place);
        found.copied |=
                found.value.asText().equals(leaf.asText()) && value.asText().equals(other.asText());
    }

    /** For fields that depend on several places, any of which is enough. */
    private void tryTogether(UnaryOperator<JsonNode> other) {
        // without the words of a complaint nothing is made at all
        Set<String> needed = new TreeSet<>();
        fields.forEach((field, found) -> {
            if (field.startsWith("/matter/") || field.equals("/channel")) {
                needed.addAll(found.places);
            }
        });
        List<String> all = leaves.keySet().stream()
                .filter(place -> !needed.contains(place))
                .toList();
        Map<String, JsonNode> moved = together(all, other);
        for (String field : moved.keySet()) {
            Found found = fields.get(field);
            if (found != null && found.places.isEmpty() && found.conditions.isEmpty() && !found.unknown) {
                List<String> fewest = fewest(field, all, other);
                if (fewest.size() > MAX_TOGETHER || isOver) {
                    found.unknown = true;
                } else if (together(fewest, other)
                        .getOrDefault(field, NullNode.getInstance())
                        .isMissingNode()) {
                    found.conditions.addAll(fewest);
                } else {
                    found.places.addAll(fewest);
                }
            }
        }
    }

    private List<String> fewest(String field, List<String> enough, UnaryOperator<JsonNode> other) {
        List<String> left = enough;
        for (int chunk = Math.max(1, left.size() / 2); chunk > 0 && !isOver; chunk /= 2) {
            for (int at = 0; at < left.size() && !isOver; ) {
                List<String> without = new ArrayList<>(left);
                without.subList(at, Math.min(at + chunk, left.size())).clear();
                if (together(without, other).containsKey(field)) {
                    left = without;
                } else {
                    at += chunk;
                }
            }
        }
        return left;
    }

    private Map<String, JsonNode> together(List<String> places, UnaryOperator<JsonNode> other) {
        places.forEach(place -> put(place, other.apply(leaves.getOrDefault(place, NullNode.getInstance()))));
        Optional<Map<String, JsonNode>> moved = moved();
        places.forEach(place -> put(place, leaves.getOrDefault(place, NullNode.getInstance())));
        return moved.orElse(Map.of());
    }

    /** What is different now; empty if nothing was made, or no run is left. */
    private Optional<Map<String, JsonNode>> moved() {
        if (++runs > MAX_RUNS
                || System.nanoTime() > end
                || Thread.currentThread().isInterrupted()) {
            isOver = true;
            complete = false;
        }
        return isOver ? Optional.empty() : program.apply(changed).map(now -> MovedLeaves.between(document, now));
    }

    private void put(String pointer, JsonNode value) {
        JsonPointer path = JsonPointer.compile(pointer);
        JsonNode parent = changed.at(path.head());
        if (parent instanceof ObjectNode object) {
            object.set(path.last().getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array) {
            array.set(path.last().getMatchingIndex(), value);
        }
    }

    private List<FieldOrigins.Field> answer() {
        List<FieldOrigins.Field> answer = new ArrayList<>();
        fields.forEach((field, found) -> {
            found.conditions.removeAll(found.places);
            answer.add(new FieldOrigins.Field(
                    field, kind(field, found), List.copyOf(found.places), List.copyOf(found.conditions)));
        });
        return answer;
    }

    private String kind(String field, Found found) {
        if (found.unknown) {
            return FieldOrigins.UNKNOWN;
        }
        if (!found.places.isEmpty()) {
            return found.copied && found.places.size() == 1 ? FieldOrigins.COPIED : FieldOrigins.DERIVED;
        }
        if (MapStep.isOfHub(field)) {
            return FieldOrigins.HUB;
        }
        return complete && untried.isEmpty() ? FieldOrigins.CONSTANT : FieldOrigins.UNKNOWN;
    }
}
