package org.onestophub.pipeline.map;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.onestophub.complaint.list.CodeLists;

/** Finds where in a view a value comes from: equal, equal except for spelling, looked up in a code list, or a part of it. */
final class ViewIndex {

    /** More leaves than any real input has; bounds the time of a hostile one. */
    private static final int MAX_LEAVES = 10_000;
    /** Places kept for a value that occurs often, such as 0. */
    private static final int MAX_PLACES = 16;
    /** Longer texts are only compared for equality, to keep the search inside texts cheap. */
    private static final int MAX_SEARCHED = 500;

    private static final int MAX_SEARCHED_LEAVES = 500;
    /** One or two characters occur in almost any text. */
    private static final int MIN_SEARCHED = 3;

    private static final int MAX_WORD = 64;
    /** Bare numbers are aliases in many lists, so a number in the view is no evidence of a lookup. */
    private static final Pattern COUNT = Pattern.compile("[0-9]+");

    private static final Pattern SPELLING = Pattern.compile("[\\s\\p{P}]+");

    private final Map<String, List<String>> places = new HashMap<>();
    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();
    private final Map<String, String> searched = new LinkedHashMap<>();

    ViewIndex(JsonNode view, CodeLists codeLists) {
        JsonLeaves.visit(view, MAX_LEAVES, (pointer, value) -> add(pointer, value.asText(), codeLists));
    }

    private void add(String pointer, String text, CodeLists codeLists) {
        List<String> known = places.computeIfAbsent(text, ignored -> new ArrayList<>(1));
        if (known.size() < MAX_PLACES) {
            known.add(pointer);
        }
        if (text.length() > MAX_SEARCHED || known.size() > 1 || searched.size() >= MAX_SEARCHED_LEAVES) {
            return;
        }
        spellings.putIfAbsent(spellingOf(text), pointer);
        if (text.length() >= MIN_SEARCHED) {
            searched.putIfAbsent(text, pointer);
        }
        if (text.length() <= MAX_WORD && !COUNT.matcher(text).matches()) {
            codeLists.codesOf(text).forEach(code -> codes.putIfAbsent(code, pointer));
        }
    }

    /** Where exactly this text is; a field of the same name first, and only such a field if {@code named}. */
    Optional<String> equal(String text, String target, boolean named) {
        List<String> known = places.getOrDefault(text, List.of());
        String name = target.substring(target.lastIndexOf('/') + 1);
        Optional<String> same =
                known.stream().filter(place -> place.endsWith("/" + name)).findFirst();
        return same.isPresent() || named ? same : known.stream().findFirst();
    }

    /** Where the text comes from by another spelling, by a code list, or as a part or a whole of it. */
    Optional<String> related(String text) {
        if (text.length() > MAX_SEARCHED) {
            return Optional.empty();
        }
        String spelling = spellingOf(text);
        if (!spelling.isEmpty() && spellings.containsKey(spelling)) {
            return Optional.of(spellings.get(spelling));
        }
        if (codes.containsKey(text)) {
            return Optional.of(codes.get(text));
        }
        if (text.length() < MIN_SEARCHED) {
            return Optional.empty();
        }
        return searched.entrySet().stream()
                .filter(leaf -> leaf.getKey().contains(text) || text.contains(leaf.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String spellingOf(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return SPELLING.matcher(folded).replaceAll("");
    }
}
