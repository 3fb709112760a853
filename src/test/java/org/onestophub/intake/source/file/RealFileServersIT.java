package org.onestophub.intake.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.complaint.contract.configuration.ConnectionStep;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.FtpProbe;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.problem.Problem;
import org.onestophub.server.OpenSshd;
import org.onestophub.server.ProFtpd;

/** File connectors against servers that others wrote, and against listings as such servers give them. */
class RealFileServersIT {

    private static final String PASSWORD = "p+a%s w&o=r?d";
    private static final String[] NO_MLSD = {"<Limit MLSD MLST>", "DenyAll", "</Limit>"};
    private static final String[] UNADVERTISED = {
        "<IfModule mod_facts.c>", "FactsAdvertise off", "</IfModule>", "<Limit MLSD MLST>", "DenyAll", "</Limit>"
    };

    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(strings = {"MLSD", "MLSD denied", "LIST"})
    void proFtpdIsReadByWhatItAllows(String how) throws Exception {
        String[] directives = how.equals("MLSD") ? new String[0] : how.equals("LIST") ? UNADVERTISED : NO_MLSD;
        try (ProFtpd server = ProFtpd.start(FileChannelRig.ODD_PASSWORD, directives)) {
            Path inbox = Files.createDirectories(server.root().resolve("letters"));
            Path claimed = Files.createDirectories(inbox.resolve("hub-claimed"));
            Files.writeString(claimed.resolve("mfz1k2a9-0a1b2c3d~信件一.pdf"), "left by a crash");
            Files.writeString(inbox.resolve("信件 二.pdf"), "letter");
            try (FileChannelRig rig = FileChannelRig.start("ftp-files-source", ftp(server.port()))) {
                rig.awaitItems(2);

                assertThat(rig.items())
                        .extracting(item -> item.transport().get("fileName"))
                        .containsExactlyInAnyOrder("信件一.pdf", "信件 二.pdf");
                await().until(() ->
                        FolderFilesIT.namesBelow(inbox.resolve("hub-kept")).size() == 2);
                assertThat(rig.faults()).isEmpty();
            }
        }
    }

    @Test
    void aFolderThatProFtpdDoesNotHaveIsAFailureUntilItIsThere() throws Exception {
        try (ProFtpd server = ProFtpd.start(FileChannelRig.ODD_PASSWORD);
                FileChannelRig rig = FileChannelRig.start("ftp-files-source", ftp(server.port()))) {
            assertMissingUntilMade(rig, server.root().resolve("letters"));
        }
    }

    @Test
    void aFolderThatOpenSshDoesNotHaveIsAFailureUntilItIsThere() throws Exception {
        try (OpenSshd server = OpenSshd.start(FileChannelRig.ODD_PASSWORD)) {
            Map<String, String> parameters = ftp(server.port());
            parameters.put("knownHostsFile", server.knownHosts().toString());
            try (FileChannelRig rig = FileChannelRig.start("sftp-files-source", parameters)) {
                assertMissingUntilMade(rig, server.root().resolve("letters"));
            }
        }
    }

    @Test
    void aLocalFolderThatWasRemovedIsAFailureUntilItIsThere() throws Exception {
        Path inbox = root.resolve("inbox");
        try (FileChannelRig rig = FileChannelRig.start("folder-files-source", Map.of("directory", inbox.toString()))) {
            rig.awaitLooks(1);
            Files.delete(inbox);

            assertMissingUntilMade(rig, inbox);
        }
    }

    private static void assertMissingUntilMade(FileChannelRig rig, Path inbox) throws Exception {
        await().until(() -> rig.faults().size() > 1);
        assertThat(rig.faults()).containsOnly(Problem.FOLDER_MISSING.code());
        Files.createDirectories(inbox);
        Files.writeString(inbox.resolve("letter.pdf"), "letter");
        rig.awaitItems(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8月 15 10:20", "11月 28 18:56", "2026年8月5日 10:20", "15. Aug 10:20", "août 15 10:20", "Zzz 15 25"})
    void listingsOfEveryLanguageGiveTheFilesAndTheClaimedOnes(String date) throws Exception {
        try (ByteNamesFtp server = new ByteNamesFtp(date)) {
            server.put("信件.pdf", StandardCharsets.UTF_8, "letter");
            server.put("hub-claimed/mfz1k2a9-0a1b2c3d~旧信.pdf", StandardCharsets.UTF_8, "left by a crash");
            try (FileChannelRig rig = FileChannelRig.start(
                    "ftp-files-source", server.parameters(root.resolve("work").toString()))) {
                rig.awaitItems(2);

                assertThat(rig.items())
                        .extracting(item -> item.transport().get("fileName"))
                        .containsExactlyInAnyOrder("信件.pdf", "旧信.pdf");
            }
        }
    }

    @Test
    void aListingThatCannotBeReadIsReportedByTheChannelAndByTheTest() throws Exception {
        try (ByteNamesFtp server = new ByteNamesFtp("?")) {
            server.put("letter.pdf", StandardCharsets.UTF_8, "letter");
            Map<String, String> parameters =
                    server.parameters(root.resolve("work").toString());
            try (FileChannelRig rig = FileChannelRig.start("ftp-files-source", parameters)) {
                await().until(() -> rig.faults().contains(Problem.LISTING_UNREADABLE.code()));
            }
            assertThat(probe(Integer.parseInt(parameters.get("port")), FileChannelRig.ODD_PASSWORD))
                    .isEqualTo("list CH-332");
        }
    }

    @Test
    void theTestOfAConnectionCountsWhatTheChannelSees() throws Exception {
        try (ByteNamesFtp server = new ByteNamesFtp("8月 15 10:20")) {
            server.put("letter.pdf", StandardCharsets.UTF_8, "letter");
            assertThat(probe(Integer.parseInt(server.parameters("").get("port")), FileChannelRig.ODD_PASSWORD))
                    .isEqualTo("1");
        }
        try (ProFtpd server = ProFtpd.start(PASSWORD)) {
            Files.writeString(
                    Files.createDirectories(server.root().resolve("letters")).resolve("letter.pdf"), "x");
            assertThat(probe(server.port(), PASSWORD)).isEqualTo("1");
        }
    }

    /** Step and code of what failed, else how many items were counted. */
    private static String probe(int port, String password) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            ProbeSteps steps = new ProbeSteps(threads);
            ProbeTarget.FtpFolder target = new ProbeTarget.FtpFolder(
                    "127.0.0.1",
                    port,
                    StandardCharsets.UTF_8,
                    null,
                    true,
                    () -> new ProbeTarget.Login(ProFtpd.USER, password),
                    "letters");
            new FtpProbe(target, Clock.systemUTC(), FolderVisit.ofSource(FileNames::isMeant)).run(steps);
            return steps.steps().stream()
                    .filter(step -> step.result().equals("failed"))
                    .map(step -> step.name() + " " + step.code())
                    .findFirst()
                    .orElseGet(() -> lastOf(steps).facts().get("items"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static ConnectionStep lastOf(ProbeSteps steps) {
        return steps.steps().get(steps.steps().size() - 1);
    }

    private Map<String, String> ftp(int port) {
        return new HashMap<>(Map.of(
                "host",
                "127.0.0.1",
                "port",
                Integer.toString(port),
                "username",
                ProFtpd.USER,
                "passwordSetting",
                FileChannelRig.PASSWORD_SETTING,
                "directory",
                "letters",
                "workDirectory",
                root.resolve("work").toString()));
    }
}
