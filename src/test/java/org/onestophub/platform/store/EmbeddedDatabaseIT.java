package org.onestophub.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.HubProperties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.FreePort;

/** The hub's own PostgreSQL through everything that can happen to it; one cluster for all, because making one is slow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedDatabaseIT {

    @TempDir
    private static Path home;

    private Path pidFile;

    private final AtomicBoolean hasGivenUp = new AtomicBoolean();
    private final Set<String> rulesSeen = ConcurrentHashMap.newKeySet();

    @BeforeAll
    void makeTheCluster() throws Exception {
        pidFile = home.resolve("postgres/postmaster.pid");
        // what a first start leaves behind that was killed half-way
        Files.createDirectories(home.resolve("postgres-new-killed"))
                .resolve("PG_VERSION")
                .toFile()
                .createNewFile();
        AtomicBoolean isMade = new AtomicBoolean();
        Thread stranger = new Thread(() -> collectRules(isMade));
        stranger.start();
        try (EmbeddedDatabase database = open()) {
            isMade.set(true);
            stranger.join();
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
        EmbeddedDatabase database = open();
        ProcessHandle server = server().orElseThrow();

        assertThat(query(database, "select word from kept")).isEqualTo("still here");
        database.close();

        assertThat(pidFile).doesNotExist();
        server.onExit().get(2, TimeUnit.MINUTES);
    }

    @Test
    void serverThatOutlivedItsHubIsAdoptedAndStopsWithTheNext() throws Exception {
        EmbeddedDatabase first = open();
        ProcessHandle server = server().orElseThrow();

        // a killed hub closes nothing
        EmbeddedDatabase next = open();

        assertThat(next.url()).isEqualTo(first.url());
        assertThat(query(next, "select word from kept")).isEqualTo("still here");
        next.close();
        server.onExit().get(2, TimeUnit.MINUTES);
        assertThat(server.isAlive()).isFalse();
        first.close();
    }

    @Test
    void serverThatWasKilledTooIsStartedAgain() throws Exception {
        EmbeddedDatabase first = open();
        execute(first, "create table if not exists later (n int)");
        execute(first, "insert into later values (1)");
        ProcessHandle server = server().orElseThrow();
        server.destroyForcibly();
        server.onExit().get(2, TimeUnit.MINUTES);
        // only lets go of the library's lock, as the end of the process would
        String pid = Files.readString(pidFile);
        first.close();
        Files.writeString(pidFile, pid);

        try (EmbeddedDatabase next = open()) {
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

        try (EmbeddedDatabase database = open()) {
            assertThat(query(database, "select word from kept")).isEqualTo("still here");
            assertThat(server()).isPresent();
        }
    }

    @Test
    void pidFileOfAServerAtWorkIsNeverPutAside() throws Exception {
        try (EmbeddedDatabase database = open()) {
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
        try (EmbeddedDatabase database = open()) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(query(database, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() throws Exception {
        try (EmbeddedDatabase database = open()) {
            for (String wrong : new String[] {"", "postgres", null}) {
                assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", wrong))
                        .isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void passwordIsAskedForFromTheFirstMomentOn() {
        assertThat(rulesSeen).isNotEmpty().allMatch(rule -> rule.endsWith("scram-sha-256"));
    }

    @Test
    void socketsLieInNoFolder() throws Exception {
        try (EmbeddedDatabase database = open()) {
            assertThat(query(database, "show unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void rulesThatSomebodyOpenedAreClosedAtTheStart() throws Exception {
        Path rules = home.resolve("postgres/pg_hba.conf");
        Files.writeString(rules, "host all all 127.0.0.1/32 trust\n");

        try (EmbeddedDatabase database = open()) {
            assertThat(rules).content().doesNotContain("trust");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "postgres", ""))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void serverThatIsKilledUnderTheHubComesBackOnItsPort() throws Exception {
        try (EmbeddedDatabase database = open()) {
            for (int kill = 1; kill <= 2; kill++) {
                ProcessHandle server = server().orElseThrow();

                server.destroyForcibly();
                server.onExit().get(2, TimeUnit.MINUTES);

                await().atMost(Duration.ofMinutes(2))
                        .ignoreExceptions()
                        .until(() -> query(database, "select word from kept").equals("still here"));
                assertThat(server().orElseThrow().pid()).isNotEqualTo(server.pid());
            }
        }
        assertThat(pidFile).doesNotExist();
        assertThat(hasGivenUp).isFalse();
    }

    @Test
    void accountThatNobodyNamedRefusesTheStart() throws Exception {
        try (EmbeddedDatabase database = open()) {
            execute(database, "create role reader login");
            execute(database, "create role stranger login superuser");
            execute(database, "create role without_login");

            assertThatThrownBy(() -> open("reader")).isInstanceOfSatisfying(ProblemException.class, thrown -> {
                assertThat(thrown.problem()).isEqualTo(Problem.DATABASE_UNKNOWN_LOGIN);
                assertThat(thrown.field()).isEqualTo("stranger");
            });

            // the refused start has stopped the server; this hub starts it again
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .until(() -> query(database, "select 1").equals("1"));
            assertThat(strangersTo(database)).isEqualTo("reader, stranger");
            assertThat(strangersTo(database, "reader", "stranger"))
                    .as("no account besides the hub's own has all rights")
                    .isEqualTo("stranger");
            execute(database, "drop role stranger");
            assertThat(strangersTo(database, "reader")).isEmpty();
            execute(database, "drop role reader");
        }
    }

    @Test
    void passwordIsForTheOwnersEyesOnlyAndIsNotInventedAnew() throws Exception {
        Path file = home.resolve("postgres.password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Path aside = Files.move(file, home.resolve("aside"));
        try {
            assertThatThrownBy(() -> open())
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            thrown -> assertThat(thrown.problem()).isEqualTo(Problem.DATABASE_NOT_STARTED));
            assertThat(file).doesNotExist();
        } finally {
            Files.move(aside, file);
        }
    }

    @Test
    void databaseOfOthersThatCannotBeUsedIsNamedWithItsState() throws Exception {
        try (EmbeddedDatabase database = open();
                HubHome home = new HubHome(new HubProperties(
                        Files.createDirectories(EmbeddedDatabaseIT.home.resolve("other")),
                        Path.of("."),
                        ZoneOffset.UTC,
                        new HubProperties.Institution("", "")))) {
            assertThat(faultOf(database.url(), "postgres", home)).isEqualTo("hub.store.url, SQLSTATE 28P01");
            assertThat(faultOf("jdbc:postgresql://127.0.0.1:" + FreePort.next() + "/hub", "hub", home))
                    .isEqualTo("hub.store.url, SQLSTATE 08001");
        }
    }

    private static String faultOf(String url, String username, HubHome home) throws IOException {
        StoreProperties external = new StoreProperties(url, username, "wrong", Set.of(), 4);
        try (var pool = new StoreConfiguration().dataSource(external, home)) {
            return "";
        } catch (ProblemException e) {
            assertThat(e.problem()).isEqualTo(Problem.DATABASE_NOT_REACHED);
            return e.field();
        }
    }

    @Test
    void firstStartThatWasKilledLeavesNothing() throws Exception {
        try (var left = Files.list(home)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("postgres-new-"));
        }
    }

    private EmbeddedDatabase open(String... logins) throws IOException {
        return EmbeddedDatabase.in(home, Set.of(logins), () -> hasGivenUp.set(true));
    }

    private static String strangersTo(EmbeddedDatabase database, String... known) throws IOException {
        try {
            DatabaseLogins.check(database.url(), database.username(), database.password(), Set.of(known));
            return "";
        } catch (ProblemException e) {
            return e.field();
        }
    }

    /** What anybody could read of the rules by which accounts log in while the cluster is made. */
    private void collectRules(AtomicBoolean isMade) {
        while (!isMade.get()) {
            try (Stream<Path> fresh = Files.list(home)) {
                for (Path folder : fresh.filter(
                                path -> path.getFileName().toString().startsWith("postgres-new-"))
                        .toList()) {
                    Files.readAllLines(folder.resolve("pg_hba.conf")).stream()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .forEach(rulesSeen::add);
                }
            } catch (IOException e) {
                // not yet made, or by now in its place
                Thread.onSpinWait();
            }
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
