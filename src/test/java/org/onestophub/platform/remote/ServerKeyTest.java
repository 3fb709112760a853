package org.onestophub.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.TestTls;

class ServerKeyTest {

    @TempDir
    private static Path folder;

    private static TestTls own;
    private static String key;

    @BeforeAll
    static void make() throws Exception {
        own = TestTls.make(Files.createDirectories(folder.resolve("own")));
        key = own.key().toString();
    }

    @Test
    void keyOfTheCertificateIsTakenAndSendersAreAskedOnlyWhereTheirFileIsNamed() {
        ServerKey alone = ServerKey.of(certificate(), key, "");
        ServerKey mutual = ServerKey.of(certificate(), key, certificate());

        assertThat(alone.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
        assertThat(alone.asksSenders()).isFalse();
        assertThat(mutual.asksSenders()).isTrue();
    }

    @Test
    void fileThatIsNoUseIsNamedByItsParameter() throws Exception {
        Path other =
                TestTls.make(Files.createDirectories(folder.resolve("other"))).key();
        Path rsa = pem(
                "rsa.pem",
                "PRIVATE KEY",
                KeyPairGenerator.getInstance("RSA")
                        .generateKeyPair()
                        .getPrivate()
                        .getEncoded());

        refused("tlsCertificateFile", "", key, "");
        refused("tlsCertificateFile", key, key, "");
        refused("tlsCertificateFile", "\u0000", key, "");
        refused("tlsKeyFile", certificate(), "", "");
        refused("tlsKeyFile", certificate(), certificate(), "");
        refused("tlsKeyFile", certificate(), folder.toString(), "");
        refused("tlsKeyFile", certificate(), other.toString(), "");
        refused("tlsKeyFile", certificate(), rsa.toString(), "");
        refused(
                "tlsKeyFile",
                certificate(),
                pem("junk.pem", "PRIVATE KEY", new byte[] {1, 2, 3}).toString(),
                "");
        refused(
                "tlsKeyFile",
                certificate(),
                pem("huge.pem", "PRIVATE KEY", new byte[100_000]).toString(),
                "");
        refused("tlsSendersFile", certificate(), key, key);
        refused("tlsSendersFile", certificate(), key, "/no/such/file.pem");
    }

    private static String certificate() {
        return own.certificate().toString();
    }

    private static Path pem(String name, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n",
                StandardCharsets.US_ASCII);
    }

    private static void refused(String parameter, String certificate, String keyFile, String senders) {
        assertThatThrownBy(() -> ServerKey.of(certificate, keyFile, senders))
                .isInstanceOfSatisfying(ProblemException.class, fault -> {
                    assertThat(fault.problem()).isEqualTo(Problem.SETTING_INVALID);
                    assertThat(fault.field()).isEqualTo(parameter);
                });
    }
}
