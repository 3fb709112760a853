package org.onestophub.intake.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.server.FtpsDirectives;
import org.onestophub.server.ProFtpd;
import org.onestophub.support.TestTls;

/** The FTPS source at ProFTPD as it comes: every data connection must resume the TLS session. */
class RealFtpsIT {

    private static final int FILES = 4;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TLSProtocol TLSv1.2", "TLSProtocol TLSv1.3"})
    void filesAreTakenWhereSessionsMustBeResumed(String protocol) throws Exception {
        TestTls tls = TestTls.make(folder);
        byte[] scan = new byte[500_000];
        new Random(7).nextBytes(scan);
        try (ProFtpd server = ProFtpd.start(FileChannelRig.ODD_PASSWORD, FtpsDirectives.of(tls, protocol))) {
            Path inbox = Files.createDirectories(server.root().resolve("letters"));
            Map<String, String> parameters = new HashMap<>(Map.of(
                    "host",
                    "127.0.0.1",
                    "port",
                    Integer.toString(server.port()),
                    "username",
                    ProFtpd.USER,
                    "passwordSetting",
                    FileChannelRig.PASSWORD_SETTING,
                    "certificateFile",
                    tls.certificate().toString(),
                    "directory",
                    "letters",
                    "workDirectory",
                    folder.resolve("work").toString()));
            try (FileChannelRig rig = FileChannelRig.start("ftps-files-source", parameters)) {
                for (int i = 0; i < FILES; i++) {
                    FileChannelRig.lay(inbox.resolve("信件 " + i + ".pdf"), scan);
                }
                rig.awaitItems(FILES);

                assertThat(rig.items())
                        .hasSize(FILES)
                        .allSatisfy(item -> assertThat(item.bytes()).isEqualTo(scan));
                await().until(() ->
                        FolderFilesIT.namesBelow(inbox.resolve("hub-kept")).size() == FILES);
                rig.awaitLooks(2);
                assertThat(rig.faults()).isEmpty();
            }
        }
    }
}
