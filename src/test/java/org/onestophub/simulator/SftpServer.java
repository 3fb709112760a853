package org.onestophub.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** An SFTP server on loopback with one user, one root folder and a host key made at its first start. */
public final class SftpServer extends FileServer {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final SshServer server;
    private final Path knownHosts;
    private final AtomicReference<String> accepted;

    private SftpServer(
            SshServer server,
            Path root,
            Path knownHosts,
            String user,
            String password,
            AtomicReference<String> accepted) {
        super(root, user, password);
        this.accepted = accepted;
        this.server = server;
        this.knownHosts = knownHosts;
    }

    /**
     * A running server.
     * @param folder gets {@code root/}, the host key and {@code known_hosts}
     */
    public static SftpServer start(Path folder, String user, String password) throws IOException {
        Path root = rootIn(folder);
        SimpleGeneratorHostKeyProvider keys = new SimpleGeneratorHostKeyProvider(folder.resolve("host-key"));
        keys.setAlgorithm("EC");
        keys.setKeySize(256);
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost(HOST);
        server.setPort(0);
        server.setKeyPairProvider(keys);
        AtomicReference<String> accepted = new AtomicReference<>(password);
        server.setPasswordAuthenticator((name, word, session) -> name.equals(user) && word.equals(accepted.get()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
        Path knownHosts = folder.resolve("known_hosts");
        Files.writeString(knownHosts, knownHostsLine(keys.loadKeys(null), server.getPort()));
        return new SftpServer(server, root, knownHosts, user, password, accepted);
    }

    /** Takes another password from now on, and ends the sessions of the old one. */
    public void takeOnly(String password) {
        accepted.set(password);
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    @Override
    public int port() {
        return server.getPort();
    }

    /** OpenSSH file that vouches for this server's host key. */
    public Path knownHosts() {
        return knownHosts;
    }

    @Override
    void send(String path, byte[] bytes) throws IOException {
        try (SshClient client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier(
                    new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, knownHosts));
            client.start();
            try (ClientSession session =
                    client.connect(user(), HOST, port()).verify(TIMEOUT).getSession()) {
                session.addPasswordIdentity(password());
                session.auth().verify(TIMEOUT);
                try (SftpClient sftp = SftpClientFactory.instance().createSftpClient(session)) {
                    try (var out = sftp.write("/" + path + ".part")) {
                        out.write(bytes);
                    }
                    sftp.rename("/" + path + ".part", "/" + path);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private static String knownHostsLine(Iterable<KeyPair> keys, int port) {
        StringBuilder lines = new StringBuilder();
        for (KeyPair key : keys) {
            lines.append('[')
                    .append(HOST)
                    .append("]:")
                    .append(port)
                    .append(' ')
                    .append(PublicKeyEntry.toString(key.getPublic()))
                    .append('\n');
        }
        return new String(lines.toString().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
    }
}
