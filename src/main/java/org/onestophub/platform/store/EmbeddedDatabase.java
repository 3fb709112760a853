package org.onestophub.platform.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.store.DatabaseFolder.Running;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL under {@code hub.home}, started with the hub and stopped with it. A server that outlived a killed
 * hub is adopted; a pid file without a server is deleted.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final HubLog LOG = HubLog.of("store");
    private static final String USER = "postgres";
    /** initdb on a slow disk takes the longest. */
    private static final Duration START_WAIT = Duration.ofMinutes(2);

    private static final Duration STOP_WAIT = Duration.ofSeconds(30);
    private static final int START_ATTEMPTS = 3;
    private static final int ANSWER_SECONDS = 5;
    private static final long LOOK_NANOS = 100_000_000L;
    /** Where a cluster is made before it gets its name. */
    private static final String UNFINISHED = "postgres-new-";

    private final String url;
    private final String password;
    private final Closeable server;

    private EmbeddedDatabase(String url, String password, Closeable server) {
        this.url = url;
        this.password = password;
        this.server = server;
    }

    /** The database in {@code home}, running. */
    static EmbeddedDatabase in(Path home) throws IOException {
        Files.createDirectories(home);
        Path folder = home.resolve("postgres").toAbsolutePath();
        boolean isNew = !Files.exists(folder.resolve("PG_VERSION"));
        Path secret = home.resolve("postgres.password");
        if (!isNew && !Files.exists(secret)) {
            throw new ProblemException(Problem.SETTING_INVALID, secret + " is missing; the database cannot be opened");
        }
        String password = WriteOnceFile.textOf(secret, EmbeddedDatabase::newPassword);
        if (isNew) {
            create(home.toAbsolutePath(), folder, password);
        }
        return open(folder, password);
    }

    /**
     * A cluster is made beside its place and moved there when it is complete and closed to strangers: a first start that
     * is killed leaves nothing that a later one could take for a database.
     */
    private static void create(Path home, Path folder, String password) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(home, UNFINISHED + "*")) {
            for (Path leftover : leftovers) {
                // a server that still starts in there ends by itself when its folder is gone
                FileSystemUtils.deleteRecursively(leftover);
            }
        }
        Path fresh = Files.createTempDirectory(home, UNFINISHED);
        try (EmbeddedPostgres server = start(fresh, home.resolve("postgres-binaries"), "")) {
            closeTrust(urlOf(server.getPort()), fresh, password);
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static EmbeddedDatabase open(Path folder, String password) throws IOException {
        DatabaseFolder cluster = new DatabaseFolder(folder);
        for (int attempt = 1; ; attempt++) {
            Optional<Running> running = cluster.running();
            if (running.isPresent() && answers(running.get(), password)) {
                LOG.event("adopted", LogKey.PORT, running.get().port());
                ProcessHandle adopted = running.get().process();
                return new EmbeddedDatabase(urlOf(running.get().port()), password, () -> stop(adopted));
            }
            if (running.isPresent() && running.get().process().isAlive()) {
                throw new IOException("the PostgreSQL server in " + folder + " runs but does not answer");
            }
            cluster.clear(STOP_WAIT);
            try {
                EmbeddedPostgres server = start(folder, folder.resolveSibling("postgres-binaries"), password);
                LOG.event("started", LogKey.PORT, server.getPort());
                return new EmbeddedDatabase(urlOf(server.getPort()), password, server);
            } catch (IOException | IllegalStateException e) {
                // a hub that was killed while it started its server: that server may only now have taken the folder
                if (attempt == START_ATTEMPTS) {
                    throw new IOException("the embedded PostgreSQL does not start: "
                            + e.getClass().getSimpleName());
                }
                LOG.warn("start-repeated", LogKey.FAULT, e.getClass().getSimpleName());
            }
        }
    }

    /** Waits while the server starts or recovers; false if it ended instead. */
    private static boolean answers(Running running, String password) {
        long end = System.nanoTime() + START_WAIT.toNanos();
        while (running.process().isAlive() && System.nanoTime() < end) {
            try (Connection connection = DriverManager.getConnection(urlOf(running.port()), USER, password)) {
                return connection.isValid(ANSWER_SECONDS);
            } catch (SQLException e) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return false;
    }

    String url() {
        return url;
    }

    String username() {
        return USER;
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static void stop(ProcessHandle adopted) {
        // SIGTERM lets PostgreSQL finish its sessions and write a clean checkpoint
        adopted.destroy();
        try {
            adopted.onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("stop-unfinished", LogKey.FAULT, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedPostgres start(Path folder, Path binaries, String password) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries.toFile())
                .setPGStartupWait(START_WAIT)
                // the hub stops it after everybody who still writes; the library's own hook would not wait for them
                .setRegisterShutdownHook(false)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                // the library is made for tests and starts with -F, that is without fsync; these override it
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "120")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_compression", "on")
                // statements carry personal data; the server must not write them down
                .setServerConfig("log_min_messages", "panic")
                .setServerConfig("log_min_error_statement", "panic");
        if (!password.isEmpty()) {
            builder.setConnectConfig("password", password);
        }
        return builder.start();
    }

    /** The library creates the cluster open to every local user; from here on a password is needed. */
    private static void closeTrust(String url, Path folder, String password) throws IOException {
        try (Connection connection = DriverManager.getConnection(url, USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("alter user postgres with password '" + password + "'");
            Files.writeString(
                    folder.resolve("pg_hba.conf"),
                    "host all all 127.0.0.1/32 scram-sha-256\nhost all all ::1/128 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("the embedded database did not take its password, state " + e.getSQLState());
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static String urlOf(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }
}
