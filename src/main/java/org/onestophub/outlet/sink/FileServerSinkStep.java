package org.onestophub.outlet.sink;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Message;
import org.onestophub.platform.probe.ProbeTarget;
import org.onestophub.platform.remote.Deadline;
import org.onestophub.problem.Problem;

/**
 * Writes a file to a file server: uploaded under another name, then renamed. The libraries are used directly and not through
 * Camel's producers, because those do not show whether the rename had begun: before it nothing was handed over.
 */
public abstract class FileServerSinkStep extends ServerSinkStep {

    private String username = "";
    private String passwordSetting = "";
    private String directory = ".";
    private String prefix = "";
    private String extension = "";
    private SinkFileName names;

    /** The account at the server; CH-207 if blank. */
    public final void setUsername(String username) {
        this.username = required("username", username);
    }

    /** Name of the setting that holds the password. */
    public final void setPasswordSetting(String passwordSetting) {
        this.passwordSetting = required("passwordSetting", passwordSetting);
    }

    /** The folder, relative to where the login starts. It must be there. */
    public final void setDirectory(String directory) {
        this.directory = required("directory", directory);
    }

    /** What all file names begin with. */
    public final void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    /** What they end with, without the dot. */
    public final void setExtension(String extension) {
        this.extension = extension;
    }

    @Override
    protected void doStart() {
        names = new SinkFileName(prefix, extension);
    }

    @Override
    protected final SinkReply handOver(String shipmentId, Message message) {
        String name = names.of(shipmentId, message);
        byte[] bytes = bytesOf(message);
        String password = secretOf(passwordSetting);
        try (FileServerConnection line = open()) {
            try (Deadline login = Deadline.of(connectTimeout().plus(timeout()), line::cut)) {
                line.connect(username, password, directory);
                upload(line, SinkFileName.partOf(name), bytes);
            } catch (IOException e) {
                return HandOverFault.of(e).reply();
            }
            return rename(line, name, timeout());
        }
    }

    abstract FileServerConnection open();

    final String directory() {
        return directory;
    }

    final String passwordSetting() {
        return passwordSetting;
    }

    /** As it is now. */
    final ProbeTarget.Login login() {
        return new ProbeTarget.Login(username, secretOf(passwordSetting));
    }

    /** Leaves nothing of a file that could not be written, where the server still listens. */
    private static void upload(FileServerConnection line, String name, byte[] bytes) throws IOException {
        try {
            line.upload(name, bytes);
        } catch (IOException e) {
            quietlyRemove(line, name);
            throw e;
        }
    }

    private static void quietlyRemove(FileServerConnection line, String name) {
        try {
            line.remove(name);
        } catch (IOException e) {
            // the next attempt writes over it
        }
    }

    private static SinkReply rename(FileServerConnection line, String name, Duration time) {
        try (Deadline end = Deadline.of(time, line::cut)) {
            if (line.rename(SinkFileName.partOf(name), name)) {
                return SinkReply.taken("stored", name);
            }
            SinkReply refused = HandOverFault.judged("refused", line.refusal()).reply();
            quietlyRemove(line, SinkFileName.partOf(name));
            return refused;
        } catch (IOException e) {
            return SinkReply.failed(Problem.OUTCOME_UNKNOWN, "", name);
        }
    }
}
