package org.onestophub.operate.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.operate.cli.CommandFailed;
import org.onestophub.operate.cli.HubClient;

class FeedFileTest {

    @TempDir
    private Path folder;

    private Path events;
    private Path cursor;

    @BeforeEach
    void nameTheFiles() {
        events = folder.resolve("events.ndjson");
        cursor = folder.resolve("cursor");
    }

    @Test
    void eventsAreAppendedAndTheCursorFollows() throws IOException {
        keep("[{\"id\":1},{\"id\":2}]", "c1");
        keep("[{\"id\":3}]", "c2");

        assertThat(Files.readString(events)).isEqualTo("{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n");
        try (FeedFile file = FeedFile.open(events, cursor)) {
            assertThat(file.cursor()).isEqualTo("c2");
        }
    }

    @Test
    void whatAKilledPullWroteBehindItsCursorIsCutOff() throws IOException {
        keep("[{\"id\":1}]", "c1");
        Files.writeString(events, "{\"id\":2}\n{\"id", StandardOpenOption.APPEND);

        keep("[{\"id\":2}]", "c2");

        assertThat(Files.readString(events)).isEqualTo("{\"id\":1}\n{\"id\":2}\n");
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefusedAndKept() throws IOException {
        Files.writeString(events, "mine\n");
        assertThatThrownBy(() -> FeedFile.open(events, cursor)).isInstanceOf(CommandFailed.class);
        assertThat(Files.readString(events)).isEqualTo("mine\n");

        Files.delete(events);
        keep("[{\"id\":1}]", "c1");
        Files.delete(events);
        assertThatThrownBy(() -> FeedFile.open(events, cursor)).isInstanceOf(CommandFailed.class);
    }

    private void keep(String page, String next) throws IOException {
        JsonNode list = HubClient.JSON.readTree(page);
        try (FeedFile file = FeedFile.open(events, cursor)) {
            file.keep(list, next);
        }
    }
}
