package org.onestophub.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder that {@code package} lays together, run by its launcher as on a server. */
public final class Installation {

    /** The folder. */
    public static final Path FOLDER = Path.of("target/onestop-hub");
    /** What starts it; there once it was laid together. */
    public static final Path LAUNCHER = FOLDER.resolve("bin/onestop-hub");

    private Installation() {}

    /** Its launcher, with the Java of this JVM and these options for the hub's; arguments may be added. */
    public static ProcessBuilder program(String javaOptions) {
        ProcessBuilder program = new ProcessBuilder(
                new ArrayList<>(List.of(LAUNCHER.toAbsolutePath().toString())));
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        program.environment().put("ONESTOP_HUB_JAVA_OPTIONS", javaOptions);
        return program;
    }
}
