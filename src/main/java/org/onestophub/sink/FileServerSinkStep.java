package org.onestophub.sink;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Message;
import org.onestophub.probe.ProbeTarget;
import org.onestophub.problem.Problem;
import org.onestophub.remote.Deadline;

/**
 * Lays a file onto a file server: uploaded under another name, then renamed. The libraries are spoken to directly and not
 * through Camel's producers, because those do not tell whether the renaming had begun: before it nothing was handed over.
 */
public abstract class FileServerSinkStep extends ServerSinkStep {

    private String username = "";
    private String passwordSetting = "";
    private String directory = ".";
    private String prefix = "";
    private String extension = "";
    private FileName names;

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
        names = new FileName(prefix, extension);
    }

    @Override
    final Reply handOver(String shipmentId, Message message) {
        String name = names.of(shipmentId);
        byte[] bytes = bytesOf(message);
        String password = secretOf(passwordSetting);
        try (FileServerLine line = open()) {
            try (Deadline login = Deadline.of(connectTimeout().plus(timeout()), line::cut)) {
                line.connect(username, password, directory);
                line.upload(FileName.partOf(name), bytes);
            } catch (IOException e) {
                return Reply.failed(Problem.DESTINATION_UNREACHABLE, "", "");
            }
            return rename(line, name, timeout());
        }
    }

    abstract FileServerLine open();

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

    private static Reply rename(FileServerLine line, String name, Duration time) {
        try (Deadline end = Deadline.of(time, line::cut)) {
            return line.rename(FileName.partOf(name), name)
                    ? Reply.taken("stored", name)
                    : Reply.failed(Problem.DESTINATION_UNREACHABLE, "refused", "");
        } catch (IOException e) {
            return Reply.failed(Problem.OUTCOME_UNKNOWN, "", name);
        }
    }
}
