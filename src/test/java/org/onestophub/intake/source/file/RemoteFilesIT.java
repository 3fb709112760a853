package org.onestophub.intake.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.problem.Problem;

/** The SFTP, FTP and FTPS connectors against real servers; the login has an odd password throughout. */
class RemoteFilesIT {

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp", "ftps"})
    void everyByteOfABinaryFileArrivesAndTheFileIsKept(String protocol) throws Exception {
        byte[] scan = new byte[300_000];
        new Random(7).nextBytes(scan);
        try (FileServers.Running server = FileServers.start(protocol, root);
                FileChannelRig rig = server.connect()) {
            FileChannelRig.lay(server.inbox().resolve("信件 甲&1.pdf"), scan);
            rig.awaitItems(1);

            assertThat(rig.items().get(0).bytes()).isEqualTo(scan);
            assertThat(rig.items().get(0).transport())
                    .containsEntry("fileName", "信件 甲&1.pdf")
                    .containsEntry("fileSize", "300000")
                    .containsKey("account");
            await().until(() ->
                    FolderFilesIT.namesBelow(server.inbox().resolve("hub-kept")).size() == 1);
            assertThat(FolderFilesIT.namesBelow(server.inbox().resolve("hub-claimed")))
                    .isEmpty();
            await().until(() -> FolderFilesIT.namesBelow(root.resolve("work")).isEmpty());
            assertThat(rig.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp", "ftps"})
    void theAccountIsKnownToATestOfTheConnectionBeforeTheFirstLook(String protocol) throws Exception {
        try (FileServers.Running server = FileServers.start(protocol, root);
                FileChannelRig rig = server.load()) {
            ProbeTarget.LoginSource account = rig.target() instanceof ProbeTarget.FtpFolder ftp
                    ? ftp.login()
                    : ((ProbeTarget.SftpFolder) rig.target()).login();

            assertThat(account.login()).isEqualTo(new ProbeTarget.Login(FileServers.USER, FileChannelRig.ODD_PASSWORD));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp"})
    void aFileStillBeingWrittenIsNotTaken(String protocol) throws Exception {
        try (FileServers.Running server = FileServers.start(protocol, root).with("quietSeconds", "1");
                FileChannelRig rig = server.connect()) {
            Path file = server.inbox().resolve("letter.pdf");
            AtomicBoolean isWritten = new AtomicBoolean();
            // however long a look takes, the file has grown since the one before
            CompletableFuture<Void> scanner = CompletableFuture.runAsync(() -> {
                do {
                    appendTo(file);
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                } while (!isWritten.get());
            });
            try {
                rig.awaitLooks(15);
                assertThat(rig.items()).isEmpty();
            } finally {
                isWritten.set(true);
            }
            scanner.join();
            Files.writeString(server.inbox().resolve("other.pdf.filepart"), "unfinished");
            long size = Files.size(file);
            rig.awaitItems(1);
            rig.awaitLooks(20);

            assertThat(rig.items()).hasSize(1);
            assertThat(rig.items().get(0).size()).isEqualTo(size);
        }
    }

    private static void appendTo(Path file) {
        try {
            Files.write(file, new byte[1000], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp", "ftps"})
    void aFileClaimedBeforeACrashIsTaken(String protocol) throws Exception {
        try (FileServers.Running server = FileServers.start(protocol, root)) {
            Path claimed = Files.createDirectories(server.inbox().resolve("hub-claimed"));
            Files.writeString(claimed.resolve("mfz1k2a9-0a1b2c3d~信件.pdf"), "letter");
            try (FileChannelRig rig = server.connect()) {
                rig.awaitItems(1);

                assertThat(rig.items().get(0).transport()).containsEntry("fileName", "信件.pdf");
                await().until(() -> FolderFilesIT.namesBelow(server.inbox().resolve("hub-kept"))
                                .size()
                        == 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp"})
    void aFileAboveTheBoundIsAnnouncedWithoutBeingFetched(String protocol) throws Exception {
        try (FileServers.Running server = FileServers.start(protocol, root).with("maxSize", "1KB");
                FileChannelRig rig = server.connect()) {
            FileChannelRig.lay(server.inbox().resolve("huge.tif"), new byte[1025]);
            rig.awaitLooks(4);
            await().until(() -> FolderFilesIT.namesBelow(server.inbox().resolve("hub-refused"))
                            .size()
                    == 1);

            assertThat(rig.items()).hasSize(1);
            assertThat(rig.items().get(0).transport())
                    .containsEntry("refuse", "RC-102")
                    .containsEntry("fileSize", "1025");
            assertThat(FolderFilesIT.namesBelow(root.resolve("work"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp"})
    void whenTheStoreIsDownTheFileWaitsInTheClaimAndIsTakenLater(String protocol) throws Exception {
        try (FileServers.Running server = FileServers.start(protocol, root);
                FileChannelRig rig = server.connect()) {
            rig.fail(Integer.MAX_VALUE, Problem.STORE_UNAVAILABLE);
            Files.writeString(server.inbox().resolve("letter.pdf"), "letter");
            await().until(() -> rig.attempts() > 0);
            rig.awaitLooks(5);

            // each pause is twice as long as the one before; the looks of a slow machine may outlast some
            assertThat(rig.attempts()).isLessThan(5);
            assertThat(FolderFilesIT.namesBelow(server.inbox().resolve("hub-claimed")))
                    .hasSize(1);
            rig.mend();
            rig.awaitItems(1);
        }
    }

    @Test
    void anUnknownHostKeyIsRefusedAndTold() throws Exception {
        try (FileServers.Running server = FileServers.start("sftp", root)) {
            Path other = root.resolve("other_hosts");
            Files.writeString(
                    other,
                    "elsewhere.example.org ssh-ed25519 "
                            + "AAAAC3NzaC1lZDI1NTE5AAAAIE5nS4FqqYkIcW2yZJfZBZrEg1nBzPYLwYAVmGgPyRQZ\n");
            Files.writeString(server.inbox().resolve("letter.pdf"), "letter");
            try (FileChannelRig rig =
                    server.with("knownHostsFile", other.toString()).connect()) {
                await().until(() -> rig.faults().contains("CH-301"));

                assertThat(rig.items()).isEmpty();
            }
        }
    }

    @Test
    void withoutKnownHostsTheConnectorDoesNotStart() throws Exception {
        try (FileServers.Running server = FileServers.start("sftp", root)) {
            assertThatThrownBy(() -> server.with(
                                    "knownHostsFile", root.resolve("none").toString())
                            .connect()
                            .close())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp"})
    void withoutAPasswordTheConnectorDoesNotStart(String protocol) throws Exception {
        try (FileServers.Running server = FileServers.start(protocol, root)) {
            assertThatThrownBy(() -> server.with("passwordSetting", "hub.channels.test.none")
                            .connect()
                            .close())
                    .rootCause()
                    .hasMessage("CH-204 hub.channels.test.none");
        }
    }

    @Test
    void aServerWithAnotherCertificateIsRefused() throws Exception {
        Path first = Files.createDirectory(root.resolve("first"));
        Path second = Files.createDirectory(root.resolve("second"));
        try (FileServers.Running server = FileServers.start("ftps", first);
                FileServers.Running other = FileServers.start("ftps", second)) {
            Files.writeString(server.inbox().resolve("letter.pdf"), "letter");
            try (FileChannelRig rig = server.with(
                            "certificateFile", other.parameters().get("certificateFile"))
                    .connect()) {
                await().until(() -> rig.faults().contains("CH-301"));

                assertThat(rig.items()).isEmpty();
            }
        }
    }

    @Test
    void aServerThatIsGoneIsTold() throws Exception {
        FileServers.Running server = FileServers.start("ftp", root);
        try (FileChannelRig rig = server.connect()) {
            rig.awaitLooks(1);
            server.close();
            await().until(() -> rig.faults().contains("CH-301"));
        }
    }
}
