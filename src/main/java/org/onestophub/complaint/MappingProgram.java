package org.onestophub.complaint;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/**
 * How a {@code mapping.yaml} names the program of its mapping: as a file of its own folder, or as another mapping whose
 * program it uses.
 *
 * @param file the JSLT file, empty if none is named
 * @param lender name of the other mapping, empty if none is named
 */
public record MappingProgram(String file, String lender) {

    /** The field that names a file. */
    public static final String FILE = "program";
    /** The field that names another mapping. */
    public static final String LENDER = "program-of";

    /** Names no program. */
    public static final MappingProgram NONE = new MappingProgram("", "");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The names in the fields of a {@code mapping.yaml}. */
    public static MappingProgram of(JsonNode fields) {
        return new MappingProgram(
                fields.path(FILE).asText(""), fields.path(LENDER).asText(""));
    }

    /** The names in the text of a {@code mapping.yaml}; none if it is not readable YAML. */
    public static MappingProgram in(String text) {
        try {
            return of(YAML.readTree(text));
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }
}
