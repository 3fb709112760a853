package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.ConfigCopy;

/**
 * Runs read → map → check over the sample beside each dialect of call records, under a profile that says nothing but the
 * dialect and the hospital's line. {@code -Dsamples.update=true} writes the answers.
 */
class DialectSamplesTest {

    private static final Path DIALECTS = Path.of("mappings/phone-cdr/dialects");

    @TempDir
    private Path root;

    @TestFactory
    Stream<DynamicTest> everyDialectReadsTheSampleBesideItAsExpected() throws IOException {
        return names().stream()
                .map(name -> dynamicTest(name, () -> {
                    String answer = MappingSamplesTest.text(answer(name));
                    Path expected = DIALECTS.resolve(name + ".expected.json");
                    if (MappingSamplesTest.UPDATE) {
                        Files.writeString(expected, answer);
                    }
                    assertThat(answer).isEqualTo(Files.readString(expected)).contains("+8613800000001");
                }));
    }

    @Test
    void everyDialectIsPackedIntoTheHubAsItStandsInTheFolder() throws IOException {
        for (String name : names()) {
            try (InputStream packed = DialectSamplesTest.class.getResourceAsStream(
                    "/org/onestophub/pipeline/map/dialects/" + name + ".yaml")) {
                assertThat(packed).as(name).hasBinaryContent(Files.readAllBytes(DIALECTS.resolve(name + ".yaml")));
            }
        }
    }

    private JsonNode answer(String name) throws IOException {
        ConfigCopy config = ConfigCopy.to(root.resolve(name));
        Files.writeString(config.file("mappings/phone-cdr/mapping.yaml"), """
            reader: cdr-csv
            profile: {dialect: %s, complaintLines: {numbers: ["8010"]}}
            program: phone-cdr.jslt
            lane: bulk
            source: the sample of a dialect
            changes: [{date: 2026-11-28, what: first version, why: a test}]
            """.formatted(name));
        GoldenSamples runner = new GoldenSamples(config.root(), root.resolve("scratch"), Clock.systemUTC());
        return SampleAnswer.of(runner.run(new SampleFile("phone-cdr", DIALECTS.resolve(name + ".csv"))));
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(DIALECTS)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.replace(".yaml", ""))
                    .sorted()
                    .toList();
            assertThat(names).contains("asterisk-master", "cucm");
            return names;
        }
    }
}
