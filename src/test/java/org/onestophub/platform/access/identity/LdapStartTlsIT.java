package org.onestophub.platform.access.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.server.Slapd;
import org.onestophub.support.TestTls;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.security.authentication.BadCredentialsException;

/** TLS at the common port of the directory: at a real server, and at one that breaks off where a password would be lost. */
class LdapStartTlsIT {

    /** The request of StartTLS: message 1, an extended operation, not a login (0x60). */
    private static final String STARTS_TLS = "020101" + "77";

    private static Slapd server;
    private static Slapd withoutTls;

    @TempDir
    static Path folder;

    private static TestTls tls;

    @BeforeAll
    static void start() throws Exception {
        server = Slapd.start();
        withoutTls = Slapd.startWithoutTls();
        tls = TestTls.make(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        for (Slapd each : new Slapd[] {server, withoutTls}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void personLogsInOverTheConnectionThatBeganWithout() {
        LdapDirectory directory = directory("url", server.plainAddress());

        assertThat(nameOf(directory)).isEqualTo("li.si");
        assertThatThrownBy(() -> directory.check("li.si", "wrong", new Tries()))
                .isInstanceOf(BadCredentialsException.class);
        directory.look();
    }

    @Test
    void hubsOwnPasswordThatIsWrongIsToldFromARefusalOfTls() {
        refused(Problem.DIRECTORY_REFUSES_HUB, directory("url", server.plainAddress(), "bind-password", "wrong"));
    }

    @Test
    void serverWithoutCertificateIsNamed() {
        refused(Problem.DIRECTORY_WITHOUT_TLS, directory("url", withoutTls.plainAddress()));
        assertThatThrownBy(directory("url", withoutTls.plainAddress())::look)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(Problem.DIRECTORY_WITHOUT_TLS));
    }

    @Test
    void passwordCrossesTheNetworkReadableOnlyWhereThatIsAllowed() {
        assertThat(nameOf(directory("url", withoutTls.plainAddress(), "allow-plain", "true")))
                .isEqualTo("li.si");
    }

    @Test
    void certificateIsJudgedAsFromTheStart() {
        refused(
                Problem.DIRECTORY_UNREACHABLE,
                directory(
                        "url",
                        server.plainAddress(),
                        "certificate-file",
                        tls.certificate().toString()));
        refused(Problem.DIRECTORY_UNREACHABLE, directory("url", server.plainAddress(), "certificate-file", ""));
        refused(
                Problem.DIRECTORY_UNREACHABLE,
                directory("url", server.plainAddress().replace("localhost", "127.0.0.1")));
    }

    @Test
    void nothingButTheDemandReachesAServerThatRefuses() throws Exception {
        try (Stranger stranger = new Stranger(line -> line.answer(2))) {
            refused(Problem.DIRECTORY_WITHOUT_TLS, stranger.directory());

            assertThat(stranger.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(HexFormat.of().formatHex(line.heard()))
                            .contains(STARTS_TLS)
                            .doesNotContain(hex(Slapd.HUB_DN))
                            .doesNotContain(hex(Slapd.HUB_PASSWORD)));
        }
    }

    @Test
    void connectionThatBreaksAfterTlsIsNotOpenedAnewWithout() throws Exception {
        try (Stranger stranger = new Stranger(line -> {
            line.answer(0);
            line.shakeHands();
        })) {
            refused(Problem.DIRECTORY_UNREACHABLE, stranger.directory());

            assertThat(stranger.lines()).hasSize(1);
        }
    }

    @Test
    @Timeout(30)
    void serverThatFallsSilentInsteadOfTlsIsGivenUp() throws Exception {
        try (Stranger stranger = new Stranger(line -> {
            line.answer(0);
            line.listen();
        })) {
            refused(Problem.DIRECTORY_UNREACHABLE, stranger.directory("timeout", "1s"));

            assertThat(stranger.lines()).hasSize(1);
        }
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String nameOf(LdapDirectory directory) {
        return directory.check("li.si", Slapd.PASSWORD, new Tries()).name();
    }

    private static void refused(Problem problem, LdapDirectory directory) {
        assertThatThrownBy(() -> nameOf(directory))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        fault -> assertThat(fault.problem()).isEqualTo(problem));
    }

    private static LdapDirectory directory(String... changed) {
        Map<String, String> settings = new HashMap<>(DirectorySettings.of(server));
        for (int i = 0; i < changed.length; i += 2) {
            settings.put("hub.login.ldap." + changed[i], changed[i + 1]);
        }
        LoginProperties login = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.login", LoginProperties.class);
        assertThat(LoginFaults.of(login)).isEmpty();
        return new LdapDirectory(login.ldap());
    }

    /** As many as one likes. */
    private static final class Tries implements PasswordAttempts {

        @Override
        public boolean begin(String subject) {
            return true;
        }

        @Override
        public void right(String subject) {}
    }

    private interface Manner {
        void with(Line line) throws Exception;
    }

    /** Somebody in the place of the directory, who writes down what is said before TLS. */
    private static final class Stranger implements AutoCloseable {

        private final List<Line> lines = new CopyOnWriteArrayList<>();
        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Thread thread;
        private volatile int last;

        Stranger(Manner manner) throws IOException {
            thread = new Thread(() -> serve(manner), "stranger");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(Manner manner) {
            while (!door.isClosed()) {
                try (Socket socket = door.accept()) {
                    if (socket.getPort() == last) {
                        return;
                    }
                    Line line = new Line(socket);
                    lines.add(line);
                    manner.with(line);
                } catch (Exception e) {
                    // the hub hung up, or the test is over
                }
            }
        }

        LdapDirectory directory(String... changed) {
            String[] all = new String[changed.length + 4];
            System.arraycopy(changed, 0, all, 4, changed.length);
            all[0] = "url";
            all[1] = "ldap://localhost:" + door.getLocalPort();
            all[2] = "certificate-file";
            all[3] = tls.certificate().toString();
            return LdapStartTlsIT.directory(all);
        }

        /** All connections that were opened until now. */
        List<Line> lines() throws Exception {
            try (Socket end = new Socket()) {
                end.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                last = end.getLocalPort();
                end.connect(door.getLocalSocketAddress());
                thread.join();
            }
            return lines;
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    private static final class Line {

        private final Socket socket;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        Line(Socket socket) {
            this.socket = socket;
        }

        synchronized byte[] heard() {
            return heard.toByteArray();
        }

        /** Waits for the demand and answers with that result code. */
        void answer(int code) throws IOException {
            hear();
            socket.getOutputStream().write(new byte[] {
                0x30, 0x0c, 0x02, 0x01, 0x01, 0x78, 0x07, 0x0a, 0x01, (byte) code, 0x04, 0x00, 0x04, 0x00
            });
            if (code != 0) {
                listen();
            }
        }

        /** Agrees on TLS, and no more. */
        void shakeHands() throws Exception {
            SSLSocket over = (SSLSocket)
                    tls.context().getSocketFactory().createSocket(socket, "localhost", socket.getPort(), false);
            over.setUseClientMode(false);
            over.startHandshake();
        }

        /** Writes down until the hub hangs up. */
        void listen() throws IOException {
            while (hear()) {
                // the next part
            }
        }

        private boolean hear() throws IOException {
            InputStream in = socket.getInputStream();
            byte[] part = new byte[4096];
            int length = in.read(part);
            if (length > 0) {
                synchronized (this) {
                    heard.write(part, 0, length);
                }
            }
            return length > 0;
        }
    }
}
