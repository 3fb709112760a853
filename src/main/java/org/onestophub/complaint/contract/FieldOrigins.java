package org.onestophub.complaint.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Where the fields of what a mapping made came from. It is found by running the mapping again and again with one place of the
 * input exchanged, and looking which fields move; equal values alone prove nothing.
 *
 * @param view the thing as READ found it
 * @param document what MAP and CHECK make of it now
 * @param fields every leaf of the document, in its order
 * @param untried places whose every exchange stopped the thing as a whole, so that nothing is known of them
 * @param complete false if the search was ended before every place was tried: a field may have more places than named
 */
@Schema(name = "FieldOrigins", description = "Where each field of a thing came from, found by running its mapping.")
public record FieldOrigins(
        JsonNode view, JsonNode document, List<Field> fields, List<String> untried, boolean complete) {

    /** The value of one place as it is. */
    public static final String COPIED = "copied";
    /** Made of the values of one or more places. */
    public static final String DERIVED = "derived";
    /** Stands in the mapping; {@code conditions} may decide whether it is there. */
    public static final String CONSTANT = "constant";
    /** The hub's own: its institution, the arrival, the attachments. */
    public static final String HUB = "hub";
    /** Cannot be told: it is another at each run, or the search was ended before. */
    public static final String UNKNOWN = "unknown";

    /**
     * The origin of one field.
     *
     * @param field JSON pointer in the document
     * @param kind one of the words above
     * @param places JSON pointers in the view whose values make the value
     * @param conditions JSON pointers in the view that decide whether the field is there, and whose values it does not have
     */
    @Schema(name = "FieldOrigin")
    public record Field(String field, String kind, List<String> places, List<String> conditions) {}
}
