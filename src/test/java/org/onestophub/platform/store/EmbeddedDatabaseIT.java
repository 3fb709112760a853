package org.onestophub.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.problem.ProblemException;

/** The hub's own PostgreSQL through everything that can happen to it; one cluster for all, because making one is slow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedDatabaseIT {

    @TempDir
    private static Path home;

    private Path pidFile;

    @BeforeAll
    void makeTheCluster() throws Exception {
        pidFile = home.resolve("postgres/postmaster.pid");
        // what a first start leaves behind that was killed half-way
        Files.createDirectories(home.resolve("postgres-new-killed"))
                .resolve("PG_VERSION")
                .toFile()
                .createNewFile();
        try (EmbeddedDatabase database = EmbeddedDatabase.in(home)) {
            execute(database, "create table kept (word text)");
            execute(database, "insert into kept values ('still here')");
        }
    }

    @AfterAll
    void endWhatIsLeft() throws Exception {
        if (Files.exists(pidFile)) {
            server().ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void cleanStopStopsTheServerAndKeepsTheData() throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.in(home);
        ProcessHandle server = server().orElseThrow();

        assertThat(query(database, "select word from kept")).isEqualTo("still here");
        database.close();

        assertThat(pidFile).doesNotExist();
        server.onExit().get(2, TimeUnit.MINUTES);
    }

    @Test
    void serverThatOutlivedItsHubIsAdoptedAndStopsWithTheNext() throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.in(home);
        ProcessHandle server = server().orElseThrow();

        // a killed hub closes nothing
        EmbeddedDatabase next = EmbeddedDatabase.in(home);

        assertThat(next.url()).isEqualTo(first.url());
        assertThat(query(next, "select word from kept")).isEqualTo("still here");
        next.close();
        server.onExit().get(2, TimeUnit.MINUTES);
        assertThat(server.isAlive()).isFalse();
        first.close();
    }

    @Test
    void serverThatWasKilledTooIsStartedAgain() throws Exception {
        EmbeddedDatabase first = EmbeddedDatabase.in(home);
        execute(first, "create table if not exists later (n int)");
        execute(first, "insert into later values (1)");
        ProcessHandle server = server().orElseThrow();
        server.destroyForcibly();
        server.onExit().get(2, TimeUnit.MINUTES);
        // only lets go of the library's lock, as the end of the process would
        String pid = Files.readString(pidFile);
        first.close();
        Files.writeString(pidFile, pid);

        try (EmbeddedDatabase next = EmbeddedDatabase.in(home)) {
            assertThat(query(next, "select count(*) from later")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "torn",
                "99999999999999999999\nx",
                "4194304\n/somewhere\n1\n5432\n",
                "SELF\n/somewhere\n1\n5432\n",
                "SELF"
            })
    void pidFileWithoutAServerBehindItIsPutAside(String content) throws Exception {
        Files.writeString(
                pidFile,
                content.replace("SELF", Long.toString(ProcessHandle.current().pid())));

        try (EmbeddedDatabase database = EmbeddedDatabase.in(home)) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
            assertThat(server()).isPresent();
        }
    }

    @Test
    void pidFileOfAServerAtWorkIsNeverPutAside() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.in(home)) {
            String real = Files.readString(pidFile);
            Files.writeString(pidFile, "torn");

            assertThatThrownBy(() -> new DatabaseFolder(home.resolve("postgres")).clear(Duration.ofMillis(300)))
                    .isInstanceOf(IOException.class);

            assertThat(pidFile).hasContent("torn");
            Files.writeString(pidFile, real);
            assertThat(query(database, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void commitIsOnTheDiskBeforeItIsAnswered() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.in(home)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(query(database, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.in(home)) {
            for (String wrong : new String[] {"", "postgres", null}) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", wrong))
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void passwordIsForTheOwnersEyesOnlyAndIsNotInventedAnew() throws Exception {
        Path file = home.resolve("postgres.password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Path aside = Files.move(file, home.resolve("aside"));
        try {
            assertThatThrownBy(() -> EmbeddedDatabase.in(home)).isInstanceOf(ProblemException.class);
            assertThat(file).doesNotExist();
        } finally {
            Files.move(aside, file);
        }
    }

    @Test
    void firstStartThatWasKilledLeavesNothing() throws Exception {
        try (var left = Files.list(home)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("postgres-new-"));
        }
    }

    private java.util.Optional<ProcessHandle> server() throws IOException {
        return ProcessHandle.of(
                Long.parseLong(Files.readAllLines(pidFile).get(0).strip()));
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connectionTo(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = connectionTo(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Connection connectionTo(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }
}
