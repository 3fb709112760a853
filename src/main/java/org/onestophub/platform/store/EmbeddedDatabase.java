package org.onestophub.platform.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.GrowingPause;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.store.DatabaseFolder.Running;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.util.FileSystemUtils;

/**
 * A real PostgreSQL under {@code hub.home}, started with the hub and stopped with it. A server that outlived a killed
 * hub is adopted; a pid file without a server is deleted. A server that ends by itself is started again on
 * the same port.
 */
final class EmbeddedDatabase implements AutoCloseable {

    private static final HubLog LOG = HubLog.of("store");
    /** The library does not notice a server that ends at once. One that recovers for longer is adopted afterwards. */
    private static final Duration RESTART_WAIT = Duration.ofSeconds(20);

    private static final Duration STOP_WAIT = Duration.ofSeconds(30);
    private static final int START_ATTEMPTS = 3;
    private static final int ANSWER_SECONDS = 5;
    private static final long LOOK_NANOS = 100_000_000L;
    private static final GrowingPause RESTART_PAUSE = new GrowingPause(Duration.ofMillis(500), Duration.ofSeconds(30));
    /** About eight minutes of restarts that fail. Then the port may be taken, which only a new start of the hub mends. */
    private static final int RESTART_ATTEMPTS = 20;
    /** Where a cluster is made before it gets its name. */
    private static final String UNFINISHED = "postgres-new-";

    private final Path folder;
    private final int port;
    private final String password;
    private final Runnable giveUp;
    /** Guards {@code server} and {@code isClosing}: a server that the hub stops itself is not started again. */
    private final Object lock = new Object();

    private Server server;
    private boolean isClosing;

    /** A server that works in the folder; {@code library} is null for one that an earlier hub started. */
    private record Server(
            ProcessHandle process, int port, @Nullable EmbeddedPostgres library) {}

    private EmbeddedDatabase(Path folder, Server server, String password, Runnable giveUp) {
        this.folder = folder;
        this.port = server.port();
        this.password = password;
        this.giveUp = giveUp;
        watch(server);
    }

    /**
     * The database in {@code home}, running.
     *
     * @param roles accounts that may log in besides the hub's own
     * @param giveUp what happens when a server that ended cannot be started again
     * @throws ProblemException CH-210 if the server does not start, CH-212 if it has other accounts that may log in
     */
    static EmbeddedDatabase in(Path home, Set<String> roles, Runnable giveUp) throws IOException {
        Files.createDirectories(home);
        Path folder = home.resolve("postgres").toAbsolutePath();
        boolean isNew = !Files.exists(folder.resolve("PG_VERSION"));
        Path secret = home.resolve("postgres.password");
        if (!isNew && !Files.exists(secret)) {
            throw new ProblemException(Problem.DATABASE_NOT_STARTED, secret.getFileName() + " is missing");
        }
        String password = WriteOnceFile.textOf(secret, EmbeddedDatabase::newPassword);
        if (isNew) {
            create(home.toAbsolutePath(), folder, secret, password);
        }
        EmbeddedDatabase database = new EmbeddedDatabase(folder, open(folder, password), password, giveUp);
        try {
            DatabaseLogins.check(database.url(), PostgresSettings.USER, password, roles);
        } catch (ProblemException | IOException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /**
     * A cluster is made beside its place and moved there when it is complete: a first start that is killed leaves nothing
     * that a later one could take for a database. It asks for the password from its first moment on.
     */
    private static void create(Path home, Path folder, Path secret, String password) throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(home, UNFINISHED + "*")) {
            for (Path leftover : leftovers) {
                // a server that still starts in there ends by itself when its folder is gone
                FileSystemUtils.deleteRecursively(leftover);
            }
        }
        Path fresh = Files.createTempDirectory(home, UNFINISHED);
        EmbeddedPostgres.Builder builder = PostgresSettings.of(fresh, password)
                // handed to initdb after the library's own "trust", which they replace
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", secret.toAbsolutePath().toString());
        try (EmbeddedPostgres made = builder.start()) {
            LOG.debug("created", LogKey.PORT, made.getPort());
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Server open(Path folder, String password) throws IOException {
        DatabaseFolder cluster = new DatabaseFolder(folder);
        for (int attempt = 1; ; attempt++) {
            Optional<Running> running = cluster.running();
            if (running.isPresent() && answers(running.get(), password)) {
                LOG.event("adopted", LogKey.PORT, running.get().port());
                return new Server(running.get().process(), running.get().port(), null);
            }
            if (running.isPresent() && running.get().process().isAlive()) {
                throw new ProblemException(
                        Problem.DATABASE_NOT_STARTED, "a server works in hub.home/postgres and does not answer");
            }
            try {
                return started(cluster, folder, password, 0, PostgresSettings.START_WAIT);
            } catch (IOException | IllegalStateException e) {
                // a hub that was killed while it started its server: that server may only now have taken the folder
                if (attempt == START_ATTEMPTS) {
                    throw new ProblemException(Problem.DATABASE_NOT_STARTED, "hub.home/postgres");
                }
                LOG.warn("start-repeated", LogKey.FAULT, e.getClass().getSimpleName());
            }
        }
    }

    /** A new server in the folder, on the port; on a free one if that is 0. */
    private static Server started(DatabaseFolder cluster, Path folder, String password, int port, Duration patience)
            throws IOException {
        cluster.clear(STOP_WAIT);
        // the library keeps its lock on this file when a start fails; that nobody else works here is known without it
        Files.deleteIfExists(folder.resolve("epg-lock"));
        DatabaseLogins.askForPasswords(folder);
        EmbeddedPostgres.Builder builder = PostgresSettings.of(folder, password).setPGStartupWait(patience);
        EmbeddedPostgres library = (port == 0 ? builder : builder.setPort(port)).start();
        ProcessHandle process =
                cluster.running().map(Running::process).orElseThrow(() -> new IOException("the server ended at once"));
        LOG.event("started", LogKey.PORT, library.getPort());
        return new Server(process, library.getPort(), library);
    }

    private void watch(Server running) {
        synchronized (lock) {
            server = running;
        }
        running.process().onExit().thenRun(() -> {
            Thread restart = new Thread(() -> restart(running), "database-restart");
            restart.setDaemon(true);
            restart.start();
        });
    }

    /** A thread that waits for a connection meanwhile gets none, and tries again: nothing is accepted without the database. */
    private void restart(Server ended) {
        synchronized (lock) {
            if (isClosing || !ended.equals(server)) {
                return;
            }
        }
        LOG.error("ended", LogKey.CODE, Problem.DATABASE_NOT_STARTED.code(), LogKey.PORT, port);
        release(ended.library());
        DatabaseFolder cluster = new DatabaseFolder(folder);
        for (int attempt = 1; attempt <= RESTART_ATTEMPTS; attempt++) {
            try {
                TimeUnit.MILLISECONDS.sleep(RESTART_PAUSE.after(attempt).toMillis());
                synchronized (lock) {
                    if (isClosing) {
                        return;
                    }
                    watch(again(cluster));
                    LOG.event("restarted", LogKey.ATTEMPT, attempt);
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | IllegalStateException e) {
                LOG.warn("start-repeated", LogKey.FAULT, e.getClass().getSimpleName());
            }
        }
        LOG.error("given-up", LogKey.CODE, Problem.DATABASE_NOT_STARTED.code());
        giveUp.run();
    }

    private Server again(DatabaseFolder cluster) throws IOException {
        Optional<Running> running = cluster.running();
        if (running.isPresent() && running.get().port() == port && answers(running.get(), password)) {
            return new Server(running.get().process(), port, null);
        }
        return started(cluster, folder, password, port, RESTART_WAIT);
    }

    /** The library holds a lock on the folder while it takes its server for running. */
    private static void release(@Nullable EmbeddedPostgres library) {
        if (library == null) {
            return;
        }
        try {
            library.close();
        } catch (IOException e) {
            LOG.debug("lock-not-released", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    /** Waits while the server starts or recovers; false if it ended instead. */
    private static boolean answers(Running running, String password) {
        long end = System.nanoTime() + PostgresSettings.START_WAIT.toNanos();
        while (running.process().isAlive() && System.nanoTime() < end) {
            try (Connection connection =
                    DriverManager.getConnection(urlOf(running.port()), PostgresSettings.USER, password)) {
                return connection.isValid(ANSWER_SECONDS);
            } catch (SQLException e) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return false;
    }

    String url() {
        return urlOf(port);
    }

    String username() {
        return PostgresSettings.USER;
    }

    String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        Server running;
        synchronized (lock) {
            isClosing = true;
            running = server;
        }
        if (running.library() != null) {
            running.library().close();
            return;
        }
        // SIGTERM lets PostgreSQL finish its sessions and write a clean checkpoint
        running.process().destroy();
        try {
            running.process().onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("stop-unfinished", LogKey.FAULT, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
