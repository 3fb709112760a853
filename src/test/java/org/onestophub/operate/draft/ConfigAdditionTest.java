package org.onestophub.operate.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Files are added all or none, and taken away without a trace. */
class ConfigAdditionTest {

    private static final Map<String, byte[]> FILES = new TreeMap<>(Map.of(
            "mappings/box/mapping.yaml", bytes("m"),
            "routes/in-box.yaml", bytes("r"),
            "settings.yaml", bytes("hub.channels.box.host: \"h\"\n")));

    @TempDir
    private Path config;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(config.resolve("routes"));
        Files.createDirectories(config.resolve("mappings"));
    }

    @Test
    void whatWasAddedIsTakenAwayWithItsFolders() throws IOException {
        ConfigAddition addition = new ConfigAddition(config, FILES);

        addition.add();
        assertThat(Files.readString(config.resolve("routes/in-box.yaml"))).isEqualTo("r");
        addition.takeAway();

        try (Stream<Path> left = Files.walk(config)) {
            assertThat(left).containsExactlyInAnyOrder(config, config.resolve("routes"), config.resolve("mappings"));
        }
    }

    @Test
    void settingsKeepWhatTheySaidBefore() throws IOException {
        Path settings = config.resolve("settings.yaml");
        Files.writeString(settings, "hub:\n  channels: {}");
        ConfigAddition addition = new ConfigAddition(config, FILES);

        addition.add();
        assertThat(Files.readString(settings)).isEqualTo("hub:\n  channels: {}\nhub.channels.box.host: \"h\"\n");
        addition.takeAway();

        assertThat(Files.readString(settings)).isEqualTo("hub:\n  channels: {}");
    }

    @Test
    void settingsThatSomebodyEditedMeanwhileStay() throws IOException {
        Path settings = config.resolve("settings.yaml");
        ConfigAddition addition = new ConfigAddition(config, FILES);
        addition.add();
        Files.writeString(settings, "hub.channels.other.host: x\n");

        addition.takeAway();

        assertThat(Files.readString(settings)).isEqualTo("hub.channels.other.host: x\n");
    }

    @Test
    void fileThatSomebodyEditedMeanwhileStaysAndTheOthersGo() throws IOException {
        ConfigAddition addition = new ConfigAddition(config, FILES);
        addition.add();
        Files.writeString(config.resolve("mappings/box/mapping.yaml"), "edited");

        addition.takeAway();

        assertThat(Files.readString(config.resolve("mappings/box/mapping.yaml")))
                .isEqualTo("edited");
        assertThat(config.resolve("routes/in-box.yaml")).doesNotExist();
        assertThat(config.resolve("settings.yaml")).doesNotExist();
    }

    @Test
    void settingsThatSomebodyRemovedMeanwhileKeepNoFileBack() throws IOException {
        Path settings = config.resolve("settings.yaml");
        Files.writeString(settings, "hub: {}\n");
        ConfigAddition addition = new ConfigAddition(config, FILES);
        addition.add();
        Files.delete(settings);

        assertThatThrownBy(addition::takeAway)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONFIG_CLOSED));

        assertThat(config.resolve("routes/in-box.yaml")).doesNotExist();
        assertThat(config.resolve("mappings/box")).doesNotExist();
    }

    @Test
    void settingsKeepTheirPermissions() throws IOException {
        Path settings = config.resolve("settings.yaml");
        Files.writeString(settings, "hub: {}\n");
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r-----"));

        new ConfigAddition(config, FILES).add();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
                .isEqualTo("rw-r-----");
        try (Stream<Path> left = Files.list(config)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("routes", "mappings", "settings.yaml");
        }
    }

    @Test
    void fileThatIsThereIsNeverReplaced() throws IOException {
        Files.writeString(config.resolve("routes/in-box.yaml"), "own");

        assertThatThrownBy(new ConfigAddition(config, FILES)::add)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.REQUEST_INVALID));
        assertThat(Files.readString(config.resolve("routes/in-box.yaml"))).isEqualTo("own");
        assertThat(config.resolve("mappings/box")).doesNotExist();
    }

    @Test
    void folderThatCannotBeWrittenIsAProblemOfItsOwn() throws IOException {
        Files.delete(config.resolve("mappings"));
        Files.writeString(config.resolve("mappings"), "a file in the way");

        assertThatThrownBy(new ConfigAddition(config, FILES)::add)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CONFIG_CLOSED));
        assertThat(config.resolve("routes/in-box.yaml")).doesNotExist();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
