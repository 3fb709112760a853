package org.onestophub.intake.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file whose name nobody would give: it is taken under a safe name, or its channel says that it lies there. */
class UnusualFileNamesIT {

    private static final Charset GBK = Charset.forName("GBK");

    @TempDir
    Path root;

    @Test
    void aFolderGivesFilesOfAnyName() throws Exception {
        Path inbox = Files.createDirectories(root.resolve("letters"));
        Files.writeString(inbox.resolve("line\nbreak.pdf"), "one");
        Files.writeString(inbox.resolve("tab\tand bell\u0007.pdf"), "two");
        Files.writeString(inbox.resolve("back\\slash.pdf"), "three");
        Files.writeString(inbox.resolve("\n.part"), "not finished");
        gbkNamed(inbox, "four");
        try (FileChannelRig rig = FileChannelRig.start("folder-files-source", Map.of("directory", inbox.toString()))) {
            rig.awaitItems(4);

            assertThat(rig.items())
                    .extracting(item -> item.transport().get("fileName"))
                    .containsExactlyInAnyOrder(
                            "line%0Abreak.pdf", "tab%09and%20bell%07.pdf", "back%5Cslash.pdf", "%D0%C5%BC%FE.pdf");
            assertThat(rig.items())
                    .extracting(item -> new String(item.bytes()))
                    .containsExactlyInAnyOrder("one", "two", "three", "four");
            await().until(() ->
                    FolderFilesIT.namesBelow(inbox.resolve("hub-kept")).size() == 4);
            assertThat(FolderFilesIT.namesBelow(inbox)).hasSize(5);
            assertThat(rig.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp"})
    void aServerGivesFilesWithControlCharactersAndPatterns(String protocol) throws Exception {
        try (FileServers.Running server = FileServers.start(protocol, root);
                FileChannelRig rig = server.connect()) {
            Files.writeString(server.inbox().resolve("tab\tand bell\u0007.pdf"), "one");
            Files.writeString(server.inbox().resolve("which?.pdf"), "two");
            Files.writeString(server.inbox().resolve("all*[1].pdf"), "three");
            rig.awaitItems(3);

            assertThat(rig.items())
                    .extracting(item -> item.transport().get("fileName"))
                    .containsExactlyInAnyOrder("tab%09and bell%07.pdf", "which%3F.pdf", "all%2A[1].pdf");
            await().until(() ->
                    FolderFilesIT.namesBelow(server.inbox().resolve("hub-kept")).size() == 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sftp", "ftp"})
    void aFileWhoseNameTheProtocolCannotCarryIsToldAndTheOthersAreTaken(String protocol) throws Exception {
        try (FileServers.Running server = FileServers.start(protocol, root);
                FileChannelRig rig = server.connect()) {
            Files.writeString(server.inbox().resolve("back\\slash.pdf"), "odd");
            Files.writeString(server.inbox().resolve("plain.pdf"), "plain");
            rig.awaitItems(1);
            await().until(() -> rig.faults().contains("CH-303"));
            int reported = rig.faults().size();
            rig.awaitLooks(5);

            assertThat(rig.items()).hasSize(1);
            assertThat(rig.faults()).hasSize(reported).containsOnly("CH-303");
        }
    }

    @Test
    void aNameWithALineBreakOnAnFtpServerIsTold() throws Exception {
        try (ByteNamesFtp server = new ByteNamesFtp()) {
            server.put("line\r\nDELE letters.pdf", StandardCharsets.UTF_8, "odd");
            server.put("next\u0085line.pdf", StandardCharsets.UTF_8, "odd");
            server.put("plain.pdf", StandardCharsets.UTF_8, "plain");
            try (FileChannelRig rig = FileChannelRig.start("ftp-files-source", server.parameters(work()))) {
                rig.awaitItems(1);
                await().until(() -> rig.faults().contains("CH-303"));
                rig.awaitLooks(3);

                assertThat(rig.items()).hasSize(1);
                assertThat(rig.faults()).containsOnly("CH-303").hasSizeLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void gbkNamesOnAnFtpServerAreReadAndRenamedAsGbk() throws Exception {
        try (ByteNamesFtp server = new ByteNamesFtp()) {
            // the last two end in the bytes of | and of a backslash
            List<String> names = List.of("信件 1.pdf", "投诉信.tif", "億.pdf", "乗.pdf");
            names.forEach(name -> server.put(name, GBK, name));
            Map<String, String> parameters = server.parameters(work());
            parameters.put("controlEncoding", "GBK");
            try (FileChannelRig rig = FileChannelRig.start("ftp-files-source", parameters)) {
                rig.awaitItems(names.size());

                assertThat(rig.items())
                        .extracting(item -> item.transport().get("fileName"))
                        .containsExactlyInAnyOrderElementsOf(names);
                assertThat(rig.items())
                        .allSatisfy(item -> assertThat(new String(item.bytes(), StandardCharsets.UTF_8))
                                .isEqualTo(item.transport().get("fileName")));
                await().until(() -> server.paths(GBK).stream().allMatch(path -> path.startsWith("letters/hub-kept/")));
                assertThat(server.paths(GBK))
                        .hasSize(names.size())
                        .allMatch(path -> names.stream().anyMatch(name -> path.endsWith("~" + name)));
                assertThat(rig.faults()).isEmpty();
            }
        }
    }

    @Test
    void gbkNamesReadAsUtf8AreNotLostInSilence() throws Exception {
        try (ByteNamesFtp server = new ByteNamesFtp()) {
            server.put("信件.pdf", GBK, "odd");
            try (FileChannelRig rig = FileChannelRig.start("ftp-files-source", server.parameters(work()))) {
                await().until(() -> rig.faults().contains("CH-303"));
            }
        }
    }

    private String work() {
        return root.resolve("work").toString();
    }

    /** Java cannot write a name of bytes that are no text, a shell can. */
    private static void gbkNamed(Path inbox, String content) throws IOException, InterruptedException {
        int status = new ProcessBuilder("sh", "-c", "printf " + content + " > \"$(printf '\\320\\305\\274\\376').pdf\"")
                .directory(inbox.toFile())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }
}
