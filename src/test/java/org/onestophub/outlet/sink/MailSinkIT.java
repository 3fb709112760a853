package org.onestophub.outlet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.outlet.sink.SinkRig.Outcome;
import org.onestophub.support.TestTls;

class MailSinkIT {

    private static final String USER = "hub@example.org";
    private static final MailText MAIL =
            new MailText(List.of("office@example.org"), List.of(), "投诉 C-1", "新投诉。\n.\n一行以点开头");
    private static GreenMail server;

    @BeforeAll
    static void start() {
        certificate = TestTls.ofMailServers().certificate();
        server = new GreenMail(new ServerSetup[] {setup("smtp"), setup("smtps")});
        server.setUser(USER, USER, SinkRig.ODD_PASSWORD);
        server.setUser("office@example.org", "office", "unused");
        server.start();
    }

    private static Path certificate;

    private static ServerSetup setup(String protocol) {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(20_000);
        return setup;
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void empty() throws Exception {
        server.purgeEmailFromAllMailboxes();
    }

    private static Map<String, String> parameters() {
        Map<String, String> all = new HashMap<>();
        all.put("host", "localhost");
        all.put("port", Integer.toString(server.getSmtps().getPort()));
        all.put("security", "smtps");
        all.put("certificateFile", certificate.toString());
        all.put("usernameSetting", SinkRig.USERNAME_SETTING);
        all.put("passwordSetting", SinkRig.PASSWORD_SETTING);
        all.put("from", USER);
        all.put("domains", "example.org, example.com");
        all.put("connectTimeout", "20000");
        all.put("answerTimeout", "20000");
        return all;
    }

    private static SinkRig rig(Map<String, String> parameters) {
        return SinkRig.start("smtp-mail-sink", parameters, USER, SinkRig.ODD_PASSWORD);
    }

    @Test
    void aMailArrivesUnderTheSameIdEveryTime() throws Exception {
        try (SinkRig rig = rig(parameters())) {
            assertThat(rig.send("d-1", MAIL).code()).isEmpty();
            assertThat(rig.send("d-1", MAIL).status()).isEqualTo("250");
        }

        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        for (MimeMessage mail : mails) {
            assertThat(mail.getMessageID()).isEqualTo("<d-1@example.org>");
            assertThat(mail.getSubject()).isEqualTo("投诉 C-1");
            assertThat(mail.getContent().toString().replace("\r\n", "\n").strip())
                    .isEqualTo(MAIL.text());
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.getSentDate()).isEqualTo(SinkRig.NOW);
        }
    }

    @Test
    void aReplyGoesToAnyDomainAndNoProgramAnswersIt() throws Exception {
        Map<String, String> parameters = parameters();
        parameters.put("domains", "*");
        parameters.put("automaticReply", "true");
        MailText receipt = new MailText(List.of("citizen@elsewhere.example"), List.of(), "已收到", "编号 C-1");
        try (SinkRig rig = rig(parameters)) {
            assertThat(rig.send("d-1", receipt).code()).isEmpty();
        }

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-replied");
        assertThat(mail.getHeader("Precedence")).containsExactly("bulk");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
    }

    @Test
    void aWrongPasswordOrAStrangeCertificateGivesNothing() {
        try (SinkRig rig = SinkRig.start("smtp-mail-sink", parameters(), USER, "wrong")) {
            assertThat(rig.send("d-1", MAIL).code()).isEqualTo("DL-302");
        }
        Map<String, String> strange = parameters();
        strange.remove("certificateFile");
        try (SinkRig rig = rig(strange)) {
            assertThat(rig.send("d-1", MAIL).code()).isEqualTo("DL-302");
        }
        Map<String, String> otherName = parameters();
        otherName.put("host", "127.0.0.2");
        try (SinkRig rig = rig(otherName)) {
            assertThat(rig.send("d-1", MAIL).code()).isEqualTo("DL-302");
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aTestSaysHowFarItComesAndSendsNothing() {
        try (SinkRig rig = rig(parameters())) {
            assertThat(rig.probe())
                    .containsExactly(
                            "settings ok",
                            "resolve ok",
                            "connect ok",
                            "tls ok",
                            "greeting ok",
                            "login ok",
                            "sender ok",
                            "hand-over skipped");
            rig.set(SinkRig.PASSWORD_SETTING, "wrong");
            assertThat(rig.probeEnd()).isEqualTo("login CH-320");
            rig.set(SinkRig.PASSWORD_SETTING, "");
            assertThat(rig.probeEnd()).isEqualTo("settings CH-204");
        }
        Map<String, String> strange = parameters();
        strange.remove("certificateFile");
        try (SinkRig rig = rig(strange)) {
            assertThat(rig.probeEnd()).isEqualTo("tls CH-316");
        }
        Map<String, String> plain = parameters();
        plain.put("security", "starttls");
        plain.put("port", Integer.toString(server.getSmtp().getPort()));
        try (SinkRig rig = rig(plain)) {
            assertThat(rig.probeEnd()).as("it offers none").isEqualTo("tls CH-315");
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whereStartTlsIsWantedAndNotOfferedNothingIsGivenNorAPasswordSaid() throws IOException {
        Map<String, String> parameters = parameters();
        parameters.put("security", "starttls");
        parameters.put("port", Integer.toString(server.getSmtp().getPort()));

        try (SinkRig rig = rig(parameters)) {
            assertThat(rig.send("d-1", MAIL).code()).isEqualTo("DL-302");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.net",
                "a@sub.example.org",
                "a@example.org.example.net",
                "a@example.org\r\nBcc: b@example.net",
                "<a@example.org>",
                "\"a b\"@example.org",
                "a@example.org,b@example.net",
                "a@example.org b@example.net",
                "root",
                "",
                "@example.org",
                "a@b@example.org"
            })
    void anAddressThatIsNoneOrElsewhereIsNotWrittenTo(String address) {
        try (SinkRig rig = rig(parameters())) {
            MailText text = new MailText(List.of("office@example.org"), List.of(address), "s", "t");
            assertThat(rig.send("d-1", text).code()).isEqualTo("DL-201");
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aMailToTooManyIsNotSent() {
        Map<String, String> parameters = parameters();
        parameters.put("maxRecipients", "2");

        try (SinkRig rig = rig(parameters)) {
            List<String> three = List.of("a@example.org", "b@example.org", "c@example.org");
            assertThat(rig.send("d-1", new MailText(three, List.of(), "s", "t")).code())
                    .isEqualTo("DL-201");
            assertThat(rig.send("d-1", "no mail").code()).isEqualTo("DL-201");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT,550 no such user,DL-101,550",
        "RCPT,450 greylisted,DL-303,450",
        "MAIL,452 full,DL-303,452",
        "DOT,554 policy,DL-101,554",
        "DOT,451 later,DL-303,451",
        "DOT,,DL-304,''",
        "DATA,,DL-302,''",
        "RCPT,,DL-302,''",
        "EHLO,,DL-302,login"
    })
    void howFarItCameDecides(String where, String answer, String code, String status) throws IOException {
        try (Script script = new Script(where, answer)) {
            Map<String, String> parameters = parameters();
            parameters.put("security", "none");
            parameters.put("usernameSetting", "");
            parameters.put("port", Integer.toString(script.port()));
            try (SinkRig rig = rig(parameters)) {
                Outcome outcome = rig.send("d-1", MAIL);

                assertThat(outcome.code()).isEqualTo(code);
                assertThat(outcome.status()).isEqualTo(status);
            }
        }
    }

    @Test
    void nobodyLogsInWhereTheSettingOfTheUserIsEmpty() throws IOException {
        try (Script script = new Script("DOT", "250 taken")) {
            Map<String, String> parameters = parameters();
            parameters.put("security", "none");
            parameters.put("port", Integer.toString(script.port()));
            try (SinkRig rig = SinkRig.start("smtp-mail-sink", parameters, "", "")) {
                rig.set(SinkRig.USERNAME_SETTING, USER);
                rig.set(SinkRig.PASSWORD_SETTING, SinkRig.ODD_PASSWORD);
                assertThat(rig.send("d-1", MAIL).code()).isEmpty();
            }
            assertThat(script.heard).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void userThatIsGoneLeavesTheMailWhereItIs() {
        try (SinkRig rig = rig(parameters())) {
            rig.set(SinkRig.USERNAME_SETTING, "");

            assertThat(rig.send("d-1", MAIL).code()).isEqualTo("DL-302");
            assertThat(rig.probeEnd()).isEqualTo("settings CH-204");
        }
    }

    @Test
    void userWithoutPasswordIsRefusedAtTheStart() {
        assertThatThrownBy(() -> SinkRig.start("smtp-mail-sink", parameters(), USER, ""))
                .hasStackTraceContaining("CH-204");
    }

    @Test
    void aServerThatHangsAfterTheMailLeavesItUnknown() throws IOException {
        try (Script script = new Script("DOT", "hang")) {
            Map<String, String> parameters = parameters();
            parameters.put("security", "none");
            parameters.put("usernameSetting", "");
            parameters.put("port", Integer.toString(script.port()));
            parameters.put("connectTimeout", "200");
            parameters.put("answerTimeout", "300");
            try (SinkRig rig = rig(parameters)) {
                assertThat(rig.send("d-1", MAIL).code()).isEqualTo("DL-304");
            }
        }
    }

    @Test
    void theLoginIsSaidOnlyOnceTheLineIsEncrypted(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.make(folder);
        try (Script script = new Script("NEVER", null, tls.context())) {
            Map<String, String> parameters = parameters();
            parameters.put("security", "starttls");
            parameters.put("port", Integer.toString(script.port()));
            parameters.put("certificateFile", tls.certificate().toString());
            try (SinkRig rig = rig(parameters)) {
                assertThat(rig.send("d-1", MAIL).code()).isEmpty();
            }
            String login = Base64.getEncoder()
                    .encodeToString((USER + "\u0000" + USER + "\u0000" + SinkRig.ODD_PASSWORD)
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(script.heard)
                    .startsWith("EHLO onestop-hub", "STARTTLS", "TLS EHLO onestop-hub", "TLS AUTH PLAIN " + login);
        }
    }

    @Test
    void nobodyLogsInOverALineThatIsNotEncrypted() {
        Map<String, String> parameters = parameters();
        parameters.put("security", "none");

        assertThatThrownBy(() -> rig(parameters)).hasStackTraceContaining("CH-207");
    }

    /** A server that answers well until one point; there it says what it is set to, or hangs up. */
    private static final class Script implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final String where;
        private final String answer;
        private final SSLContext tls;

        private Script(String where, String answer) throws IOException {
            this(where, answer, null);
        }

        private Script(String where, String answer, SSLContext tls) throws IOException {
            this.where = where;
            this.answer = answer;
            this.tls = tls;
            thread.execute(this::serve);
        }

        private int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            try (Socket line = socket.accept()) {
                say(line.getOutputStream(), "220 hello");
                if (!talk(line, "")) {
                    return;
                }
                SSLSocket secret = (SSLSocket) tls.getSocketFactory().createSocket(line, null, true);
                secret.setUseClientMode(false);
                talk(secret, "TLS ");
            } catch (IOException e) {
                // the sender hung up
            }
        }

        /** True if it is to go on encrypted. */
        private boolean talk(Socket line, String prefix) throws IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = line.getOutputStream();
            boolean isText = false;
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                if (isText && !said.equals(".")) {
                    continue;
                }
                heard.add(prefix + said);
                String point = said.equals(".") ? "DOT" : said.split(" ")[0];
                isText = point.equals("DATA");
                if (point.equals(where) && (answer == null || answer.equals("hang"))) {
                    if (answer != null) {
                        in.readLine();
                    }
                    return false;
                }
                say(out, point.equals(where) ? answer : usual(point, prefix));
                if (point.equals("STARTTLS")) {
                    return true;
                }
            }
            return false;
        }

        private String usual(String point, String prefix) {
            return switch (point) {
                case "EHLO" ->
                    tls == null ? "250 ok" : prefix.isEmpty() ? "250-ok\r\n250 STARTTLS" : "250-ok\r\n250 AUTH PLAIN";
                case "AUTH" -> "235 welcome";
                case "DATA" -> "354 go on";
                case "STARTTLS" -> "220 go on";
                default -> "250 ok";
            };
        }

        private static void say(OutputStream out, String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            thread.shutdownNow();
        }
    }
}
