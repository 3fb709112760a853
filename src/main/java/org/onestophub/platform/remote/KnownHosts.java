package org.onestophub.platform.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The OpenSSH file of host keys by which an SFTP server is known. */
public final class KnownHosts {

    private KnownHosts() {}

    /**
     * The file, looked at: without a host key in it whoever answers first would be believed.
     * @throws ProblemException CH-207 if it is missing or empty
     */
    public static String file(String file) {
        try {
            if (!file.isBlank() && Files.size(Path.of(file)) > 0) {
                return file;
            }
        } catch (IOException e) {
            // told below
        }
        throw new ProblemException(Problem.SETTING_INVALID, "knownHostsFile");
    }
}
