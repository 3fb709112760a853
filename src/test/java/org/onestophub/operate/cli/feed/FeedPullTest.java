package org.onestophub.operate.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code feed pull} against a feed that is a list of pages. */
class FeedPullTest {

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private HttpServer feed;

    @BeforeEach
    void open() throws IOException {
        feed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        feed.start();
    }

    @AfterEach
    void close() {
        feed.stop(0);
    }

    @Test
    void emptyPageWithMoreBehindItIsNotTheEnd() throws IOException {
        give(
                "{\"events\": [], \"next\": \"a\", \"hasMore\": true}",
                "{\"events\": [], \"next\": \"b\", \"hasMore\": true}",
                "{\"events\": [{\"id\": \"1\"}], \"next\": \"c\", \"hasMore\": false}");

        assertThat(pull()).isZero();

        assertThat(asked).containsExactly("limit=200", "cursor=a&limit=200", "cursor=b&limit=200");
        assertThat(Files.readString(folder.resolve("events"))).isEqualTo("{\"id\":\"1\"}\n");
    }

    @Test
    void answersThatNeverGetOnEndThePull() throws IOException {
        give(
                "{\"events\": [], \"next\": \"a\", \"hasMore\": true}",
                "{\"events\": [], \"next\": \"a\", \"hasMore\": true}");

        assertThat(pull()).isEqualTo(1);
        assertThat(asked).hasSize(2);
    }

    @Test
    void secondRunOnTheSameFilesIsRefusedAndWritesNothing() throws IOException {
        give("{\"events\": [{\"id\": \"1\"}], \"next\": \"a\", \"hasMore\": false}");
        try (RunLock first = RunLock.on(folder.resolve("cursor.lock"))) {
            assertThat(pull()).isEqualTo(1);
            assertThat(asked).isEmpty();
            assertThat(folder.resolve("events")).doesNotExist();
        }

        assertThat(pull()).isZero();
        assertThat(asked).hasSize(1);
    }

    private int pull() {
        return new CommandLine(new FeedCommand())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(
                        "pull",
                        "--url",
                        "http://127.0.0.1:" + feed.getAddress().getPort(),
                        "--to",
                        folder.resolve("events").toString(),
                        "--cursor-file",
                        folder.resolve("cursor").toString());
    }

    private void give(String... pages) {
        feed.createContext("/api/district/v1/changes", exchange -> {
            byte[] page = pages[asked.size()].getBytes(StandardCharsets.UTF_8);
            asked.add(exchange.getRequestURI().getQuery());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
    }
}
