package org.onestophub.loop.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.loop.report.form.ReportText;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;

/** The files of reports as they are written, before it is known whether they fit together. */
final class ReportFile {

    private static final long MOST_BYTES = 256 * 1024;
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ReportFile() {}

    /** A change of a file: when, what and why. */
    record Change(String date, String what, String why) {}

    /** {@code measures.yaml}. */
    record Measures(String source, List<Change> changes, Map<String, MeasureEntry> measures) {}

    /** A measure: {@code count} cases, what was {@code paid} in them, or a {@code rate} of some. */
    record MeasureEntry(
            ReportText name,
            @Nullable Map<String, List<String>> count,
            @Nullable Map<String, List<String>> paid,
            @Nullable Rate rate,
            @Nullable String basis) {}

    /** A share: cases of {@code part} among those of {@code of}. */
    record Rate(Map<String, List<String>> part, @Nullable Map<String, List<String>> of) {}

    /** {@code report.yaml}. */
    record Report(
            ReportText title,
            String source,
            List<Change> changes,
            List<String> periods,
            String scope,
            @JsonProperty("hide-below") int hideBelow,
            @Nullable Map<String, List<String>> counts,
            List<Section> sections) {}

    /** A section of a report. */
    record Section(
            String id,
            ReportText title,
            @Nullable ReportText note,
            @Nullable List<String> figures,
            @Nullable String by,
            @Nullable String across,
            @Nullable List<String> measures,
            @Nullable List<String> top,
            boolean compare,
            boolean chart,
            @Nullable List<String> ledger,
            @Nullable Map<String, List<String>> counts) {}

    /** The content of a file; empty, with the fault, if it is not as it must be. */
    static <T> Optional<T> read(Path file, String shown, Class<T> type, List<Fault> faults) {
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
