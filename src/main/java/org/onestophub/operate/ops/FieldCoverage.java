package org.onestophub.operate.ops;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.onestophub.operate.ops.query.FieldLeaves;

/**
 * Which fields of what READ saw went into the complaint.
 *
 * @param fields number of fields with a value
 * @param used JSON pointers of those some value of the complaint came from
 * @param unused JSON pointers of the others; a value that stands in several fields counts for one of them
 * @param cut true if there are more fields than are listed
 */
@Schema(name = "MappingCoverage", description = "Which fields of the input went into the complaint.")
record FieldCoverage(int fields, List<String> used, List<String> unused, boolean cut) {

    private static final int MAX_FIELDS = 2_000;

    /** Of a view, by the origins in the document's provenance. */
    static FieldCoverage of(JsonNode view, List<JsonNode> provenance) {
        Set<String> sources = new HashSet<>();
        provenance.forEach(origin -> sources.add(origin.path("source").asText()));
        List<String> pointers = List.copyOf(FieldLeaves.of(view, MAX_FIELDS + 1).keySet());
        boolean cut = pointers.size() > MAX_FIELDS;
        List<String> listed = pointers.subList(0, Math.min(pointers.size(), MAX_FIELDS));
        return new FieldCoverage(
                pointers.size(),
                listed.stream().filter(sources::contains).toList(),
                listed.stream().filter(pointer -> !sources.contains(pointer)).toList(),
                cut);
    }
}
