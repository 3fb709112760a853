package org.onestophub.operate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where commands look for the files that the hub runs by. */
class OfflineRoomsTest {

    @Test
    void theFolderIsTheOneNamedElseThatOfTheSettings(@TempDir Path folder) throws IOException {
        Path settings = Files.writeString(folder.resolve("hub.yaml"), "hub: {config-dir: /etc/onestop-hub}\n");
        List<String> given = List.of("spring.config.import=file:" + settings);

        assertThat(OfflineRooms.configDir(null, OfflineRooms.environment(given)))
                .isEqualTo(Path.of("/etc/onestop-hub"));
        assertThat(OfflineRooms.configDir(folder, OfflineRooms.environment(given)))
                .isEqualTo(folder);
        assertThat(OfflineRooms.configDir(null, OfflineRooms.environment(List.of("hub.config-dir=here"))))
                .isEqualTo(Path.of("here"));
        assertThat(OfflineRooms.configDir(null, OfflineRooms.environment(List.of())))
                .isEqualTo(Path.of("."));
    }
}
