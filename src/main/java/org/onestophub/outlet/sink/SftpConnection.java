package org.onestophub.outlet.sink;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
            ChannelSftp channel = (ChannelSftp) made.openChannel("sftp");
            files = channel;
            channel.connect(connectMillis);
            channel.cd(directory);
        } catch (JSchException | SftpException e) {
            throw new IOException("no SFTP session");
        }
    }

    @Override
    public void upload(String name, byte[] bytes) throws IOException {
        try {
            opened().put(new ByteArrayInputStream(bytes), name, ChannelSftp.OVERWRITE);
        } catch (SftpException e) {
            throw new IOException("not written");
        }
    }

    /** OpenSSH replaces what has the name already; by the protocol's third version, which others keep to, that is an error. */
    @Override
    public boolean rename(String from, String to) throws IOException {
        ChannelSftp channel = opened();
        return isDone(() -> channel.rename(from, to))
                || isDone(() -> channel.rm(to)) && isDone(() -> channel.rename(from, to));
    }

    private ChannelSftp opened() throws IOException {
        if (files == null) {
            throw new IOException("no SFTP session");
        }
        return files;
    }

    private interface Request {
        void make() throws SftpException;
    }

    /** False if the server says no. */
    private static boolean isDone(Request request) throws IOException {
        try {
            request.make();
            return true;
        } catch (SftpException e) {
            // only what the server itself answered comes without a cause
            if (e.getCause() != null) {
                throw new IOException("no answer");
            }
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
