package org.onestophub.platform.probe;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.onestophub.platform.remote.Refusal;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * The bytes that a test writes and reads back. An empty file proves nothing: a full disk takes one, and no data connection
 * carries anything for it.
 */
final class ProbeFile {

    /** More than a file system keeps beside a file's name, less than anybody notices. */
    private static final int SIZE = 64 * 1024;

    private final byte[] bytes = new byte[SIZE];

    ProbeFile() {
        new SplittableRandom().nextBytes(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    /** CH-336 if these are other bytes than were written. */
    void check(byte[] readBack) {
        if (!Arrays.equals(bytes, readBack)) {
            throw new ProblemException(Problem.BYTES_CHANGED);
        }
    }

    /** What was tried, where all went well. */
    static Map<String, String> facts() {
        return Map.of("tried", "create, rename, delete", "bytesReadBack", Integer.toString(SIZE));
    }

    /** What a refusal to store it means. */
    static ProblemException refused(Refusal refusal) {
        return new ProblemException(
                switch (refusal) {
                    case FULL -> Problem.SPACE_MISSING;
                    case FORBIDDEN -> Problem.RIGHT_MISSING;
                    case OTHER -> Problem.FILE_NOT_STORED;
                });
    }
}
