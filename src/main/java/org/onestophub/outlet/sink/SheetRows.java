package org.onestophub.outlet.sink;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.SheetText;
import org.onestophub.complaint.ShortText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Items as rows of a sheet, with the headings as the first. */
final class SheetRows {

    /** What Excel takes in one cell. */
    private static final int MAX_CHARS = 32_767;

    private final List<String> columns;

    /** CH-207 if there is no column, or one is named twice. */
    SheetRows(String columns) {
        this.columns = Stream.of(columns.split(",", -1)).map(String::strip).toList();
        if (this.columns.contains("") || Set.copyOf(this.columns).size() != this.columns.size()) {
            throw new ProblemException(Problem.SETTING_INVALID, "columns");
        }
    }

    /**
     * Rows of equal length of text, numbers, booleans; empty text for what an item does not have.
     * @throws ProblemException DL-201 if an item has a field that is no column, or a value with parts
     */
    List<List<Object>> of(List<JsonNode> items) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(columns.stream().<Object>map(SheetRows::harmless).toList());
        for (JsonNode item : items) {
            Map<String, @Nullable Object> values = valuesOf(item);
            if (!columns.containsAll(values.keySet())) {
                throw new ProblemException(Problem.OUTBOUND_FAILED, "columns");
            }
            rows.add(columns.stream().map(column -> cellOf(values.get(column))).toList());
        }
        return rows;
    }

    /** The fields of a flat object: text, Long, BigDecimal, Boolean or null; DL-201 if it is none. */
    static Map<String, @Nullable Object> valuesOf(JsonNode item) {
        if (!item.isObject()) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, "item");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        item.properties().forEach(field -> values.put(field.getKey(), valueOf(field.getKey(), field.getValue())));
        return values;
    }

    private static @Nullable Object valueOf(String name, JsonNode value) {
        if (value.isContainerNode()) {
            throw new ProblemException(Problem.OUTBOUND_FAILED, name);
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.canConvertToLong() && value.isIntegralNumber()) {
            return value.longValue();
        }
        return value.isNumber() ? value.decimalValue() : null;
    }

    private static Object cellOf(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String text ? harmless(text) : value;
    }

    private static String harmless(String text) {
        return ShortText.of(SheetText.harmless(text), MAX_CHARS, "…");
    }
}
