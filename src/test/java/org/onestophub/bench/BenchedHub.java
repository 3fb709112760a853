package org.onestophub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.onestophub.simulator.HubSettings;
import org.onestophub.support.FreePort;
import org.onestophub.support.Installation;

/** The real hub in a process of its own, on a data folder of its own, with the durable settings it has by default. */
final class BenchedHub implements AutoCloseable {

    static final String KEY = "bench-key-not-secret-0123456789";
    private static final Path JAR = Path.of("target/onestop-hub.jar");
    private static final Duration START_WAIT = Duration.ofMinutes(3);

    /** What is run; the first that was built is what is measured. */
    enum Form {
        INSTALLED(Installation.LAUNCHER),
        JAR(BenchedHub.JAR),
        CLASSES(Path.of("target/classes"));

        private final Path file;

        Form(Path file) {
            this.file = file;
        }

        boolean isBuilt() {
            return Files.exists(file);
        }

        static Form best() {
            String named = System.getProperty("bench.form");
            return named != null
                    ? valueOf(named.toUpperCase(Locale.ROOT))
                    : Stream.of(values()).filter(Form::isBuilt).findFirst().orElse(CLASSES);
        }
    }

    private final Form form;
    private final Path home;
    private final int httpPort;
    private final int mllpPort;
    private Process process;

    private BenchedHub(Form form, Path home, int httpPort, int mllpPort) {
        this.form = form;
        this.home = home;
        this.httpPort = httpPort;
        this.mllpPort = mllpPort;
    }

    /** A hub not started yet. */
    static BenchedHub fresh() throws IOException {
        return fresh(Form.best());
    }

    /** The same, run in this form. */
    static BenchedHub fresh(Form form) throws IOException {
        return new BenchedHub(form, Files.createTempDirectory("onestop-bench-"), FreePort.next(), FreePort.next());
    }

    /** Started with the settings every measurement shares and ready. */
    static BenchedHub started() throws IOException {
        BenchedHub hub = fresh();
        hub.start(hub.settings());
        return hub;
    }

    /** What every measurement sets: ports, a key, a log file; and what {@code bench.settings} has, separated by commas. */
    HubSettings settings() {
        HubSettings settings = new HubSettings(home, httpPort)
                .set("hub.channels.patient-adt.port", mllpPort)
                .key("bench", KEY, "hotline,ops,status,users");
        for (String more : System.getProperty("bench.settings", "").split(",")) {
            if (more.contains("=")) {
                settings.set(more.substring(0, more.indexOf('=')), more.substring(more.indexOf('=') + 1));
            }
        }
        return settings;
    }

    /** Starts it and gives the time until it says it is ready. */
    Duration start(HubSettings settings) throws IOException {
        ProcessBuilder program = program();
        program.command().addAll(List.of(settings.arguments()));
        long begin = System.nanoTime();
        process = program.redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile())
                .start();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - begin > START_WAIT.toNanos()) {
                stop();
                throw new IOException("the hub does not start, see " + home.resolve("console.log"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private ProcessBuilder program() {
        if (form == Form.INSTALLED) {
            return Installation.program(options());
        }
        ProcessBuilder program = new ProcessBuilder(new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString())));
        program.command().addAll(List.of(options().split(" ")));
        program.command()
                .addAll(
                        form == Form.JAR
                                ? List.of("-jar", JAR.toString())
                                : List.of("-cp", System.getProperty("java.class.path"), "org.onestophub.OnestopHub"));
        return program;
    }

    /** Asks it to end and waits. */
    void stop() throws IOException {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    @Override
    public void close() throws IOException {
        stop();
        if (Boolean.getBoolean("bench.keep")) {
            return;
        }
        try (Stream<Path> all = Files.walk(home)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Options of the hub's JVM; by default those of the launcher. */
    static String options() {
        return System.getProperty("bench.jvm", "-Xmx512m -XX:+UseSerialGC -XX:NewRatio=1");
    }

    Path home() {
        return home;
    }

    int httpPort() {
        return httpPort;
    }

    int mllpPort() {
        return mllpPort;
    }

    long pid() {
        return process.pid();
    }

    long postgresPid() throws IOException {
        return Long.parseLong(postmaster().get(0).strip());
    }

    /** Processor seconds so far of the hub's JVM and of its PostgreSQL. */
    double[] cpu() throws IOException {
        return new double[] {Cpu.ofProcess(pid()), Cpu.ofFamily(postgresPid())};
    }

    /** A connection to the hub's own database. */
    Connection ledger() throws IOException, SQLException {
        return DriverManager.getConnection(ledgerUrl(), "postgres", ledgerPassword());
    }

    String ledgerUrl() throws IOException {
        return "jdbc:postgresql://127.0.0.1:" + postmaster().get(3).strip() + "/postgres";
    }

    String ledgerPassword() throws IOException {
        return Files.readString(home.resolve("postgres.password")).strip();
    }

    /** The first column of the first row. */
    double number(Connection ledger, String sql) throws SQLException {
        try (PreparedStatement statement = ledger.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** Waits until {@code sql} gives {@code value} and returns how long that took. */
    Duration await(Connection ledger, String sql, double value) throws SQLException {
        long begin = System.nanoTime();
        while (number(ledger, sql) != value) {
            if (System.nanoTime() - begin > TimeUnit.MINUTES.toNanos(10)) {
                throw new IllegalStateException("still not so after ten minutes: " + sql);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Lays a file into an inbox, complete at once. */
    void drop(String inbox, String name, byte[] bytes) throws IOException {
        Path staged =
                Files.write(Files.createDirectories(home.resolve("staged")).resolve(name), bytes);
        Files.move(
                staged, Files.createDirectories(home.resolve("inbox/" + inbox)).resolve(name));
    }

    private boolean isReady() throws IOException {
        try {
            HttpURLConnection question =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + httpPort + "/actuator/health/readiness")
                            .toURL()
                            .openConnection();
            return question.getResponseCode() == 200;
        } catch (java.net.ConnectException e) {
            return false;
        }
    }

    private List<String> postmaster() throws IOException {
        return Files.readAllLines(home.resolve("postgres/postmaster.pid"));
    }
}
