package org.onestophub.outlet.sink;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.onestophub.platform.probe.FolderVisit;
import org.onestophub.platform.probe.FtpProbe;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.probe.ProbeTarget;

/** Writes a file to an FTP server over explicit TLS; names, login and bytes are all encrypted. */
public class FtpsSinkStep extends FileServerSinkStep {

    private Charset controlEncoding = StandardCharsets.UTF_8;
    private boolean checkHostName = true;

    /** Character set of login and folder on the server, for example GBK on older systems. */
    public void setControlEncoding(String controlEncoding) {
        this.controlEncoding = Charset.forName(controlEncoding);
    }

    /** Whether the certificate must name the host. */
    public void setCheckHostName(boolean checkHostName) {
        this.checkHostName = checkHostName;
    }

    @Override
    public String kind() {
        return "ftps";
    }

    @Override
    public void probe(ProbeSteps steps) {
        probeSettings(steps, passwordSetting());
        new FtpProbe(
                        new ProbeTarget.FtpFolder(
                                host(),
                                port(),
                                controlEncoding,
                                trust().judge(),
                                checkHostName,
                                this::login,
                                directory()),
                        clock(),
                        FolderVisit.ofSink())
                .run(steps);
    }

    @Override
    FileServerConnection open() {
        return new FtpsConnection(host(), port(), trust(), controlEncoding, checkHostName, connectTimeout(), timeout());
    }
}
