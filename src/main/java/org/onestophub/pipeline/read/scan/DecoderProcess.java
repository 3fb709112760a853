package org.onestophub.pipeline.read.scan;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.pipeline.read.format.ReadProperties;
import org.onestophub.pipeline.read.format.ReadScratch;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Runs the {@link PageDecoder} in a Java process of its own for each letter: the hub's Java and classes, a heap of its
 * own, ended when its time is over, a reduced environment, and no output. A page that exhausts the heap or its time, or
 * crashes the process, is given up; another process decodes the pages behind it.
 */
@Component
public final class DecoderProcess implements LetterDecoder {

    private static final HubLog LOG = HubLog.of("read");

    /** Exit status of a Java process whose heap was not enough (HotSpot, {@code -XX:+ExitOnOutOfMemoryError}). */
    private static final int OUT_OF_MEMORY = 3;

    /** Pages of one letter that may end their process; those behind them are not decoded. */
    private static final int MAX_LOST = 10;

    /** A process that was killed is gone in a moment; only then its folder can be removed. */
    private static final long KILL_SECONDS = 5;

    /** Loads classes from within the executable jar. */
    private static final String JAR_LAUNCHER = "org.springframework.boot.loader.launch.PropertiesLauncher";

    /** Under this name PDFBox keeps its list of fonts. */
    private static final String FONTS = ".pdfbox.cache";

    private static final String JAVA_HOME = "java.home";

    private final Path java;
    private final DataSize heap;
    private final ReadScratch scratch;
    private volatile boolean failedLast;

    /** Processes of the Java that runs the hub, with the heap of {@code hub.read.scan.memory} each. */
    @Autowired
    public DecoderProcess(ReadProperties properties, ReadScratch scratch) {
        this(
                Path.of(System.getProperty(JAVA_HOME), "bin", "java"),
                properties.scan().memory(),
                scratch);
    }

    /** Processes of the program {@code java} with this heap each. */
    DecoderProcess(Path java, DataSize heap, ReadScratch scratch) {
        this.java = java;
        this.heap = heap;
        this.scratch = scratch;
    }

    /** True if no letter can be decoded now: Java is not where it was, or the last process ended without a result. */
    boolean isBroken() {
        return failedLast || !isThere();
    }

    // Windows adds an ending to the program's name
    private boolean isThere() {
        return Files.isExecutable(java) || Files.isExecutable(java.resolveSibling(java.getFileName() + ".exe"));
    }

    @Override
    public void decode(DecodeOrder order) throws InterruptedException {
        try {
            giveFonts(order.folder());
            decodeAll(order);
            keepFonts(order.folder());
        } catch (IOException e) {
            LOG.warn("decoder-not-run", LogKey.FAULT, e.getClass().getSimpleName());
            throw unavailable();
        }
    }

    // PDFBox takes seconds to list the fonts of the system, and does not write its list in one step
    private void giveFonts(Path folder) throws IOException {
        Path kept = scratch.kept(FONTS);
        if (!Files.isRegularFile(kept)) {
            return;
        }
        try {
            Files.copy(kept, folder.resolve(FONTS));
        } catch (IOException e) {
            LOG.warn("font-list-not-read", LogKey.FAULT, e.getClass().getSimpleName());
            // half a list would be taken for the whole
            Files.deleteIfExists(folder.resolve(FONTS));
        }
    }

    /** Without a kept list the next letter takes longer; this one is decoded. */
    private void keepFonts(Path folder) {
        Path made = folder.resolve(FONTS);
        if (!Files.exists(made)) {
            return;
        }
        try {
            Files.move(made, scratch.kept(FONTS), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("font-list-not-kept", LogKey.FAULT, e.getClass().getSimpleName());
        }
    }

    /** A page that ends the process is given up, and the next process goes on behind it. */
    private void decodeAll(DecodeOrder order) throws IOException, InterruptedException {
        DecodeTrail trail = new DecodeTrail(order.folder());
        Set<String> triedTwice = new HashSet<>();
        long begin = System.nanoTime();
        int lost = 0;
        while (true) {
            Ended ended = run(order.after(Duration.ofNanos(System.nanoTime() - begin)));
            if (ended == Ended.WITH_RESULT) {
                return;
            }
            ProblemException fault = fault(ended);
            String step = trail.doing();
            if (ended.mayPass && !trail.isOver() && triedTwice.add(step)) {
                // the system may have been short of something for a moment, also before the first step
                continue;
            }
            if (step.isEmpty() || !ended.mayBeOfStep || trail.isOver()) {
                throw fault;
            }
            trail.lose(step, fault);
            lost++;
            if (lost == MAX_LOST) {
                trail.end();
            }
            LOG.warn("page-not-decoded", LogKey.CODE, fault.problem().code());
        }
    }

    private Ended run(DecodeOrder order) throws IOException, InterruptedException {
        Process process = started(order);
        try {
            if (!process.waitFor(order.timeLimit().toMillis(), TimeUnit.MILLISECONDS)) {
                return Ended.OUT_OF_TIME;
            }
            failedLast = false;
            Ended ended = Ended.of(process.exitValue());
            if (ended.mayPass) {
                LOG.warn("decoder-without-result", LogKey.FAULT, "exit " + process.exitValue());
            }
            return ended;
        } finally {
            process.destroyForcibly();
            process.onExit()
                    .completeOnTimeout(process, KILL_SECONDS, TimeUnit.SECONDS)
                    .join();
            removeScratch(order.folder());
        }
    }

    /** A process that was ended could not remove what it had written for itself. */
    private static void removeScratch(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "{PDFBox,ended,part,imageio}*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    private ProblemException fault(Ended ended) {
        return switch (ended) {
            case OUT_OF_MEMORY -> new ProblemException(Problem.BOUNDS_EXCEEDED, "memory");
            case OUT_OF_TIME, PAGE_OUT_OF_TIME -> new ProblemException(Problem.BOUNDS_EXCEEDED, "time");
            case WITH_FAULT -> new ProblemException(Problem.READ_FAULT);
            default -> unavailable();
        };
    }

    /** How a process ended. */
    private enum Ended {
        WITH_RESULT(false, false),
        OUT_OF_MEMORY(true, false),
        OUT_OF_TIME(false, false),
        PAGE_OUT_OF_TIME(true, false),
        WITH_FAULT(true, false),
        WITHOUT_RESULT(false, true),
        KILLED(true, true);

        /** True if what the process was doing may be the reason. */
        private final boolean mayBeOfStep;
        /** True if the same may go well a moment later. */
        private final boolean mayPass;

        Ended(boolean mayBeOfStep, boolean mayPass) {
            this.mayBeOfStep = mayBeOfStep;
            this.mayPass = mayPass;
        }

        static Ended of(int status) {
            return switch (status) {
                case 0 -> WITH_RESULT;
                case DecoderProcess.OUT_OF_MEMORY -> OUT_OF_MEMORY;
                case PageDecoder.OUT_OF_TIME -> OUT_OF_TIME;
                case PageDecoder.PAGE_OUT_OF_TIME -> PAGE_OUT_OF_TIME;
                case PageDecoder.FAULT -> WITH_FAULT;
                case PageDecoder.NO_RESULT -> WITHOUT_RESULT;
                default -> KILLED;
            };
        }
    }

    private Process started(DecodeOrder order) throws IOException {
        ProcessBuilder program = new ProcessBuilder(command(order));
        program.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        program.redirectError(ProcessBuilder.Redirect.DISCARD);
        limitEnvironment(program.environment());
        return program.start();
    }

    private ProblemException unavailable() {
        failedLast = true;
        return new ProblemException(Problem.DECODER_UNAVAILABLE);
    }

    /** The command of the process, which finds its classes by {@code CLASSPATH}. */
    List<String> command(DecodeOrder order) {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx" + heap.toMegabytes() + "m",
                "-Xss2m",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:+UseSerialGC",
                // a letter is decoded before a better compiler would pay
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                // what a crash writes holds pieces of the letter
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + order.folder().resolve("crash"),
                "-Djava.io.tmpdir=" + order.folder(),
                "-Djava.awt.headless=true",
                "-Dpdfbox.fontcache=" + order.folder()));
        if (isExecutableJar()) {
            command.add("-Dloader.main=" + PageDecoder.class.getName());
            command.add(JAR_LAUNCHER);
        } else {
            command.add(PageDecoder.class.getName());
        }
        command.addAll(order.arguments());
        return command;
    }

    // in the executable jar the hub's classes lie beneath a folder that only its own launcher knows
    private static boolean isExecutableJar() {
        return PageDecoder.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("!BOOT-INF");
    }

    // the hub's environment holds secrets the process has no use for; the locale says how names of files are written
    private static void limitEnvironment(Map<String, String> environment) {
        environment.keySet().retainAll(List.of("PATH", "LC_ALL", "LC_CTYPE", "LANG", "LD_LIBRARY_PATH", "SystemRoot"));
        // not as an argument, which is bounded more tightly
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
    }
}
