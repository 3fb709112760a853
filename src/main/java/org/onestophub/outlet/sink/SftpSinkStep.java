package org.onestophub.outlet.sink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.probe.SftpProbe;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** Lays a file onto an SFTP server whose host key is known. */
public class SftpSinkStep extends FileServerSinkStep {

    private String knownHostsFile = "";

    /** OpenSSH file of known host keys; CH-207 if it is missing or empty, because whoever answers first would be believed. */
    public void setKnownHostsFile(String file) {
        try {
            if (file.isBlank() || Files.size(Path.of(file)) == 0) {
                throw new ProblemException(Problem.SETTING_INVALID, "knownHostsFile");
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.SETTING_INVALID, "knownHostsFile");
        }
        this.knownHostsFile = file;
    }

    @Override
    public String kind() {
        return "sftp";
    }

    @Override
    public void probe(ProbeSteps steps) {
        probeSettings(steps, passwordSetting());
        new SftpProbe(
                        new ProbeTarget.SftpFolder(
                                host(),
                                port(),
                                knownHostsFile,
                                SftpConnection.LOGINS,
                                StandardCharsets.UTF_8,
                                this::login,
                                directory()),
                        clock(),
                        FolderVisit.ofSink())
                .run(steps);
    }

    @Override
    FileServerConnection open() {
        return new SftpConnection(host(), port(), knownHostsFile, connectTimeout(), timeout());
    }
}
