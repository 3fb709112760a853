package org.onestophub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;

class ConfigTreesTest {

    @Test
    void folderIsCopiedAlsoUnderAHomeThatIsNotWrittenPlainly(@TempDir Path folder) throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("routes"));
        Files.writeString(config.resolve("routes/in-desk.yaml"), "- route: {id: in-desk}\n");
        // as ./data, the default, is
        Path home = folder.resolve("elsewhere/../data");
        ConfigTrees trees = new ConfigTrees(new HubProperties(
                home, config, ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "")));

        ConfigTree copy = trees.take(config);

        assertThat(trees.look(config).digest()).isEqualTo(copy.digest());
        assertThat(trees.named(copy.digest())).isPresent();
    }
}
