package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.onestophub.pipeline.map.FolderOutboundMappings;
import org.onestophub.pipeline.map.MappingProperties;

/**
 * Gives every sample event of every outbound mapping the receiver's form and compares with the answer beside it;
 * {@code -Dsamples.update=true} writes the answers instead.
 */
class OutboundSamplesTest {

    static final FolderOutboundMappings OUTBOUND = new FolderOutboundMappings(
            Path.of("mappings"), SampleWalk.LISTS, new MappingProperties("key of the pseudonyms in samples"));
    private static final Schema COMPLAINT = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Sample.json(Path.of("mappings/complaint.schema.json")));

    @Test
    void outboundMappingsLoadWithoutFault() {
        assertThat(OUTBOUND.faults()).isEmpty();
    }

    @Test
    void everyOutboundMappingShowsAnEvent() {
        List<String> shown = Sample.all().stream().map(Sample::mapping).toList();

        assertThat(shown).containsAll(OUTBOUND.names());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void eventTakesTheFormExpected(Sample sample) throws IOException {
        JsonNode event = Sample.json(sample.input());
        JsonNode untouched = event.deepCopy();
        assertThat(event.path("specversion").asText()).as("an event").isEqualTo("1.0");
        if (!event.has("warning")) {
            assertThat(COMPLAINT.validate(event.path("data")))
                    .as("data is a complaint")
                    .isEmpty();
        }

        compare(sample, OUTBOUND.shape(sample.mapping(), event));
        assertThat(event).as("the event stays as it is").isEqualTo(untouched);
    }

    private static Stream<Sample> samples() {
        return Sample.all().stream().filter(sample -> OUTBOUND.knows(sample.mapping()));
    }

    private static void compare(Sample sample, JsonNode form) throws IOException {
        Path expected = sample.beside(".expected.json");
        if (MappingSamplesTest.UPDATE) {
            Files.writeString(expected, MappingSamplesTest.text(form));
        }
        assertThat(expected)
                .as("the answer; write it with -Dsamples.update=true")
                .exists();
        assertThat(MappingSamplesTest.text(form)).isEqualTo(Files.readString(expected));
    }
}
