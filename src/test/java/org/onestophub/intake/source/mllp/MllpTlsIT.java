package org.onestophub.intake.source.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.HubProperties;
import org.onestophub.intake.source.mllp.MllpListenerIT.StandInReceive;
import org.onestophub.platform.remote.ClientKey;
import org.onestophub.platform.remote.TrustedCertificates;
import org.onestophub.support.Connectors;
import org.onestophub.support.FreePort;
import org.onestophub.support.TestTls;

/** The listener over TLS, by the real route and Kamelet. */
class MllpTlsIT {

    private static final KeyManager[] NOBODY = {};
    private static final int PATIENCE_MILLIS = 20_000;

    @TempDir
    private Path folder;

    private final StandInReceive receive = new StandInReceive();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private TestTls hub;
    private TestTls sender;
    private int port;

    @BeforeEach
    void make() throws Exception {
        hub = TestTls.make(Files.createDirectories(folder.resolve("hub")));
        sender = TestTls.make(Files.createDirectories(folder.resolve("sender")));
        port = FreePort.next();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void messageOverTlsIsAnsweredAndOneWithoutIsNotTaken() throws Exception {
        start(Map.of());

        assertThat(answer(line(hub, NOBODY))).contains("MSA|AA|M1");
        assertThat(answer(new Socket("127.0.0.1", port))).doesNotContain("MSA|");
        assertThat(receive.kept).hasSize(1);
    }

    @Test
    void senderMustShowACertificateWhereTheFileOfSendersSaysSo() throws Exception {
        start(Map.of("tls-senders-file", sender.certificate().toString()));

        assertThat(answer(line(hub, keyOf(sender)))).contains("MSA|AA|M1");
        assertThat(answerOrRefusal(NOBODY)).doesNotContain("MSA|");
        assertThat(answerOrRefusal(keyOf(hub))).doesNotContain("MSA|");
        assertThat(receive.kept).hasSize(1);
    }

    @Test
    void renewedCertificateIsShownToTheNextSenderAndABrokenOneIsNot() throws Exception {
        TestTls renewed = TestTls.make(Files.createDirectories(folder.resolve("renewed")));
        start(Map.of());
        answer(line(hub, NOBODY));

        Files.writeString(hub.key(), "broken");
        Files.setLastModifiedTime(folder.resolve("hub/server.key"), FileTime.from(Instant.EPOCH));
        assertThat(answer(line(hub, NOBODY))).contains("MSA|AA|M1");

        Path old = Files.copy(hub.certificate(), folder.resolve("old.pem"));
        Files.copy(renewed.certificate(), hub.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(renewed.key(), folder.resolve("hub/server.key"), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(folder.resolve("hub/server.key"), FileTime.from(Instant.ofEpochSecond(60)));
        assertThat(answer(line(renewed, NOBODY))).contains("MSA|AA|M1");
        assertThatThrownBy(() -> over(old, NOBODY)).isInstanceOf(SSLException.class);
    }

    @Test
    void listenerWhoseKeyIsNotThatOfItsCertificateDoesNotLoad() {
        assertThatThrownBy(() -> start(Map.of("tls-key-file", sender.key().toString())))
                .hasStackTraceContaining("CH-207");
    }

    private void start(Map<String, String> changed) throws Exception {
        String prefix = "hub.channels.patient-adt.";
        Map<String, String> settings = new HashMap<>(Map.of(
                "port", Integer.toString(port),
                "tls-certificate-file", hub.certificate().toString(),
                "tls-key-file", hub.key().toString()));
        settings.putAll(changed);
        settings.forEach((name, value) -> camel.getPropertiesComponent().addInitialProperty(prefix + name, value));
        HubProperties properties = new HubProperties(
                Path.of("data"), Path.of("."), ZoneId.of("Asia/Shanghai"), new HubProperties.Institution("", ""));
        camel.getRegistry().bind("receive", receive);
        camel.getRegistry().bind("mllpItem", new MllpItemStep());
        camel.getRegistry().bind("hl7Reply", new Hl7ReplyStep(Clock.systemUTC(), properties));
        Connectors.addTo(camel);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveResource(camel, "file:routes/in-patient-adt.yaml"));
        camel.start();
    }

    private static KeyManager[] keyOf(TestTls tls) {
        return ClientKey.of(tls.keyStore().toString(), TestTls.PASSWORD);
    }

    private SSLSocket line(TestTls shown, KeyManager[] own) throws IOException {
        return over(shown.certificate(), own);
    }

    private SSLSocket over(Path trusted, KeyManager[] own) throws IOException {
        return TrustedCertificates.over(
                TrustedCertificates.ofFile(trusted.toString()).context(own),
                new Socket("127.0.0.1", port),
                "127.0.0.1",
                port,
                true);
    }

    /** A sender of TLS 1.3 hears of the refusal only when it waits for an answer, one of TLS 1.2 at once. */
    private String answerOrRefusal(KeyManager[] own) throws IOException {
        try {
            return answer(line(hub, own));
        } catch (SSLException e) {
            return "";
        }
    }

    /** What comes until the end of an answer, or until the hub hangs up. */
    private static String answer(Socket connection) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (Socket line = connection) {
            line.setSoTimeout(PATIENCE_MILLIS);
            line.getOutputStream()
                    .write("\u000BMSH|^~\\&|HIS|H|HUB|H|20260918||ADT^A04|M1|P|2.4\rPID|1||1\r\u001C\r"
                            .getBytes(StandardCharsets.US_ASCII));
            for (int next = line.getInputStream().read();
                    next >= 0 && next != 0x1C;
                    next = line.getInputStream().read()) {
                answer.append((char) next);
            }
        } catch (SocketException | SSLException e) {
            // hung up
        }
        return answer.toString();
    }
}
