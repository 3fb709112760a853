package org.onestophub.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A server program that Debian ships, run as a plain process of the test, in a folder of its own. Where the program is
 * missing the test is skipped, but fails where CI is set: there a skipped test would be none.
 */
final class ServerProgram implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ServerProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The program's path. {@code debianPackage} is named where it is missing. */
    static Path find(String name, String debianPackage) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/usr/lib/openssh"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> missing(name + " is not installed (Debian: " + debianPackage + ")"));
    }

    /** A file of a Debian package that is no program. */
    static Path file(String glob, String debianPackage) {
        for (Path root : List.of(Path.of("/usr/lib"), Path.of("/lib"))) {
            try (Stream<Path> files = Files.walk(root, 3)) {
                var found = files.filter(path -> path.toString().endsWith(glob)).findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (IOException | java.io.UncheckedIOException e) {
                // a folder that is closed to this user
            }
        }
        return missing(glob + " is not installed (Debian: " + debianPackage + ")");
    }

    private static Path missing(String what) {
        if (System.getenv("CI") != null) {
            Assertions.fail(what);
        }
        return Assumptions.abort(what + ": the real server is not tested");
    }

    /** A folder that accounts of a server may enter too; folders of JUnit are closed to others than their owner. */
    static Path openFolder(String name) throws IOException {
        Path folder = Files.createTempDirectory("hub-" + name + "-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /** Starts the command and waits until the port answers. Its output goes to {@code folder/output.log}. */
    static ServerProgram start(Path folder, int port, Map<String, String> environment, List<String> command)
            throws IOException {
        Path log = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        ServerProgram started = new ServerProgram(builder.start(), log);
        Runtime.getRuntime().addShutdownHook(new Thread(started::kill));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .until(() -> started.answers(port));
        return started;
    }

    private boolean answers(int port) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("the server ended: " + Files.readString(log));
        }
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (java.net.ConnectException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** What a command that ends by itself prints, without the last line break. */
    static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed");
        }
        return text;
    }

    /** Removes a folder of a server with all that is in it. */
    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
