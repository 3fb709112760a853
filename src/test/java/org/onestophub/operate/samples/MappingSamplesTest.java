package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestophub.complaint.CanonicalJson;
import org.onestophub.complaint.Mapping;
import org.onestophub.complaint.contract.MappingDryRun;

/**
 * Runs read → map → check over every sample of every mapping and compares with the answer beside it. With
 * {@code -Dsamples.update=true} it writes the answers instead; look at them before you commit them.
 */
class MappingSamplesTest {

    static final boolean UPDATE = Boolean.getBoolean("samples.update") && System.getenv("CI") == null;
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Sample.json(Path.of("mappings/complaint.schema.json")));

    static final Schema STATUS_SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Sample.json(Path.of("mappings/status-event.schema.json")));

    /** Every channel's mapping; only all of them together show every field. */
    private static final List<String> CHANNEL_MAPPINGS = List.of("email", "phone-cdr", "letter", "hotline", "desk");

    /** Fields that rooms after CHECK fill, or that only later events bring. */
    private static final Set<String> FILLED_LATER = Set.of(
            "/number",
            "/mergedInto",
            "/flags/restricted",
            "/patient/link",
            "/flags/possibleDuplicate",
            "/arrivals/text",
            "/arrivals/title",
            "/provenance/source",
            "/findings/field");

    @Test
    void mappingsAndCodeListsLoadWithoutFault() {
        assertThat(SampleWalk.LISTS.faults()).isEmpty();
        assertThat(SampleWalk.MAPPINGS.faults()).isEmpty();
    }

    @Test
    void everyFileBelongsToASample() {
        assertThat(Sample.orphans()).isEmpty();
    }

    @Test
    void everyMappingShowsAComplaintAndARejection() {
        for (Mapping mapping : SampleWalk.MAPPINGS.all()) {
            if (!mapping.program().isEmpty()) {
                List<Sample> samples = samples()
                        .filter(sample -> sample.mapping().equals(mapping.name()))
                        .toList();
                assertThat(samples)
                        .as(mapping.name())
                        .anyMatch(sample -> Files.exists(sample.beside(".expected.json")));
                assertThat(samples)
                        .as(mapping.name())
                        .anyMatch(sample -> Files.exists(sample.beside(".rejected.json")));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void sampleIsAnsweredAsExpected(Sample sample) {
        MappingDryRun.Result result = SampleWalk.run(sample);
        JsonNode answer = SampleAnswer.of(result);

        assertThat(text(SampleAnswer.of(SampleWalk.run(sample))))
                .as("twice the same bytes")
                .isEqualTo(text(answer));
        new SampleInvariants(sample, result.walk(), isOfStatus(sample) ? STATUS_SCHEMA : SCHEMA).hold(answer);
        compare(sample, answer);
    }

    private static boolean isOfStatus(Sample sample) {
        return SampleWalk.MAPPINGS.named(sample.mapping()).makesStatus();
    }

    private static void compare(Sample sample, JsonNode answer) {
        boolean rejected = SampleAnswer.isRejection(answer);
        Path right = sample.beside(rejected ? ".rejected.json" : ".expected.json");
        Path wrong = sample.beside(rejected ? ".expected.json" : ".rejected.json");
        if (UPDATE) {
            write(right, wrong, text(answer));
        }
        assertThat(wrong).as("the other kind of answer").doesNotExist();
        assertThat(right).as("the answer; write it with -Dsamples.update=true").exists();
        assertThat(text(answer)).isEqualTo(read(right));
    }

    @Test
    void everyFieldOfAStatusEventIsShownBySomeSample() {
        Map<String, Boolean> shown = new HashMap<>();
        SchemaFields fields = new SchemaFields(Sample.json(Path.of("mappings/status-event.schema.json")));
        samples()
                .filter(MappingSamplesTest::isOfStatus)
                .forEach(sample -> documentsOf(sample).forEach(document -> fields.mark(document, shown)));

        Set<String> missing = new TreeSet<>(fields.all());
        missing.removeAll(shown.keySet());
        missing.removeIf(field -> field.startsWith("/institution") || field.startsWith("/findings"));
        assertThat(missing).isEmpty();
    }

    @Test
    void everyOptionalFieldIsShownBySomeSample() {
        Set<String> mappings = new TreeSet<>();
        SampleWalk.MAPPINGS.all().forEach(mapping -> mappings.add(mapping.name()));
        assertThat(mappings).containsAll(CHANNEL_MAPPINGS);

        Map<String, Boolean> shown = new HashMap<>();
        JsonNode schema = Sample.json(Path.of("mappings/complaint.schema.json"));
        SchemaFields fields = new SchemaFields(schema);
        samples()
                .filter(sample -> !isOfStatus(sample))
                .forEach(sample -> documentsOf(sample).forEach(document -> fields.mark(document, shown)));

        Set<String> missing = new TreeSet<>(fields.all());
        missing.removeAll(shown.keySet());
        missing.removeIf(
                field -> FILLED_LATER.stream().anyMatch(later -> field.equals(later) || field.startsWith(later + "/")));
        assertThat(missing).isEmpty();
    }

    /** From the file beside it: that it is the answer is what {@link #sampleIsAnsweredAsExpected} shows. */
    private static List<JsonNode> documentsOf(Sample sample) {
        Path expected = sample.beside(".expected.json");
        return Files.exists(expected) ? SampleInvariants.documents(Sample.json(expected)) : List.of();
    }

    private static Stream<Sample> samples() {
        return Sample.all().stream()
                .filter(sample -> SampleWalk.MAPPINGS.all().stream()
                        .anyMatch(mapping -> mapping.name().equals(sample.mapping())
                                && !mapping.program().isEmpty()));
    }

    static String text(JsonNode answer) {
        try {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            return CanonicalJson.MAPPER
                            .writer(new DefaultPrettyPrinter()
                                    .withObjectIndenter(lines)
                                    .withArrayIndenter(lines))
                            .writeValueAsString(answer)
                    + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path right, Path wrong, String text) {
        try {
            Files.writeString(right, text);
            Files.deleteIfExists(wrong);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
