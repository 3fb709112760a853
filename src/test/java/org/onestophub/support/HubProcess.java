package org.onestophub.support;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The real hub in a Java process of its own. It runs the packaged jar: the one named by the system property
 * {@code hub.jar}, else {@code target/onestop-hub.jar} if that is not older than the compiled classes, as it is in
 * {@code verify}. A test that is run alone without packaging gets the compiled classes on the class path instead.
 */
public final class HubProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/onestop-hub.jar");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Duration REQUEST_WAIT = Duration.ofSeconds(5);
    private static final long STOP_SECONDS = 40;
    private static final long PREPARE_SECONDS = 240;
    // Below the range from which the system takes ports for outgoing connections: a sender that keeps knocking at a
    // dead hub's port could otherwise be given that very port and answer itself.
    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 12_000;

    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Path APART = Path.of("target/hub-app");

    private final Process process;
    private final Path output;

    private HubProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a hub with these arguments; what it prints goes to {@code output}, at its end. */
    public static HubProcess start(Path output, String... arguments) throws IOException {
        return start(output, program(), arguments);
    }

    /**
     * The same for a test that starts many: from the jar taken apart and with an archive of its classes, as
     * docs/benchmarks.md describes it, which takes less than half the time.
     */
    public static HubProcess startQuickly(Path output, String... arguments) throws IOException, InterruptedException {
        List<String> program = program();
        return start(output, program.get(0).equals("-jar") ? takenApart(program.get(1)) : program, arguments);
    }

    private static HubProcess start(Path output, List<String> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(program);
        command.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return new HubProcess(process, output);
    }

    /** A TCP port on loopback that nobody uses and that the system gives to nobody by itself. */
    public static int freePort(Random random) throws IOException {
        for (int attempt = 0; ; attempt++) {
            int port = LOWEST_PORT + random.nextInt(PORTS);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
                return probe.getLocalPort();
            } catch (IOException e) {
                if (attempt == 100) {
                    throw e;
                }
            }
        }
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

    /** True if the hub at that address says it is ready. */
    public static boolean isReady(URI hub) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(hub.resolve("/actuator/health/readiness"))
                    .timeout(REQUEST_WAIT)
                    .build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
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

    private static List<String> program() throws IOException {
        String named = System.getProperty("hub.jar");
        if (named != null) {
            return List.of("-jar", named);
        }
        if (Files.exists(JAR) && Files.getLastModifiedTime(JAR).compareTo(newestClass()) >= 0) {
            return List.of("-jar", JAR.toString());
        }
        // without the test classes: the hub would take their components for its own
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.endsWith("test-classes" + File.separator))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of("-cp", CLASSES + File.pathSeparator + classPath, "org.onestophub.OnestopHub");
    }

    private static synchronized List<String> takenApart(String jar) throws IOException, InterruptedException {
        Path archive = APART.resolve("hub.jsa");
        Path apart = APART.resolve("onestop-hub.jar");
        Path home = APART.resolve("home");
        if (!Files.exists(archive) || Files.getLastModifiedTime(archive).compareTo(newestClass()) < 0) {
            run("-Djarmode=tools", "-jar", jar, "extract", "--force", "--destination", APART.toString());
            run("-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh", "-jar", apart.toString(),
                    "--hub.home=" + home, "--server.port=0", "--hub.channels.patient-adt.port=0");
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-jar", apart.toString());
    }

    private static void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/hub-app.log").toFile())
                .start();
        if (!process.waitFor(PREPARE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the jar could not be prepared, see target/hub-app.log");
        }
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
