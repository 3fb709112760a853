package org.onestophub.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;

/** A file system of a few megabytes in a folder, to be filled. Linux mounts one for the administrator only. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts one of so many megabytes; skips the test where that is not allowed, as on a build server without root. */
    public static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
        if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()) != 0) {
            abort("SKIPPED: no file system can be mounted here, so no disk is filled");
        }
        return new SmallDisk(folder);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        // a process that still holds a file keeps the space, not the test
        assertThat(run("umount", "-l", folder.toString())).isZero();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
