package org.onestophub.operate.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;

class ConfigTreesTest {

    private static final RouteFileName DESK = RouteFileName.of("in-desk");
    private static final RouteFileName GONE = RouteFileName.of("in-gone");

    @Test
    void folderIsCopiedAlsoUnderAHomeThatIsNotWrittenPlainly(@TempDir Path folder) throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("routes"));
        Files.writeString(config.resolve("routes/in-desk.yaml"), "- route: {id: in-desk}\n");
        // as ./data, the default, is
        Path home = folder.resolve("elsewhere/../data");
        ConfigTrees trees = new ConfigTrees(
                new HubProperties(home, config, ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", "")));

        ConfigTree copy = trees.take(config);

        assertThat(trees.look(config).digest()).isEqualTo(copy.digest());
        assertThat(trees.named(copy.digest())).isPresent();
    }

    @Test
    void noteOfAGoodVersionOutlivesTheHubAndNotItsRoute(@TempDir Path folder) throws IOException {
        Path config = folder.resolve("config");
        Files.createDirectories(config.resolve("routes"));
        Files.writeString(config.resolve("routes/in-desk.yaml"), "- route: {id: in-desk}\n");
        ConfigTree tree = treesOf(folder).take(config);
        treesOf(folder).noteGood(DESK, tree);
        treesOf(folder).noteGood(GONE, tree);

        treesOf(folder).dropGoodBut(List.of(DESK, RouteFileName.of("in-new")));

        assertThat(treesOf(folder).lastGood(DESK)).map(ConfigTree::digest).contains(tree.digest());
        assertThat(treesOf(folder).lastGood(GONE)).isEmpty();

        treesOf(folder).dropGood(DESK);
        treesOf(folder).dropGood(DESK);

        assertThat(treesOf(folder).lastGood(DESK)).isEmpty();
    }

    private static ConfigTrees treesOf(Path folder) {
        return new ConfigTrees(new HubProperties(
                folder.resolve("home"),
                folder.resolve("config"),
                ZoneId.of("Asia/Shanghai"),
                new HubProperties.Institution("", "")));
    }
}
