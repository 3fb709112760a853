package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.config.file.RouteFileName;
import org.onestophub.operate.config.file.SettingsFile;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Only secrets that a settings file in use refers to, in folders for secrets, are replaced. */
class AppliedSecretsTest {

    private static final String SETTING = "hub.channels.email.password";
    private static final String OLD = "old ${x} secret\n";

    @TempDir
    private Path folder;

    private final StandardEnvironment environment = new StandardEnvironment();
    private Path secret;

    @BeforeEach
    void keep() throws IOException {
        secret = Files.createDirectories(folder.resolve("secrets")).resolve("email");
        Files.writeString(secret, OLD);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void secretIsReplacedAsAWholeAndCanBePutBack() throws IOException {
        AppliedSecrets secrets = with("file:" + secret);
        assertThat(environment.getProperty(SETTING)).isEqualTo("old ${x} secret");

        Runnable undo = secrets.replace(SETTING, "new {y} secret".getBytes(StandardCharsets.UTF_8));

        assertThat(environment.getProperty(SETTING)).isEqualTo("new {y} secret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-r-----");
        environment.getPropertySources().addFirst(new MapPropertySource("start", Map.of(SETTING, "of the start")));
        undo.run();
        assertThat(secret).hasContent(OLD);
    }

    @Test
    void fileThatIsInNoFolderForSecretsIsNotTouched() throws IOException {
        Path other = Files.writeString(folder.resolve("postgres.password"), OLD);
        Path link = Files.createSymbolicLink(folder.resolve("secrets/link"), other);

        refused(with("file:" + other));
        refused(with("file:" + link));
        refused(with("file:" + folder.resolve("secrets/../postgres.password")));

        assertThat(other).hasContent(OLD);
    }

    @Test
    void whatStandsElsewhereIsNotReplaced() throws IOException {
        refused(with("env:PATH"));
        refused(with("secret itself"));
        refused(with("file:" + folder.resolve("secrets/missing")));
        refused(with("file:" + folder.resolve("secrets")));
        AppliedSecrets hidden = with("file:" + secret);
        environment.getPropertySources().addFirst(new MapPropertySource("start", Map.of(SETTING, "of the start")));
        refused(hidden);

        assertThat(secret).hasContent(OLD);
    }

    private static void refused(AppliedSecrets secrets) {
        assertThat(secrets.has(SETTING)).isFalse();
        assertThatThrownBy(() -> secrets.replace(SETTING, new byte[] {'x'}))
                .isInstanceOfSatisfying(ProblemException.class, fault -> {
                    assertThat(fault.problem()).isEqualTo(Problem.SECRET_FIXED);
                    assertThat(fault.field()).isEqualTo(SETTING);
                });
    }

    private AppliedSecrets with(String value) throws IOException {
        Path config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve(SettingsFile.NAME), SETTING + ": \"" + value + "\"\n");
        environment.getPropertySources().remove(AppliedSettings.NAME);
        AppliedSettings settings = new AppliedSettings(environment, event -> {});
        settings.put(RouteFileName.of("in-email"), SettingsFile.read(config, fault -> {
            throw new AssertionError(fault);
        }));
        return new AppliedSecrets(environment, settings);
    }
}
