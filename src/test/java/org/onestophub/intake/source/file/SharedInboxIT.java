package org.onestophub.intake.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.contract.PollTurns;
import org.onestophub.simulator.FtpServer;
import org.onestophub.support.LedgerSlice;
import org.onestophub.support.SharingHub;
import org.onestophub.support.TestPostgres;

/** Two hubs that see one inbox: one looks, and the other takes over. */
class SharedInboxIT {

    @TempDir
    private Path folder;

    private final Map<String, LedgerSlice> hubs = new HashMap<>();
    private final Map<String, FileChannelRig> rigs = new HashMap<>();
    private DataSource database;

    @BeforeEach
    void makeTheDatabase() {
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void stopAll() {
        List.copyOf(rigs.keySet()).forEach(this::stop);
    }

    @Test
    void aFolderThatTwoHubsMountIsLookedAtByOne() throws Exception {
        Path inbox = Files.createDirectories(folder.resolve("nfs/inbox"));
        Path otherPath = Files.createSymbolicLink(folder.resolve("mount"), folder.resolve("nfs"));

        start("one", "folder-files-source", Map.of("directory", inbox.toString()));
        start(
                "two",
                "folder-files-source",
                Map.of("directory", otherPath.resolve("inbox").toString()));

        oneTakesAllAndTheOtherTakesOver(inbox);
    }

    @Test
    void aFolderOfAServerIsLookedAtByOne() throws Exception {
        try (FtpServer server =
                FtpServer.start(Files.createDirectories(folder.resolve("ftp")), "scans", FileChannelRig.ODD_PASSWORD)) {
            Path inbox = Files.createDirectories(server.root().resolve("letters"));
            Map<String, String> parameters = Map.of(
                    "host", server.host(),
                    "port", Integer.toString(server.port()),
                    "username", server.user(),
                    "passwordSetting", FileChannelRig.PASSWORD_SETTING,
                    "directory", "letters");
            start("one", "ftp-files-source", with(parameters, "workDirectory", folder.resolve("work1")));
            start("two", "ftp-files-source", with(parameters, "workDirectory", folder.resolve("work2")));

            oneTakesAllAndTheOtherTakesOver(inbox);
            stopAll();
        }
    }

    @Test
    void foldersOfTheirOwnAreLookedAtByBoth() throws Exception {
        for (String name : List.of("one", "two")) {
            Path inbox = Files.createDirectories(folder.resolve("inbox-of-" + name));
            start(name, "folder-files-source", Map.of("directory", inbox.toString()));
            FileChannelRig.lay(inbox.resolve("a.txt"), name.getBytes(StandardCharsets.UTF_8));
        }

        await().until(() -> rigs.values().stream().allMatch(rig -> rig.items().size() == 1));
    }

    private void oneTakesAllAndTheOtherTakesOver(Path inbox) throws Exception {
        for (int i = 0; i < 5; i++) {
            FileChannelRig.lay(inbox.resolve(i + ".txt"), ("first " + i).getBytes(StandardCharsets.UTF_8));
        }
        await().until(() -> taken() == 5);
        String looking = rigs.get("one").items().isEmpty() ? "two" : "one";
        String waiting = looking.equals("one") ? "two" : "one";
        assertThat(rigs.get(waiting).items()).isEmpty();

        stop(looking);
        FileChannelRig.lay(inbox.resolve("late.txt"), "late".getBytes(StandardCharsets.UTF_8));

        await().until(() -> rigs.get(waiting).items().size() == 1);
        assertThat(rigs.get(waiting).faults()).isEmpty();
    }

    private long taken() {
        return rigs.values().stream()
                .map(FileChannelRig::items)
                .flatMap(Stream::of)
                .mapToLong(List::size)
                .sum();
    }

    private void start(String name, String kamelet, Map<String, String> parameters) {
        LedgerSlice hub = SharingHub.slice(folder.resolve(name), database, "").start();
        hubs.put(name, hub);
        rigs.put(name, FileChannelRig.start(kamelet, parameters, hub.get(PollTurns.class)));
    }

    private void stop(String name) {
        rigs.remove(name).close();
        hubs.remove(name).close();
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, Path value) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put(name, value.toString());
        return all;
    }
}
