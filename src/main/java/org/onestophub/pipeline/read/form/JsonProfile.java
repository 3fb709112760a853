package org.onestophub.pipeline.read.form;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.pipeline.read.format.PageAddresses;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The options of a JSON mapping.
 *
 * @param key pointers to the values that identify the item; the first is needed, the others default to {@code defaults}
 * @param keyPrefix word before the key, with the account after it
 * @param addresses fields of the object that hold the address of a page; the view gets it as {@code <name>Same} too, so
 *     written that the same page has the same text
 * @param pages what the mapping knows of sites
 * @param required pointers to required values (CK-101)
 * @param defaults values of fields of the object that are absent
 * @param times pointers to times and the patterns they are written in; in the profile a map from pointer to pattern or
 *     patterns, or a list of pointers that share {@code timePatterns}
 * @param ends those of the times until which something may be done: a day without a time is its end
 * @param canonicalNames canonical name by other name, for the object's own fields
 * @param volatileFields pointers to values that change though the input says the same, such as the time at which it was
 *     sent; below other names of a field its canonical name counts
 * @param known names of the object's own fields; empty if any name is accepted
 */
record JsonProfile(
        List<JsonPointer> key,
        String keyPrefix,
        List<String> addresses,
        PageAddresses pages,
        List<JsonPointer> required,
        Map<String, String> defaults,
        Map<JsonPointer, List<DateTimeFormatter>> times,
        Set<JsonPointer> ends,
        Map<String, String> canonicalNames,
        List<JsonPointer> volatileFields,
        Set<String> known) {

    private static final Set<String> OPTIONS = Set.of(
            "key",
            "keyPrefix",
            "addresses",
            "wayParameters",
            "hostVariants",
            "required",
            "defaults",
            "times",
            "timePatterns",
            "ends",
            "aliases",
            "fields",
            "unknownFields",
            // which field of the sender a canonical one comes from, for the answers of doors
            "senderFields",
            // what fields mean, for the description of the API
            "meanings",
            "volatile");
    private static final Set<String> UNKNOWN_FIELDS = Set.of("report", "accept");

    /** Keeps the profile read last: a mapping's options are the same object for each of its inputs. */
    static final class Memory {

        private volatile Map.@Nullable Entry<JsonNode, JsonProfile> last;

        /** As {@link JsonProfile#of}. */
        @SuppressWarnings("ReferenceEquality") // the profile of the same mapping is one object
        JsonProfile of(JsonNode options) {
            Map.Entry<JsonNode, JsonProfile> seen = last;
            if (seen != null && seen.getKey() == options) {
                return seen.getValue();
            }
            JsonProfile profile = JsonProfile.of(options);
            last = Map.entry(options, profile);
            return profile;
        }
    }

    /**
     * The profile in that JSON.
     * @throws ProblemException RD-201 if an option is unknown or of the wrong form
     */
    static JsonProfile of(JsonNode options) {
        options.fieldNames().forEachRemaining(name -> demand(OPTIONS.contains(name), name));
        Map<JsonPointer, List<DateTimeFormatter>> times = new LinkedHashMap<>();
        if (options.path("times").isArray()) {
            List<DateTimeFormatter> all = formatters(options.path("timePatterns"));
            pointers(options, "times").forEach(pointer -> times.put(pointer, all));
        }
        options.path("times")
                .properties()
                .forEach(time -> times.put(pointer(time.getKey(), "times"), formatters(time.getValue())));
        Set<JsonPointer> ends = Set.copyOf(pointers(options, "ends"));
        demand(times.keySet().containsAll(ends), "ends");
        Map<String, String> canonical = new HashMap<>();
        options.path("aliases")
                .properties()
                .forEach(alias ->
                        texts(alias.getValue(), "aliases").forEach(other -> canonical.put(other, alias.getKey())));
        Map<String, String> defaults = new LinkedHashMap<>();
        options.path("defaults")
                .properties()
                .forEach(entry -> defaults.put(entry.getKey(), entry.getValue().asText()));
        options.path("senderFields").properties().forEach(entry -> {
            pointer(entry.getKey(), "senderFields");
            demand(entry.getValue().isTextual(), "senderFields");
        });
        String unknown = options.path("unknownFields").asText("accept");
        demand(UNKNOWN_FIELDS.contains(unknown), "unknownFields");
        Set<String> known = new HashSet<>();
        if (unknown.equals("report")) {
            known.addAll(texts(options.path("fields"), "fields"));
            known.addAll(canonical.values());
            demand(!known.isEmpty(), "fields");
        }
        return new JsonProfile(
                pointers(options, "key"),
                options.path("keyPrefix").asText(""),
                texts(options.path("addresses"), "addresses"),
                PageAddresses.of(options),
                pointers(options, "required"),
                defaults,
                times,
                ends,
                canonical,
                pointers(options, "volatile"),
                known);
    }

    private static List<JsonPointer> pointers(JsonNode options, String name) {
        return texts(options.path(name), name).stream()
                .map(text -> pointer(text, name))
                .toList();
    }

    private static JsonPointer pointer(String text, String option) {
        demand(text.length() > 1 && text.startsWith("/"), option);
        return JsonPointer.compile(text);
    }

    private static List<String> texts(JsonNode list, String option) {
        List<String> texts = new ArrayList<>();
        demand(list.isMissingNode() || list.isArray(), option);
        for (JsonNode text : list) {
            demand(text.isTextual(), option);
            texts.add(text.textValue());
        }
        return texts;
    }

    private static List<DateTimeFormatter> formatters(JsonNode patterns) {
        List<DateTimeFormatter> formatters = new ArrayList<>();
        for (String pattern : patterns.isTextual() ? List.of(patterns.textValue()) : texts(patterns, "times")) {
            try {
                // strict about 30 February; uuuu because yyyy needs an era when strict
                formatters.add(
                        DateTimeFormatter.ofPattern(pattern.replace('y', 'u')).withResolverStyle(ResolverStyle.STRICT));
            } catch (IllegalArgumentException e) {
                throw new ProblemException(Problem.PROFILE_INVALID, "times");
            }
        }
        return formatters;
    }

    private static void demand(boolean holds, String option) {
        if (!holds) {
            throw new ProblemException(Problem.PROFILE_INVALID, option);
        }
    }
}
