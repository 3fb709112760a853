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
     * The file, checked: without a host key in it any server that answers would be trusted.
     * @throws ProblemException CH-207 if it is missing or empty
     */
    public static String file(String file) {
        try {
            if (!file.isBlank() && Files.size(Path.of(file)) > 0) {
                return file;
            }
        } catch (IOException e) {
            // reported below
        }
        throw new ProblemException(Problem.SETTING_INVALID, "knownHostsFile");
    }
}
