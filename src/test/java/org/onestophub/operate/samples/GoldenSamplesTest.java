package org.onestophub.operate.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.configuration.SampleReport;
import org.onestophub.complaint.contract.configuration.SampleReport.Red;

class GoldenSamplesTest {

    @TempDir
    private Path folder;

    @Test
    void samplesOfTheProductAreGreen() throws IOException {
        GoldenSamples samples = new GoldenSamples(Path.of("."), folder.resolve("tmp"), Clock.systemUTC());
        try (Stream<Path> mappings = Files.list(Path.of("mappings"))) {
            for (Path mapping : mappings.filter(path -> Files.isDirectory(path.resolve("samples")))
                    .toList()) {
                SampleReport report = samples.of(mapping.getFileName().toString());
                assertThat(report.red()).as(report.mapping()).isEmpty();
                assertThat(report.green()).as(report.mapping()).isPositive();
            }
        }
    }

    @Test
    void changedFieldIsRedWithItsPlaceAndWithoutItsValue() throws IOException {
        Path config = copyOfHotline();
        Path answer = config.resolve("mappings/hotline/samples/anonymous.expected.json");
        Files.writeString(
                answer, Files.readString(answer).replaceFirst("\"channel\" *: *\"[^\"]*\"", "\"channel\": \"x\""));

        assertThat(reportOf(config).red()).containsExactly(new Red("anonymous.json", "/document/channel", "differs"));
    }

    @Test
    void otherVerdictAndMissingAnswerAreRed() throws IOException {
        Path config = copyOfHotline();
        Path samples = config.resolve("mappings/hotline/samples");
        Files.move(
                samples.resolve("array-not-object.rejected.json"), samples.resolve("array-not-object.expected.json"));
        Files.delete(samples.resolve("anonymous.expected.json"));
        Files.writeString(samples.resolve("confidential.expected.json"), "{");

        assertThat(reportOf(config).red())
                .containsExactlyInAnyOrder(
                        new Red("array-not-object.json", "", "rejected RD-109, against the answer beside it"),
                        new Red("anonymous.json", "", "no answer beside it"),
                        new Red("confidential.json", "", "a file of the sample cannot be read"));
    }

    @Test
    void mappingThatDoesNotLoadHasOnlyRedSamples() throws IOException {
        Path config = copyOfHotline();
        Files.writeString(config.resolve("mappings/hotline/hotline.jslt"), "{");

        SampleReport report = reportOf(config);

        assertThat(report.green()).isZero();
        assertThat(report.red()).extracting(Red::what).containsOnly("RC-201");
    }

    private SampleReport reportOf(Path config) {
        return new GoldenSamples(config, folder.resolve("tmp"), Clock.systemUTC()).of("hotline");
    }

    private Path copyOfHotline() throws IOException {
        Path config = folder.resolve("config");
        for (Path part : List.of(
                Path.of("mappings/hotline"),
                Path.of("mappings/code-lists"),
                Path.of("mappings/complaint.schema.json"),
                Path.of("mappings/status-event.schema.json"))) {
            try (Stream<Path> files = Files.walk(part)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(config.resolve(file.toString()).getParent());
                    Files.copy(file, config.resolve(file.toString()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return config;
    }
}
