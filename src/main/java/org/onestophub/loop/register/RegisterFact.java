package org.onestophub.loop.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collection;

/**
 * An entry that stands and was not taken back, as reports count it.
 *
 * @param institution unified social credit code; empty if the hub has none
 * @param from first day that it is about, in China
 * @param until last day
 * @param values by column
 */
public record RegisterFact(
        String institution, String register, String key, LocalDate from, LocalDate until, ObjectNode values) {

    /** The value of a column as conditions write it: {@code yes} and {@code no}, codes and words; empty if it has none. */
    public String word(String column) {
        JsonNode value = values.path(column);
        return value.isBoolean() ? value.booleanValue() ? "yes" : "no" : value.asText("");
    }

    /** True if the column has one of these words; {@code *} is any. */
    public boolean has(String column, Collection<String> words) {
        String word = word(column);
        return !word.isEmpty() && (words.contains("*") || words.contains(word));
    }
}
