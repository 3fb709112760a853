package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestophub.complaint.Admission;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.pipeline.read.hl7.AdtReaderForTests;
import org.onestophub.problem.ProblemException;

/** Every sample of {@code mappings/patient-adt} is read as the file beside it says. {@code -Dsamples.update=true} writes. */
class PatientSamplesTest {

    private static final Path FOLDER = Path.of("mappings/patient-adt/samples");
    private static final Instant ARRIVAL = Instant.parse("2026-09-18T10:00:00Z");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    @ParameterizedTest(name = "patient-adt <- {0}")
    @MethodSource("inputs")
    void sampleIsReadAsExpected(Path input) throws IOException {
        check(input);
    }

    @Test
    void noFileIsAnOrphan() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.toList()) {
                String stem = file.getFileName().toString().replaceAll("\\.(hl7|expected\\.json|rejected\\.json)$", "");
                long answers = Stream.of(".expected.json", ".rejected.json")
                        .filter(end -> Files.exists(FOLDER.resolve(stem + end)))
                        .count();
                assertThat(Files.exists(FOLDER.resolve(stem + ".hl7"))).as(stem).isTrue();
                assertThat(answers).as(stem).isEqualTo(1);
            }
        }
    }

    @Test
    void goodAndBadAreShown() throws IOException {
        assertThat(inputs().stream().filter(input -> Files.exists(answer(input, ".expected.json"))))
                .isNotEmpty();
        assertThat(inputs().stream().filter(input -> Files.exists(answer(input, ".rejected.json"))))
                .isNotEmpty();
    }

    private static void check(Path input) throws IOException {
        JsonNode result = JSON.readTree(JSON.writeValueAsString(resultOf(input)));
        Path answer = answer(input, result.isArray() ? ".expected.json" : ".rejected.json");
        if (Boolean.getBoolean("samples.update") && System.getenv("CI") == null) {
            Files.writeString(answer, JSON.writeValueAsString(result) + "\n");
        }
        assertThat(result).isEqualTo(JSON.readTree(Files.readString(answer)));
        if (result.isArray()) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Files.readString(Path.of("mappings/patient-context.schema.json")));
            result.forEach(facts -> assertThat(schema.validate(facts)).isEmpty());
        }
    }

    private static JsonNode resultOf(Path input) throws IOException {
        Receipt receipt = new Receipt(
                1,
                "",
                "patient-adt",
                "patient-adt",
                "k",
                "00",
                ARRIVAL,
                Map.of(),
                Content.of(Files.readAllBytes(input)));
        try {
            ArrayNode facts = JSON.createArrayNode();
            for (Admission admission : AdtReaderForTests.reader().admissionsIn(receipt)) {
                facts.add((JsonNode) JSON.valueToTree(admission));
            }
            return facts;
        } catch (ProblemException e) {
            return JSON.createObjectNode().put("code", e.problem().code()).put("field", e.field());
        }
    }

    private static List<Path> inputs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".hl7"))
                    .sorted()
                    .toList();
        }
    }

    private static Path answer(Path input, String end) {
        return FOLDER.resolve(input.getFileName().toString().replaceAll("\\.hl7$", "") + end);
    }
}
