package org.onestophub;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** How many files, connections included, the process may have open. The JVM has raised its limit as far as it may. */
final class FileHandles {

    /**
     * About 300 jars and files of the broker and the log, 200 HTTP and 64 MLLP connections, those to the database, and as
     * many again for routes that poll and deliver.
     */
    static final long LEAST = 1024;

    private FileHandles() {}

    /**
     * Looks at the limit; systems that have none pass.
     *
     * @throws ProblemException CH-211 if it is too low
     */
    static void check() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            check(system.getMaxFileDescriptorCount());
        }
    }

    static void check(long limit) {
        if (limit < LEAST) {
            throw new ProblemException(Problem.TOO_FEW_FILE_HANDLES, "ulimit -n: " + limit + " of at least " + LEAST);
        }
    }
}
