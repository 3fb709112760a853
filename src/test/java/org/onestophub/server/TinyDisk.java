package org.onestophub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A file system of 256 KB in a folder. Only root may mount one; elsewhere the test is skipped with this line. */
public final class TinyDisk implements AutoCloseable {

    private final Path folder;

    private TinyDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounted over the folder, which must be there. */
    public static TinyDisk over(Path folder) throws IOException, InterruptedException {
        boolean isMounted = run("mount", "-t", "tmpfs", "-o", "size=256k,mode=0777", "tmpfs", folder.toString());
        Assumptions.assumeTrue(isMounted, "no small file system can be mounted here: a full disk is not tested");
        return new TinyDisk(folder);
    }

    /** Leaves not a byte free. */
    public void fill() throws IOException {
        try {
            Files.write(folder.resolve("filler"), new byte[1024 * 1024]);
        } catch (IOException e) {
            // that is the aim
        }
    }

    /** Frees all of it again. */
    public void empty() throws IOException {
        Files.deleteIfExists(folder.resolve("filler"));
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "-l", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
