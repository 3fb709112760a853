package org.onestophub.loop.fact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** Reads YAML files that say what is counted. A field that nobody knows is a fault. */
public final class DefinitionFile {

    private static final long MOST_BYTES = 256 * 1024;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DefinitionFile() {}

    /** The content of a file; empty, with the fault, if it is not as it must be. */
    public static <T> Optional<T> read(Path file, String shown, Class<T> type, List<Fault> faults) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, "the file is larger than 256 KB"));
                return Optional.empty();
            }
            return Optional.ofNullable(YAML.readValue(Files.readString(file), type));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            String where = e instanceof JsonMappingException mapping
                            && !mapping.getPath().isEmpty()
                    ? "not as expected: "
                            + mapping.getPath()
                                    .get(mapping.getPath().size() - 1)
                                    .getFieldName()
                    : "YAML syntax";
            faults.add(Fault.of(Problem.MAPPING_INVALID, shown, line, where));
        } catch (IOException e) {
            faults.add(Fault.of(Problem.MAPPING_INVALID, shown, 0, "not readable as UTF-8"));
        }
        return Optional.empty();
    }
}
