package org.onestophub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.onestophub.support.FreePort;

/**
 * OpenSSH (Debian: openssh-server) with one account that may do SFTP only, run as the user of the test on a free port
 * of loopback. Its account and password come from files of the test by libnss-wrapper and libpam-wrapper, so nothing of
 * the machine is changed.
 */
public final class OpenSshd implements AutoCloseable {

    public static final String USER = "scans";

    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

    private final ServerProgram program;
    private final Path folder;
    private final Path root;
    private final int port;

    private OpenSshd(ServerProgram program, Path folder, Path root, int port) {
        this.program = program;
        this.folder = folder;
        this.root = root;
        this.port = port;
    }

    /**
     * A running server.
     *
     * @param password of {@link #USER}, without a colon
     * @param directives more lines for its configuration
     */
    public static OpenSshd start(String password, String... directives) throws IOException, InterruptedException {
        Path binary = ServerProgram.find("sshd", "openssh-server");
        Path names = ServerProgram.file("libnss_wrapper.so", "libnss-wrapper");
        Path logins = ServerProgram.file("libpam_wrapper.so", "libpam-wrapper");
        Path judge = ServerProgram.file("pam_wrapper/pam_matrix.so", "libpam-wrapper");
        Path folder = ServerProgram.openFolder("sshd");
        Path root = Files.createDirectory(folder.resolve("root"));
        int port = FreePort.next();
        boolean isRoot = ServerProgram.output("id", "-u").equals("0");
        if (isRoot) {
            // sshd of root insists on this empty folder; Debian makes it with the service
            Files.createDirectories(PRIVILEGE_SEPARATION);
        }
        ServerProgram.output("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder + "/key");
        Files.writeString(folder.resolve("passwd"), """
                %s:x:%s:%s::%s:/bin/sh
                sshd:x:65534:65534::/run/sshd:/usr/sbin/nologin
                """.formatted(
                        USER, ServerProgram.output("id", "-u"), ServerProgram.output("id", "-g"), root));
        Files.writeString(folder.resolve("group"), "test:x:" + ServerProgram.output("id", "-g") + ":\n");
        Files.writeString(folder.resolve("logins"), USER + ":" + password + ":sshd\n");
        Files.createDirectory(folder.resolve("pam"));
        Files.writeString(
                folder.resolve("pam/sshd"),
                "%1$s required %4$s passdb=%5$s\n%2$s required %4$s passdb=%5$s\n%3$s required %4$s passdb=%5$s\n"
                        .formatted("auth", "account", "session", judge, folder.resolve("logins")));
        Path settings = folder.resolve("sshd_config");
        Files.writeString(settings, """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %s/key
                PidFile none
                UsePAM yes
                PasswordAuthentication yes
                KbdInteractiveAuthentication no
                PubkeyAuthentication no
                PermitRootLogin yes
                StrictModes no
                UseDNS no
                Subsystem sftp internal-sftp
                ForceCommand internal-sftp
                %s
                """.formatted(port, folder, String.join("\n", directives)));
        ServerProgram program = ServerProgram.start(
                folder,
                port,
                Map.of(
                        "LD_PRELOAD", names + ":" + logins,
                        "NSS_WRAPPER_PASSWD", folder.resolve("passwd").toString(),
                        "NSS_WRAPPER_GROUP", folder.resolve("group").toString(),
                        "PAM_WRAPPER", "1",
                        "PAM_WRAPPER_SERVICE_DIR", folder.resolve("pam").toString()),
                List.of(binary.toString(), "-D", "-e", "-f", settings.toString()));
        return new OpenSshd(program, folder, root, port);
    }

    /** The account's folder. */
    public Path root() {
        return root;
    }

    public int port() {
        return port;
    }

    /** A file of known hosts that names this server, as OpenSSH writes it. */
    public Path knownHosts() throws IOException {
        String[] key = Files.readString(folder.resolve("key.pub")).split(" ");
        return Files.writeString(
                folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + key[0] + " " + key[1] + "\n");
    }

    @Override
    public void close() throws IOException {
        program.close();
        ServerProgram.remove(folder);
    }
}
