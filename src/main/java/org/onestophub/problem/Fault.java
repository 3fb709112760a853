package org.onestophub.problem;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Something wrong in a file of the configuration, found at the start.
 *
 * @param file path below the configuration folder, for example {@code mappings/email/mapping.yaml}
 * @param line first line is 1; 0 if the file as a whole is meant
 * @param code code of a {@link Problem}
 * @param message what is wrong, in the words of the file's own language, never a datum
 */
@Schema(name = "FileFault")
public record Fault(String file, int line, String code, String message) {

    /** A fault of that problem. */
    public static Fault of(Problem problem, String file, int line, String message) {
        return new Fault(file, line, problem.code(), message);
    }
}
