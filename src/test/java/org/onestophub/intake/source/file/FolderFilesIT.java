package org.onestophub.intake.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;

/** The folder connector, from a file on the disk to RECEIVE. */
class FolderFilesIT {

    @TempDir
    Path root;

    private Path inbox;

    @BeforeEach
    void makeInbox() throws IOException {
        inbox = Files.createDirectories(root.resolve("in box 收件"));
    }

    @Test
    void everyByteOfABinaryFileArrivesAndTheFileIsKept() throws IOException {
        byte[] scan = new byte[300_000];
        new Random(7).nextBytes(scan);
        try (FileChannelRig rig = rig()) {
            FileChannelRig.lay(inbox.resolve("信件 甲.pdf"), scan);
            rig.awaitItems(1);

            assertThat(rig.items().get(0).bytes()).isEqualTo(scan);
            assertThat(rig.items().get(0).transport())
                    .containsEntry("fileName", "信件 甲.pdf")
                    .containsEntry("fileSize", "300000")
                    .containsKeys("fileModifiedAt", "account");
            await().until(() -> namesBelow(inbox.resolve("hub-kept")).size() == 1);
            assertThat(namesBelow(inbox.resolve("hub-claimed"))).isEmpty();
            assertThat(rig.faults()).isEmpty();
        }
    }

    @Test
    void theSameContentUnderAnotherNameHasTheSameKey() throws IOException {
        try (FileChannelRig rig = rig()) {
            Files.writeString(inbox.resolve("a.pdf"), "one letter");
            Files.writeString(inbox.resolve("b.pdf"), "one letter");
            Files.writeString(inbox.resolve("c.pdf"), "another letter");
            rig.awaitItems(3);

            assertThat(rig.items().stream().map(FileChannelRig.Item::keys).distinct())
                    .hasSize(2);
        }
    }

    @Test
    void twoFilesOfOneNameAreBothKept() throws IOException {
        try (FileChannelRig rig = rig()) {
            Files.writeString(inbox.resolve("scan0001.pdf"), "first");
            rig.awaitItems(1);
            await().until(() -> namesBelow(inbox.resolve("hub-kept")).size() == 1);
            Files.writeString(inbox.resolve("scan0001.pdf"), "second");
            rig.awaitItems(2);

            await().until(() -> namesBelow(inbox.resolve("hub-kept")).size() == 2);
        }
    }

    @Test
    void aFileClaimedBeforeACrashIsTakenBesideANewOneOfItsName() throws IOException {
        Files.createDirectories(inbox.resolve("hub-claimed"));
        Files.writeString(inbox.resolve("hub-claimed/mfz1k2a9-0a1b2c3d~a.pdf"), "old");
        Files.writeString(inbox.resolve("a.pdf"), "new");
        try (FileChannelRig rig = rig()) {
            rig.awaitItems(2);

            assertThat(rig.items())
                    .extracting(item -> new String(item.bytes()))
                    .containsExactlyInAnyOrder("old", "new");
            assertThat(rig.items())
                    .allSatisfy(item -> assertThat(item.transport()).containsEntry("fileName", "a.pdf"));
        }
    }

    @Test
    void whenTheStoreIsDownTheFileWaitsWithoutBeingTriedHotAndIsTakenLater() throws IOException {
        try (FileChannelRig rig = rig()) {
            rig.fail(Integer.MAX_VALUE, Problem.STORE_UNAVAILABLE);
            Files.writeString(inbox.resolve("a.pdf"), "letter");
            await().until(() -> rig.attempts() > 0);
            rig.awaitLooks(10);

            // each pause is twice as long as the one before; the looks of a slow machine may outlast some
            assertThat(rig.attempts()).isLessThan(5);
            assertThat(namesBelow(inbox.resolve("hub-claimed"))).hasSize(1);
            rig.mend();
            rig.awaitItems(1);
            await().until(() -> namesBelow(inbox.resolve("hub-kept")).size() == 1);
        }
    }

    @Test
    void aFileThatCanNeverBeTakenIsPutAsideAndDoesNotLoop() throws IOException {
        try (FileChannelRig rig = rig()) {
            rig.fail(1, Problem.TYPE_UNSUPPORTED);
            Files.writeString(inbox.resolve("a.pdf"), "letter");

            await().until(() -> namesBelow(inbox.resolve("hub-refused")).size() == 1);
            rig.awaitLooks(5);
            assertThat(rig.attempts()).isEqualTo(1);
        }
    }

    @Test
    void linksAndSubfoldersAndUnfinishedFilesAreNotFollowed() throws IOException {
        Path outside = Files.writeString(root.resolve("outside.txt"), "not ours");
        Path folder = Files.createDirectories(root.resolve("elsewhere"));
        Files.writeString(folder.resolve("inside.pdf"), "not ours");
        Files.createSymbolicLink(inbox.resolve("link.pdf"), outside);
        Files.createSymbolicLink(inbox.resolve("hub-claimed"), folder);
        Files.createDirectories(inbox.resolve("sub"));
        Files.writeString(inbox.resolve("sub/below.pdf"), "not ours");
        Files.writeString(inbox.resolve("a.pdf.part"), "unfinished");
        Files.writeString(inbox.resolve(".hidden"), "hidden");
        try (FileChannelRig rig = rig()) {
            rig.awaitLooks(6);

            assertThat(rig.items()).isEmpty();
        }
    }

    @Test
    void anEmptyFileIsTakenAfterAWhile() throws IOException {
        try (FileChannelRig rig = rig()) {
            Files.createFile(inbox.resolve("empty.pdf"));
            rig.awaitItems(1);

            assertThat(rig.items().get(0).size()).isZero();
        }
    }

    private FileChannelRig rig() {
        return FileChannelRig.start("folder-files-source", Map.of("directory", inbox.toString()));
    }

    static List<String> namesBelow(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .toList();
        }
    }
}
