package org.onestophub.operate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir
    private Path folder;

    @Test
    void longestPasswordTheHubTakesIsRead() throws IOException {
        String password = "密".repeat(1_000) + "\r\n";

        assertThat(SecretFile.read(file(password))).isEqualTo(password);
    }

    @Test
    void fileThatIsLongerIsRefused() throws IOException {
        Path file = file("x".repeat(4_097));

        assertThatExceptionOfType(CommandFailed.class).isThrownBy(() -> SecretFile.read(file));
    }

    @Test
    void deviceWithoutEndIsRefused() {
        assertThatExceptionOfType(CommandFailed.class).isThrownBy(() -> SecretFile.read(Path.of("/dev/zero")));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("secret"), text);
    }
}
