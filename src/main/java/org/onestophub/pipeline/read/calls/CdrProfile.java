package org.onestophub.pipeline.read.calls;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * What one telephone system writes and which of its calls are complaint calls: a dialect
 * with the lines of {@code mapping.yaml} over it.
 *
 * @param system name of the telephone system, part of every call's key
 * @param variants names of columns in the order of the file, once for each form that a row may have; empty if the file
 *     has a header
 * @param isHeaderOptional true if a file may have a header and may not
 * @param delimiter between cells
 * @param call columns that may hold the call's key, the first filled one wins
 * @param callParts columns that go before the key, for systems whose key is unique only together with them
 * @param patterns what cells of a readable row look like
 * @param roles columns of each role, see {@link #ROLES}; the texts of several are joined, their durations added up
 * @param answered when a person answered
 * @param queue where the queue's name is, null if nowhere
 * @param directions what the system's words for a direction mean, by word in lower case
 * @param time how times are written
 * @param lines which calls are complaint calls
 * @param outsidePrefixes dialled before outside numbers and shown in the caller's number
 * @param withheld words in place of a withheld number, lower case
 * @param areLegsConsecutive true if all rows of a call have its first start and each begins where the one before ended
 * @param lastRowMayEndFile true if the last row needs no line end to be whole
 */
record CdrProfile(
        String system,
        List<List<String>> variants,
        boolean isHeaderOptional,
        char delimiter,
        List<String> call,
        List<String> callParts,
        Map<String, Pattern> patterns,
        Map<String, List<String>> roles,
        Answered answered,
        @Nullable Queue queue,
        Map<String, String> directions,
        CdrTime time,
        Lines lines,
        List<String> outsidePrefixes,
        Set<String> withheld,
        boolean areLegsConsecutive,
        boolean lastRowMayEndFile) {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final List<String> ROLES = List.of(
            "caller",
            "callerId",
            "callerName",
            "called",
            "finalCalled",
            "context",
            "start",
            "answer",
            "end",
            "duration",
            "talk",
            "hold",
            "disposition",
            "recording",
            "direction",
            "ring");
    private static final Set<String> DIRECTIONS = Set.of("inbound", "outbound", "internal");
    private static final List<String> WITHHELD = List.of(
            "",
            "anonymous",
            "<anonymous>",
            "withheld",
            "unavailable",
            "unknown",
            "private",
            "restricted",
            "asserted",
            "<unknown>",
            "s");

    /**
     * A person answered a leg if {@code column} holds one of {@code values} (any time, if empty), or a duration of at least
     * {@code minimumSeconds} where that is above 0; {@code agent} is filled; and no column of {@code not} fits its pattern.
     */
    record Answered(String column, List<String> values, String agent, long minimumSeconds, Map<String, Pattern> not) {}

    /** The queue is in {@code column}, up to {@code until}, in rows where the columns of {@code when} hold those values. */
    record Queue(String column, Map<String, String> when, String until) {}

    /** Complaint calls by called number, queue or dial plan context. */
    record Lines(Set<String> numbers, Set<String> queues, Set<String> contexts) {}

    /**
     * The profile as mapping.yaml gives it.
     * @param zone zone of local times
     * @throws ProblemException RD-201 with the option's name if it is not usable
     */
    static CdrProfile of(JsonNode given, ZoneId zone) {
        ObjectNode all = JSON.createObjectNode();
        JsonNode dialect = given.path("dialect");
        if (!dialect.isMissingNode()) {
            if (!(dialect.path("lines") instanceof ObjectNode lines)) {
                throw invalid("dialect");
            }
            all.setAll(lines);
        }
        given.properties().forEach(option -> all.set(option.getKey(), option.getValue()));
        return new CdrProfile(
                all.path("system").asText(dialect.path("name").asText("cdr")),
                variantsOf(all),
                all.path("header").asText("").equals("optional"),
                delimiterOf(all),
                required(texts(all, "call"), "call"),
                texts(all, "callParts"),
                patternsOf(all.path("patterns"), "patterns/"),
                rolesOf(all),
                answeredOf(all.path("answered")),
                queueOf(all.path("queue")),
                directionsOf(all.path("directions")),
                timeOf(all, zone),
                linesOf(all.path("complaintLines")),
                texts(all, "outsidePrefixes"),
                withheldOf(all),
                all.path("legs").asText("own-times").equals("consecutive"),
                all.path("lastLine").asText("partial").equals("complete"));
    }

    /** The words in place of a withheld number. */
    static String withheldWords() {
        return String.join(" ", WITHHELD);
    }

    /** Columns of a role, in the order in which they are joined; none if the system does not give it. */
    List<String> columnsOf(String role) {
        return roles.getOrDefault(role, List.of());
    }

    private static List<List<String>> variantsOf(JsonNode all) {
        return all.path("header").asText("absent").equals("present")
                ? List.of()
                : CdrColumns.variants(all, required(texts(all, "columns"), "columns"));
    }

    private static Map<String, String> directionsOf(JsonNode words) {
        Map<String, String> directions = new HashMap<>();
        DIRECTIONS.forEach(word -> directions.put(word, word));
        words.properties().forEach(word -> {
            if (!DIRECTIONS.contains(word.getValue().asText())) {
                throw invalid("directions");
            }
            directions.put(
                    word.getKey().toLowerCase(Locale.ROOT), word.getValue().asText());
        });
        return Map.copyOf(directions);
    }

    private static char delimiterOf(JsonNode all) {
        String text = all.path("delimiter").asText(",");
        if (text.length() != 1 || "\"\r\n".contains(text) || text.charAt(0) > '~') {
            throw invalid("delimiter");
        }
        return text.charAt(0);
    }

    private static Map<String, Pattern> patternsOf(JsonNode given, String option) {
        Map<String, Pattern> patterns = new HashMap<>();
        given.properties().forEach(entry -> {
            try {
                patterns.put(entry.getKey(), Pattern.compile(entry.getValue().asText()));
            } catch (PatternSyntaxException e) {
                throw invalid(option + entry.getKey());
            }
        });
        return patterns;
    }

    private static Map<String, List<String>> rolesOf(JsonNode all) {
        Map<String, List<String>> roles = new HashMap<>();
        for (String role : ROLES) {
            List<String> columns =
                    all.path(role).isTextual() ? List.of(all.get(role).asText()) : texts(all, role);
            if (!columns.isEmpty()) {
                roles.put(role, columns);
            }
        }
        for (String needed : List.of("caller", "called", "start")) {
            if (!roles.containsKey(needed)) {
                throw invalid(needed);
            }
        }
        return roles;
    }

    private static Answered answeredOf(JsonNode node) {
        if (!node.path("column").isTextual()) {
            throw invalid("answered/column");
        }
        return new Answered(
                node.get("column").asText(),
                texts(node, "values"),
                node.path("agent").asText(""),
                node.path("minimum").asLong(0),
                patternsOf(node.path("not"), "answered/not/"));
    }

    private static @Nullable Queue queueOf(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        Map<String, String> when = node.has("when")
                ? JSON.convertValue(node.get("when"), new TypeReference<Map<String, String>>() {})
                : Map.of();
        return new Queue(node.path("column").asText(), when, node.path("until").asText(""));
    }

    private static CdrTime timeOf(JsonNode all, ZoneId zone) {
        ZoneId used = all.path("usegmtime").asBoolean(false) ? ZoneOffset.UTC : zone;
        try {
            return CdrTime.of(
                    all.path("time").asText("yyyy-MM-dd HH:mm:ss"),
                    all.path("zone").isTextual() ? ZoneId.of(all.get("zone").asText()) : used);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw invalid("time");
        }
    }

    private static Lines linesOf(JsonNode node) {
        Lines lines = new Lines(
                Set.copyOf(texts(node, "numbers")),
                Set.copyOf(texts(node, "queues")),
                Set.copyOf(texts(node, "contexts")));
        if (lines.numbers().isEmpty()
                && lines.queues().isEmpty()
                && lines.contexts().isEmpty()) {
            throw invalid("complaintLines");
        }
        return lines;
    }

    private static Set<String> withheldOf(JsonNode all) {
        List<String> words = new ArrayList<>(WITHHELD);
        words.addAll(texts(all, "withheld"));
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        node.path(name).forEach(text -> {
            if (!texts.contains(text.asText())) {
                texts.add(text.asText());
            }
        });
        return List.copyOf(texts);
    }

    private static List<String> required(List<String> texts, String option) {
        if (texts.isEmpty()) {
            throw invalid(option);
        }
        return texts;
    }

    private static ProblemException invalid(String option) {
        return new ProblemException(Problem.PROFILE_INVALID, option);
    }
}
