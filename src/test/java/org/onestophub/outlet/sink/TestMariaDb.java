package org.onestophub.outlet.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.onestophub.support.FreePort;

/** A real MariaDB with its data in a folder of the test, on a port of the system's choice. */
final class TestMariaDb implements AutoCloseable {

    private final Process server;
    private final int port;

    private TestMariaDb(Process server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Where the program is missing the test is skipped, but fails where CI is set: there a skipped test would be none. */
    static TestMariaDb start(Path folder) throws IOException, InterruptedException {
        Path program = find("mariadbd");
        Path installer = find("mariadb-install-db");
        if (program == null || installer == null) {
            String missing =
                    "MariaDB is not installed (Debian: mariadb-server): rows of a MariaDB table are not tested";
            if (System.getenv("CI") != null) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        Path data = folder.resolve("data");
        List<String> own = List.of("--no-defaults", "--datadir=" + data, "--user=" + System.getProperty("user.name"));
        run(folder, command(installer, own, "--auth-root-authentication-method=normal", "--skip-test-db"));
        int port = FreePort.next();
        Process server = new ProcessBuilder(command(
                        program,
                        own,
                        "--bind-address=127.0.0.1",
                        "--port=" + port,
                        "--socket=" + folder.resolve("s"),
                        "--pid-file=" + folder.resolve("pid"),
                        "--skip-name-resolve",
                        "--innodb-buffer-pool-size=16M",
                        "--innodb-log-file-size=8M",
                        "--innodb-flush-log-at-trx-commit=0"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        TestMariaDb started = new TestMariaDb(server, port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            started.execute("select 1");
            return true;
        });
        return started;
    }

    String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(""), "root", "");
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(20, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Path find(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private static List<String> command(Path program, List<String> own, String... more) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(own);
        command.addAll(List.of(more));
        return command;
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("install.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("MariaDB makes no data folder: " + Files.readString(log));
        }
    }
}
