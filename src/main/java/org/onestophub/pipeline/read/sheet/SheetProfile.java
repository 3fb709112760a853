package org.onestophub.pipeline.read.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The options of a mapping of sheets: what its columns are called, as data beside the mapping.
 *
 * @param keyPrefix word before the key of an order, with the account after it
 * @param account the platform; numbers of orders mean something only with it
 * @param key fields that identify an order; the first is needed, the others default to {@code defaults}
 * @param required fields whose columns and values are needed; the key's first is one of them
 * @param defaults values of fields that say nothing
 * @param fields all fields, in the order of the mapping
 * @param fieldOf field by the spellings of its column's name
 * @param ignored names of columns that say nothing about an order, such as its number on the sheet
 * @param holdsUnknown true if a sheet with an unknown column is held; otherwise its rows have a finding
 * @param times fields that are times
 * @param ends those of the times until which something may be done: a day without a time is its end
 * @param timePatterns how times are written where they are texts
 * @param otherSheets names of sheets that are no tables of orders
 * @param notes words with which a row begins that is no order, such as a total
 */
record SheetProfile(
        String keyPrefix,
        String account,
        List<String> key,
        List<String> required,
        Map<String, String> defaults,
        List<String> fields,
        Map<String, String> fieldOf,
        Set<String> ignored,
        boolean holdsUnknown,
        Set<String> times,
        Set<String> ends,
        List<DateTimeFormatter> timePatterns,
        Set<String> otherSheets,
        List<String> notes) {

    private static final Set<String> OPTIONS = Set.of(
            "keyPrefix",
            "account",
            "key",
            "required",
            "defaults",
            "columns",
            "ignoredColumns",
            "unknownColumns",
            "times",
            "ends",
            "timePatterns",
            "otherSheets",
            "notes");

    private static final Set<String> UNKNOWN = Set.of("report", "hold");

    /**
     * The profile in that JSON.
     * @throws ProblemException RD-201 if an option is unknown, of the wrong form, or names a field that has no column
     */
    static SheetProfile of(JsonNode options) {
        options.fieldNames().forEachRemaining(name -> demand(OPTIONS.contains(name), name));
        Map<String, String> fieldOf = new HashMap<>();
        List<String> fields = new ArrayList<>();
        options.path("columns").properties().forEach(column -> {
            String field = column.getKey();
            demand(field.matches("[A-Za-z][A-Za-z0-9_]{0,60}"), "columns");
            fields.add(field);
            Set<String> spellings = new LinkedHashSet<>(Set.of(CellWords.header(field)));
            texts(column.getValue(), "columns").forEach(name -> spellings.add(CellWords.header(name)));
            for (String name : spellings) {
                // one name for two fields: nobody can say which the platform means
                demand(!name.isEmpty() && fieldOf.put(name, field) == null, "columns");
            }
        });
        Set<String> ignored = headers(options, "ignoredColumns");
        demand(ignored.stream().noneMatch(fieldOf::containsKey), "ignoredColumns");
        List<String> key = fieldsOf(options, "key", fields);
        List<String> required = fieldsOf(options, "required", fields);
        demand(!key.isEmpty(), "key");
        demand(required.contains(key.get(0)), "required");
        Map<String, String> defaults = new LinkedHashMap<>();
        options.path("defaults").properties().forEach(entry -> {
            demand(fields.contains(entry.getKey()), "defaults");
            defaults.put(entry.getKey(), entry.getValue().asText());
        });
        List<String> times = fieldsOf(options, "times", fields);
        List<String> ends = fieldsOf(options, "ends", fields);
        demand(times.containsAll(ends), "ends");
        String unknown = options.path("unknownColumns").asText("report");
        demand(UNKNOWN.contains(unknown), "unknownColumns");
        String account = options.path("account").asText("");
        demand(!account.isBlank(), "account");
        return new SheetProfile(
                options.path("keyPrefix").asText(""),
                account,
                key,
                required,
                defaults,
                List.copyOf(fields),
                Map.copyOf(fieldOf),
                ignored,
                unknown.equals("hold"),
                Set.copyOf(times),
                Set.copyOf(ends),
                formatters(options.path("timePatterns")),
                headers(options, "otherSheets"),
                texts(options.path("notes"), "notes").stream()
                        .map(CellWords::plain)
                        .toList());
    }

    /** True if a column may have that name. */
    boolean knows(String header) {
        String name = CellWords.header(header);
        return fieldOf.containsKey(name) || ignored.contains(name);
    }

    private static List<String> fieldsOf(JsonNode options, String option, List<String> fields) {
        List<String> names = texts(options.path(option), option);
        demand(fields.containsAll(names), option);
        return names;
    }

    private static Set<String> headers(JsonNode options, String option) {
        Set<String> headers = new LinkedHashSet<>();
        texts(options.path(option), option).forEach(text -> headers.add(CellWords.header(text)));
        return Set.copyOf(headers);
    }

    private static List<String> texts(JsonNode list, String option) {
        List<String> texts = new ArrayList<>();
        demand(list.isMissingNode() || list.isArray(), option);
        for (JsonNode text : list) {
            demand(text.isTextual() && !text.textValue().isBlank(), option);
            texts.add(text.textValue());
        }
        return texts;
    }

    private static List<DateTimeFormatter> formatters(JsonNode patterns) {
        List<DateTimeFormatter> formatters = new ArrayList<>();
        for (String pattern : texts(patterns, "timePatterns")) {
            try {
                // strict about 30 February; uuuu because yyyy needs an era when strict; Chinese words for the half of a
                // day
                formatters.add(DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.CHINA)
                        .withResolverStyle(ResolverStyle.STRICT));
            } catch (IllegalArgumentException e) {
                throw new ProblemException(Problem.PROFILE_INVALID, "timePatterns");
            }
        }
        return List.copyOf(formatters);
    }

    private static void demand(boolean holds, String option) {
        if (!holds) {
            throw new ProblemException(Problem.PROFILE_INVALID, option);
        }
    }
}
