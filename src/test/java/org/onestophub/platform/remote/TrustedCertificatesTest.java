package org.onestophub.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** A path of certificates cannot hold a thread or fill the memory. */
class TrustedCertificatesTest {

    @TempDir
    private Path folder;

    @Test
    @Timeout(20)
    void deviceThatNeverEndsIsNoFileOfCertificates() {
        assertThatThrownBy(() -> TrustedCertificates.certificatesIn(Path.of("/dev/zero")))
                .isInstanceOf(IOException.class)
                .hasMessage("no regular file");
        assertThatThrownBy(() -> TrustedCertificates.ofFile("/dev/zero"))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.SETTING_INVALID));
    }

    @Test
    void fileOfMoreThanAMebibyteIsNotRead() throws IOException {
        Path file = Files.write(folder.resolve("big.pem"), new byte[1024 * 1024 + 1]);

        assertThatThrownBy(() -> TrustedCertificates.certificatesIn(file))
                .isInstanceOf(IOException.class)
                .hasMessage("more than 1 MiB");
    }
}
