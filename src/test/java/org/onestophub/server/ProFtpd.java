package org.onestophub.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.onestophub.support.FreePort;

/**
 * ProFTPD (Debian: proftpd-core; with TLS also proftpd-mod-crypto) with one account and its folder, run as the user of
 * the test on a free port of loopback.
 */
public final class ProFtpd implements AutoCloseable {

    public static final String USER = "scans";

    private final ServerProgram program;
    private final Path folder;
    private final Path root;
    private final int port;

    private ProFtpd(ServerProgram program, Path folder, Path root, int port) {
        this.program = program;
        this.folder = folder;
        this.root = root;
        this.port = port;
    }

    /**
     * A running server.
     *
     * @param password of {@link #USER}
     * @param directives more lines for its configuration; a {@code $DIR} in them is the server's folder
     */
    public static ProFtpd start(String password, String... directives) throws IOException, InterruptedException {
        Path binary = ServerProgram.find("proftpd", "proftpd-core");
        Path folder = ServerProgram.openFolder("proftpd");
        Path root = Files.createDirectory(folder.resolve("root"));
        int port = FreePort.next();
        String user = id("-un");
        String group = id("-gn");
        boolean isRoot = id("-u").equals("0");
        Path accounts = folder.resolve("accounts");
        Files.writeString(
                accounts,
                USER + ":" + hash(password) + ":" + id("-u") + ":" + id("-g") + "::" + root + ":/bin/false\n");
        Files.setPosixFilePermissions(accounts, PosixFilePermissions.fromString("rw-------"));
        Path settings = folder.resolve("proftpd.conf");
        Files.writeString(settings, """
                ServerName test
                ServerType standalone
                Port %d
                DefaultAddress 127.0.0.1
                SocketBindTight on
                UseIPv6 off
                UseReverseDNS off
                User %s
                Group %s
                RootLogin on
                RequireValidShell off
                AuthOrder mod_auth_file.c
                AuthUserFile %s
                %s
                AllowOverwrite on
                AllowStoreRestart on
                PidFile $DIR/pid
                ScoreboardFile $DIR/scoreboard
                DelayEngine off
                SystemLog $DIR/server.log
                TransferLog none
                WtmpLog off
                %s
                """.formatted(
                        port, user, group, accounts, isRoot ? "DefaultRoot ~" : "", String.join("\n", directives))
                .replace("$DIR", folder.toString()));
        ServerProgram program = ServerProgram.start(
                folder,
                port,
                Map.of("LC_ALL", "C.UTF-8"),
                List.of(binary.toString(), "-n", "-q", "-c", settings.toString()));
        return new ProFtpd(program, folder, root, port);
    }

    /** The account's folder; for a server of root also the top of what the account sees. */
    public Path root() {
        return root;
    }

    /** The control port. */
    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        program.close();
        ServerProgram.remove(folder);
    }

    private static String hash(String password) throws IOException, InterruptedException {
        String openssl = ServerProgram.find("openssl", "openssl").toString();
        return ServerProgram.output(openssl, "passwd", "-6", "-salt", "hubtest", password);
    }

    private static String id(String option) throws IOException, InterruptedException {
        return ServerProgram.output("id", option);
    }
}
