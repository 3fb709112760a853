package org.onestophub.pipeline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One call of two accounts of it. The accounts may know different legs, and no account takes back what another one knows:
 * a call is answered if any account says so, it begins with the earliest start and ends with the latest end.
 */
final class CallMerge {

    private static final String CALL = "call";
    private static final String MISSED = "missed";

    /** The account that knows more of the call is the greater one. */
    private static final Comparator<JsonNode> ORDER = Comparator.comparing(CallMerge::isAnswered)
            .thenComparingLong(call -> call.path("talkSeconds").asLong())
            .thenComparingLong(call -> call.path("durationSeconds").asLong())
            .thenComparing(call -> call.path("endedAt").asText())
            .thenComparingInt(call -> call.path("transferChain").size());

    private CallMerge() {}

    /**
     * Writes the call of both documents to {@code merged}, and the title that fits it.
     * @param isNewest true if {@code later} arrived after all that is known
     */
    static void into(ObjectNode merged, ObjectNode known, ObjectNode later, boolean isNewest) {
        if (!(known.get(CALL) instanceof ObjectNode before) || !(later.get(CALL) instanceof ObjectNode now)) {
            Stream.of(known, later)
                    .map(document -> document.get(CALL))
                    .filter(ObjectNode.class::isInstance)
                    .findFirst()
                    .ifPresent(call -> merged.set(CALL, call.deepCopy()));
            return;
        }
        int order = ORDER.compare(before, now);
        boolean laterIsFuller = order < 0 || order == 0 && isNewest;
        ObjectNode call = (laterIsFuller ? now : before).deepCopy();
        fill(call, laterIsFuller ? before : now);
        extreme(call, "startedAt", before, now, Comparator.naturalOrder());
        extreme(call, "answeredAt", before, now, Comparator.naturalOrder());
        extreme(call, "endedAt", before, now, Comparator.<Instant>naturalOrder().reversed());
        length(call, before, now);
        merged.set(CALL, call);
        titleOf(laterIsFuller ? later : known, merged, known, later);
    }

    private static boolean isAnswered(JsonNode call) {
        return call.has(MISSED) && !call.path(MISSED).asBoolean();
    }

    private static void fill(ObjectNode call, ObjectNode other) {
        other.properties().forEach(field -> {
            JsonNode present = call.get(field.getKey());
            if (present == null || present.isNull() || present.isArray() && present.isEmpty()) {
                call.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private static void extreme(
            ObjectNode call, String field, ObjectNode before, ObjectNode now, Comparator<Instant> order) {
        Stream.of(before, now)
                .flatMap(account -> instant(account, field).stream())
                .min(order)
                .ifPresent(instant -> call.put(field, instant.toString()));
    }

    private static void length(ObjectNode call, ObjectNode before, ObjectNode now) {
        Optional<Instant> start = instant(call, "startedAt");
        Optional<Instant> end = instant(call, "endedAt");
        if (start.isPresent() && end.isPresent() && !end.get().isBefore(start.get())) {
            long seconds = Duration.between(start.get(), end.get()).toSeconds();
            call.put("durationSeconds", (int) Math.min(Integer.MAX_VALUE, seconds));
        } else if (before.has("durationSeconds") && now.has("durationSeconds")) {
            call.put(
                    "durationSeconds",
                    Math.max(
                            before.path("durationSeconds").asInt(),
                            now.path("durationSeconds").asInt()));
        }
    }

    /** A case that shows a call is titled by what became of it; a case that began with something else keeps its title. */
    private static void titleOf(ObjectNode fuller, ObjectNode merged, ObjectNode known, ObjectNode later) {
        String channel = fuller.path("channel").asText();
        boolean isOfCalls = List.of(merged, known, later).stream()
                .allMatch(document -> document.path("channel").asText().equals(channel));
        JsonNode title = fuller.path("matter").path("title");
        if (isOfCalls
                && title.isTextual()
                && merged.path("matter").path("title").isTextual()) {
            merged.withObjectProperty("matter").set("title", title);
        }
    }

    private static Optional<Instant> instant(ObjectNode call, String field) {
        try {
            return call.path(field).isTextual()
                    ? Optional.of(Instant.parse(call.path(field).textValue()))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
