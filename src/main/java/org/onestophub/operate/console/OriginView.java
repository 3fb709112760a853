package org.onestophub.operate.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.contract.FieldOrigins;
import org.onestophub.complaint.contract.InputPlace;
import org.onestophub.operate.ops.query.FieldLeaves;
import org.onestophub.operate.ops.query.ReceiptOrigins;

/**
 * The origins of fields as a page shows them: one field is chosen, and its places are marked in what was read and in the
 * original text.
 *
 * @param fields every field with its value
 * @param chosen the field whose places are marked, null if none
 * @param places every place of the view with its value
 * @param untried places of which nothing is known
 * @param complete false if not every place was tried
 * @param text the original in pieces, empty where it is no text
 */
record OriginView(
        List<Field> fields,
        @Nullable Field chosen,
        List<Place> places,
        List<String> untried,
        boolean complete,
        List<Piece> text) {

    /** Longer originals and views are shown by their beginning. */
    private static final int MAX_TEXT = 100_000;

    private static final int MAX_PLACES = 1_000;
    private static final int MAX_VALUE = 300;

    /**
     * A field of the complaint.
     *
     * @param pointer its JSON pointer
     * @param value its value, made harmless
     * @param kind how it came about, a word of {@link FieldOrigins}
     */
    record Field(String pointer, String value, String kind) {}

    /**
     * A value that was read.
     *
     * @param pointer its JSON pointer in the view
     * @param name what the place is called in the input, empty if it cannot be told
     * @param value its value, made harmless
     * @param mark {@code value} if the chosen field came from it, {@code condition} if it decides about it, else empty
     */
    record Place(String pointer, String name, String value, String mark) {}

    /**
     * A piece of the original text.
     *
     * @param text made harmless
     * @param mark as of a place
     */
    record Piece(String text, String mark) {}

    static OriginView of(ReceiptOrigins.Traced traced, @Nullable String field, Optional<String> text) {
        FieldOrigins origins = traced.origins();
        List<Field> fields = new ArrayList<>();
        Optional<FieldOrigins.Field> chosen = origins.fields().stream()
                .filter(one -> one.field().equals(field))
                .findFirst();
        Field shown = null;
        for (FieldOrigins.Field one : origins.fields()) {
            String value = origins.document().at(one.field()).asText();
            Field row = new Field(one.field(), shortened(value), one.kind());
            shown = one.field().equals(field) ? row : shown;
            fields.add(row);
        }
        Map<String, String> marks = new TreeMap<>();
        chosen.ifPresent(one -> {
            one.conditions().forEach(place -> marks.put(place, "condition"));
            one.places().forEach(place -> marks.put(place, "value"));
        });
        List<Place> places = new ArrayList<>();
        FieldLeaves.of(origins.view(), MAX_PLACES)
                .forEach((pointer, value) -> places.add(new Place(
                        pointer,
                        Preview.visible(Optional.ofNullable(traced.inputPlaces().get(pointer))
                                .map(InputPlace::name)
                                .orElse("")),
                        shortened(value.asText()),
                        marks.getOrDefault(pointer, ""))));
        return new OriginView(
                fields,
                shown,
                places,
                origins.untried(),
                origins.complete(),
                text.map(original -> pieces(original, traced.inputPlaces(), marks))
                        .orElse(List.of()));
    }

    private static List<Piece> pieces(String text, Map<String, InputPlace> places, Map<String, String> marks) {
        String shown = text.substring(0, Math.min(text.length(), MAX_TEXT));
        TreeSet<Integer> cuts = new TreeSet<>(List.of(0, shown.length()));
        places.forEach((pointer, place) -> {
            if (marks.containsKey(pointer)) {
                cuts.add(Math.max(0, Math.min(place.from(), shown.length())));
                cuts.add(Math.max(0, Math.min(place.to(), shown.length())));
            }
        });
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int to : cuts.tailSet(1)) {
            pieces.add(new Piece(Preview.visible(shown.substring(from, to)), markAt(from, places, marks)));
            from = to;
        }
        return pieces;
    }

    private static String markAt(int at, Map<String, InputPlace> places, Map<String, String> marks) {
        String mark = "";
        for (Map.Entry<String, String> marked : marks.entrySet()) {
            InputPlace place = places.get(marked.getKey());
            boolean isIn = place != null && place.from() <= at && at < place.to();
            mark = isIn && !mark.equals("value") ? marked.getValue() : mark;
        }
        return mark;
    }

    private static String shortened(String value) {
        String visible = Preview.visible(value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value);
        return value.length() > MAX_VALUE ? visible + " …" : visible;
    }
}
