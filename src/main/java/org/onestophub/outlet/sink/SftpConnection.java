package org.onestophub.outlet.sink;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;

/** A connection by SFTP. */
final class SftpConnection implements FileServerConnection {

    static final String LOGINS = "password,keyboard-interactive";

    private final String host;
    private final int port;
    private final String knownHosts;
    private final int connectMillis;
    private final int millis;
    private volatile @Nullable Session session;
    private @Nullable ChannelSftp files;
    private String folder = "";
    private String refusal = "";

    SftpConnection(String host, int port, String knownHosts, Duration connectTimeout, Duration timeout) {
        this.host = host;
        this.port = port;
        this.knownHosts = knownHosts;
        this.connectMillis = Math.toIntExact(connectTimeout.toMillis());
        this.millis = Math.toIntExact(timeout.toMillis());
    }

    @Override
    public void connect(String username, String password, String directory) throws IOException {
        try {
            JSch ssh = new JSch();
            ssh.setKnownHosts(knownHosts);
            Session made = ssh.getSession(username, host, port);
            session = made;
            made.setPassword(password.getBytes(StandardCharsets.UTF_8));
            made.setConfig("StrictHostKeyChecking", "yes");
            made.setConfig("PreferredAuthentications", LOGINS);
            made.setTimeout(millis);
            made.connect(connectMillis);
            folder = directory;
            openFolder();
        } catch (JSchHostKeyException e) {
            throw new HandOverFault(Problem.DESTINATION_UNREACHABLE, "host-key", Objects.toString(e.getMessage(), ""));
        } catch (JSchException e) {
            throw e.getCause() instanceof IOException cause
                    ? cause
                    : new HandOverFault(Problem.DESTINATION_UNREACHABLE, "login", Objects.toString(e.getMessage(), ""));
        } catch (SftpException e) {
            throw new HandOverFault(Problem.DESTINATION_UNREACHABLE, "folder", wordsOf(e));
        }
    }

    @Override
    public void upload(String name, byte[] bytes) throws IOException {
        try {
            files().put(new ByteArrayInputStream(bytes), name, ChannelSftp.OVERWRITE);
        } catch (SftpException e) {
            throw e.getCause() instanceof IOException cause ? cause : written(e);
        }
    }

    private void openFolder() throws JSchException, SftpException {
        Session connected = session;
        if (connected == null) {
            throw new IllegalStateException("not connected");
        }
        ChannelSftp made = (ChannelSftp) connected.openChannel("sftp");
        files = made;
        made.connect(connectMillis);
        made.cd(folder);
    }

    private ChannelSftp files() {
        ChannelSftp made = files;
        if (made == null) {
            throw new IllegalStateException("not connected");
        }
        return made;
    }

    /** Version 3 of the protocol has no code for a full disk; OpenSSH reports the free space when asked. */
    private HandOverFault written(SftpException e) {
        if (e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED) {
            return new HandOverFault(Problem.WRITE_FORBIDDEN, statusOf(e), wordsOf(e));
        }
        return e.id == ChannelSftp.SSH_FX_FAILURE && isFull()
                ? new HandOverFault(Problem.STORAGE_FULL, statusOf(e), wordsOf(e) + " (no space left)")
                : HandOverFault.judged(statusOf(e), wordsOf(e));
    }

    private boolean isFull() {
        try {
            // answers to what was sent ahead may still be on the way, and would be taken for answers to the next
            // question
            files().disconnect();
            openFolder();
            return files().statVFS(".").getAvailForNonRoot() == 0;
        } catch (SftpException | JSchException e) {
            return false;
        }
    }

    private static String statusOf(SftpException e) {
        return "SSH_FX_" + e.id;
    }

    private static String wordsOf(SftpException e) {
        return e.getMessage() == null ? "" : e.getMessage();
    }

    @Override
    public void remove(String name) throws IOException {
        isDone(() -> files().rm(name), e -> {});
    }

    @Override
    public String refusal() {
        return refusal;
    }

    /** OpenSSH replaces what has the name already; by the protocol's third version, which others keep to, that is an error. */
    @Override
    public boolean rename(String from, String to) throws IOException {
        return isDone(() -> files().rename(from, to), this::refusedBy)
                || isDone(() -> files().rm(to), e -> {}) && isDone(() -> files().rename(from, to), this::refusedBy);
    }

    private interface Request {
        void make() throws SftpException;
    }

    /** False if the server says no. */
    private void refusedBy(SftpException e) {
        refusal = wordsOf(e);
    }

    private static boolean isDone(Request request, Consumer<SftpException> otherwise) throws IOException {
        try {
            request.make();
            return true;
        } catch (SftpException e) {
            // only what the server itself answered comes without a cause
            if (e.getCause() != null) {
                throw new IOException("no answer");
            }
            otherwise.accept(e);
            return false;
        }
    }

    @Override
    public void cut() {
        Session open = session;
        if (open != null) {
            open.disconnect();
        }
    }

    @Override
    public void close() {
        cut();
    }
}
