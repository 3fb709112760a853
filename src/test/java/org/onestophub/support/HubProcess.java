package org.onestophub.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real hub in a Java process of its own: the jar named by the system property {@code hub.jar}, else the installation
 * if it is not older than the compiled classes, as it is in {@code verify}. A test that is run alone without packaging gets
 * the compiled classes on the class path instead.
 */
public final class HubProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/onestop-hub.jar");
    private static final Path CLASSES = Path.of("target/classes");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration REQUEST_WAIT = Duration.ofSeconds(5);
    private static final long STOP_SECONDS = 40;
    private static final Duration PREPARE = Duration.ofMinutes(4);

    private static final String OPTIONS = "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private final Process process;
    private final Path output;

    private HubProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a hub with these arguments; what it prints goes to {@code output}, at its end. */
    public static HubProcess start(Path output, String... arguments) throws IOException {
        if (System.getProperty("hub.jar") == null && isPackaged()) {
            prepare();
            return started(Installation.program(OPTIONS), output, arguments);
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(OPTIONS.split(" ")));
        command.addAll(program());
        return started(new ProcessBuilder(command), output, arguments);
    }

    private static HubProcess started(ProcessBuilder program, Path output, String... arguments) throws IOException {
        program.command().addAll(List.of(arguments));
        return new HubProcess(
                program.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start(),
                output);
    }

    /** Ends the Java process as {@code kill -9} does. Its embedded PostgreSQL lives on. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** True while the process runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it says at that port that it is ready; fails if it ends before. */
    public void awaitReady(int port, Duration patience) {
        URI address = URI.create("http://127.0.0.1:" + port);
        // clients of a hub that was killed may fail in threads of their own; that is none of this one
        await().dontCatchUncaughtExceptions()
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(isAlive()).as(output()).isTrue();
                    return isReady(address);
                });
    }

    /** True if the hub at that address says it is ready. */
    public static boolean isReady(URI hub) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(hub.resolve("/actuator/health/readiness"))
                    .timeout(REQUEST_WAIT)
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for the process to end by itself and gives its exit status; -1 if it does not within the time. */
    public int exitStatus(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    }

    /** All that was printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Asks the hub to end, as a service manager does, and sees to it that it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> program() {
        String named = System.getProperty("hub.jar");
        if (named != null) {
            return List.of("-jar", named);
        }
        // without the test classes: the hub would take their components for its own
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of("-cp", CLASSES + File.pathSeparator + classPath, "org.onestophub.OnestopHub");
    }

    private static boolean isPackaged() throws IOException {
        return Files.exists(JAR) && Files.getLastModifiedTime(JAR).compareTo(newestClass()) >= 0;
    }

    /** A first hub that comes up and ends in order leaves the archive to the next; other test JVMs wait for it. */
    private static synchronized void prepare() throws IOException {
        try (FileChannel first = FileChannel.open(
                Path.of("target/hub-first.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            first.lock();
            prepareAlone();
        }
    }

    private static void prepareAlone() throws IOException {
        Path prepared = Installation.FOLDER.resolve("cache/prepared");
        if (Files.exists(prepared)
                && Files.getLastModifiedTime(prepared).compareTo(Files.getLastModifiedTime(JAR)) >= 0) {
            return;
        }
        int port = FreePort.next();
        try (HubProcess first = started(
                Installation.program(OPTIONS),
                Path.of("target/hub-first.log"),
                "--hub.home=target/hub-first",
                "--server.port=" + port,
                "--hub.channels.patient-adt.port=0")) {
            first.awaitReady(port, PREPARE);
        }
        Files.write(prepared, new byte[0]);
    }

    private static FileTime newestClass() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<FileTime> times = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                times.add(Files.getLastModifiedTime(file));
            }
            return times.stream().max(Comparator.naturalOrder()).orElse(FileTime.fromMillis(0));
        }
    }
}
