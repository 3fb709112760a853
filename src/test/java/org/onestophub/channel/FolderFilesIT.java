package org.onestophub.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;

/** The folder connector, from a file on the disk to RECEIVE. */
class FolderFilesIT {

    @TempDir
    Path root;

    @Test
    void everyByteOfABinaryFileArrivesAndTheFileIsKept() throws IOException {
        byte[] scan = new byte[300_000];
        new Random(7).nextBytes(scan);
        Path inbox = Files.createDirectories(root.resolve("in box 收件"));
        try (FileChannelRig rig = rig(inbox)) {
            Files.write(inbox.resolve("信件 甲.pdf"), scan);
            rig.awaitItems(1);

            assertThat(rig.items().get(0).bytes()).isEqualTo(scan);
            assertThat(rig.items().get(0).transport()).containsEntry("fileName", "信件 甲.pdf");
            assertThat(rig.items().get(0).transport()).containsEntry("fileSize", "300000");
            await().until(() -> namesBelow(inbox.resolve("hub-kept")).size() == 1);
            assertThat(namesBelow(inbox.resolve("hub-claimed"))).isEmpty();
        }
    }

    private FileChannelRig rig(Path inbox) {
        return FileChannelRig.start("folder-files-source", Map.of("directory", inbox.toString()));
    }

    static List<String> namesBelow(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
        }
    }
}
