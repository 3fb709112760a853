package org.onestophub.operate.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds where two JSON trees part. */
final class JsonDifference {

    private JsonDifference() {}

    /** JSON pointer of the first place that is not the same in both; empty if there is none. */
    static Optional<String> first(JsonNode expected, JsonNode actual) {
        return expected.equals(actual) ? Optional.empty() : Optional.of(at("", expected, actual));
    }

    private static String at(String pointer, JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>();
            expected.fieldNames().forEachRemaining(names::add);
            actual.fieldNames().forEachRemaining(names::add);
            return below(pointer, names.iterator(), expected, actual);
        }
        if (expected.isArray() && actual.isArray()) {
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                if (!expected.get(i).equals(actual.get(i))) {
                    return at(pointer + "/" + i, expected.get(i), actual.get(i));
                }
            }
            return pointer + "/" + Math.min(expected.size(), actual.size());
        }
        return pointer;
    }

    private static String below(String pointer, Iterator<String> names, JsonNode expected, JsonNode actual) {
        while (names.hasNext()) {
            String name = names.next();
            if (!expected.path(name).equals(actual.path(name))) {
                return at(
                        pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
                        expected.path(name),
                        actual.path(name));
            }
        }
        return pointer;
    }
}
