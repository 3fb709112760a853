package org.onestophub.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;

/**
 * A real PostgreSQL under {@code hub.home}, started with the hub and stopped with it. A server that outlived a killed
 * hub is adopted; a pid file that no server stands behind is put aside.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final HubLog LOG = HubLog.of("store");
    private static final String USER = "postgres";
    /** initdb on a slow disk takes the longest. */
    private static final Duration START_WAIT = Duration.ofMinutes(2);
    private static final Duration STOP_WAIT = Duration.ofSeconds(30);

    private final String url;
    private final String password;
    private final EmbeddedPostgres started;
    private final ProcessHandle adopted;

    private EmbeddedDatabase(String url, String password, EmbeddedPostgres started, ProcessHandle adopted) {
        this.url = url;
        this.password = password;
        this.started = started;
        this.adopted = adopted;
    }

    /** The database in {@code home}, running. */
    static EmbeddedDatabase in(Path home) throws IOException {
        Files.createDirectories(home);
        Path folder = home.resolve("postgres").toAbsolutePath();
        String password = passwordIn(home);
        Optional<Running> running = Running.in(folder);
        if (running.isPresent()) {
            LOG.event("adopted", LogKey.PORT, running.get().port());
            return new EmbeddedDatabase(urlOf(running.get().port()), password, null, running.get().process());
        }
        boolean fresh = !Files.exists(folder.resolve("PG_VERSION"));
        EmbeddedPostgres server = start(folder, fresh ? "" : password);
        EmbeddedDatabase database = new EmbeddedDatabase(urlOf(server.getPort()), password, server, null);
        if (fresh) {
            database.closeTrust(folder);
        }
        LOG.event("started", LogKey.PORT, server.getPort());
        return database;
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
        if (started != null) {
            started.close();
            return;
        }
        // SIGTERM lets PostgreSQL finish its sessions and write a clean checkpoint
        adopted.destroy();
        try {
            adopted.onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.look("stop-unfinished", LogKey.FAULT, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedPostgres start(Path folder, String password) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(folder.resolveSibling("postgres-binaries").toFile())
                .setPGStartupWait(START_WAIT)
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
    private void closeTrust(Path folder) throws IOException {
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

    private static String passwordIn(Path home) throws IOException {
        Path file = home.resolve("postgres.password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
        return password;
    }

    private static String urlOf(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** A server that holds the folder: its process and its port. */
    private record Running(ProcessHandle process, int port) {

        static Optional<Running> in(Path folder) throws IOException {
            Path pidFile = folder.resolve("postmaster.pid");
            if (!Files.exists(pidFile)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(pidFile);
            Optional<ProcessHandle> process = lines.isEmpty() ? Optional.empty() : postgresOf(lines.get(0).strip());
            if (process.isEmpty()) {
                // the number may belong to another program by now, and PostgreSQL would then refuse to start
                Files.delete(pidFile);
                return Optional.empty();
            }
            return Optional.of(new Running(process.get(), Integer.parseInt(lines.get(3).strip())));
        }

        private static Optional<ProcessHandle> postgresOf(String pid) {
            return ProcessHandle.of(Long.parseLong(pid))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info().command().map(c -> c.endsWith("postgres")).orElse(false));
        }
    }
}
