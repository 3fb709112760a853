package org.onestophub.outlet.sink;

import java.nio.charset.StandardCharsets;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.probe.SftpProbe;
import org.onestophub.platform.remote.KnownHosts;

/** Writes a file to an SFTP server whose host key is known. */
public class SftpSinkStep extends FileServerSinkStep {

    private String knownHostsFile = "";

    /** OpenSSH file of known host keys; CH-207 if it is missing or empty, because any server that answers would be trusted. */
    public void setKnownHostsFile(String file) {
        this.knownHostsFile = KnownHosts.file(file);
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
