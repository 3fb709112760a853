package org.onestophub.outlet.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.outlet.sink.SinkRig.Outcome;
import org.onestophub.support.TestTls;

class QueueSinkIT {

    private static final String QUEUE = "complaints.partner";
    private static final String FULL = "complaints.full";
    private static final EmbeddedActiveMQ BROKER = new EmbeddedActiveMQ();
    private static Path certificate;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.make(folder);
        certificate = tls.certificate();
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("hub", SinkRig.ODD_PASSWORD);
        users.addRole("hub", "hub");
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.addAcceptorConfiguration("plain", "tcp://127.0.0.1:0?protocols=AMQP");
        configuration.addAcceptorConfiguration(
                "tls",
                "tcp://127.0.0.1:0?protocols=AMQP;sslEnabled=true;keyStorePassword=" + TestTls.PASSWORD
                        + ";keyStorePath=" + URLEncoder.encode(tls.keyStore().toString(), StandardCharsets.UTF_8));
        for (String queue : List.of(QUEUE, FULL)) {
            configuration.addQueueConfiguration(
                    QueueConfiguration.of(queue).setAddress(queue).setRoutingType(RoutingType.ANYCAST));
        }
        configuration.addAddressSetting(
                "#", new AddressSettings().setAutoCreateQueues(false).setAutoCreateAddresses(false));
        configuration.addAddressSetting(
                FULL,
                new AddressSettings()
                        .setAutoCreateQueues(false)
                        .setAutoCreateAddresses(false)
                        .setMaxSizeMessages(1)
                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL));
        configuration.putSecurityRoles(
                "#", Set.of(new Role("hub", true, true, false, false, false, false, false, true, false, false)));
        BROKER.setConfiguration(configuration);
        BROKER.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        BROKER.start();
    }

    @AfterAll
    static void stop() throws Exception {
        BROKER.stop();
    }

    private static int port(String acceptor) {
        return ((NettyAcceptor) BROKER.getActiveMQServer().getRemotingService().getAcceptor(acceptor)).getActualPort();
    }

    private static Map<String, String> parameters() {
        return new HashMap<>(Map.of(
                "url",
                "amqp://127.0.0.1:" + port("plain"),
                "queue",
                QUEUE,
                "usernameSetting",
                SinkRig.USERNAME_SETTING,
                "passwordSetting",
                SinkRig.PASSWORD_SETTING,
                "connectTimeout",
                "20000",
                "answerTimeout",
                "20000"));
    }

    /** All there is: so many are waited for, and a moment for what should not be there. */
    private static List<String> drain(int expected) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = new JmsConnectionFactory("amqp://127.0.0.1:" + port("plain"))
                        .createConnection("hub", SinkRig.ODD_PASSWORD);
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE))) {
            connection.start();
            for (TextMessage next = next(consumer, expected, texts);
                    next != null;
                    next = next(consumer, expected, texts)) {
                texts.add(next.getJMSCorrelationID() + " " + next.getText());
            }
        }
        return texts;
    }

    private static TextMessage next(MessageConsumer consumer, int expected, List<String> so) throws JMSException {
        return (TextMessage) consumer.receive(so.size() < expected ? 20_000 : 500);
    }

    private static Outcome send(Map<String, String> parameters) {
        try (SinkRig rig = SinkRig.start("amqp-queue-sink", parameters)) {
            return rig.send("d-1", "{}");
        }
    }

    @Test
    void aRepetitionIsRecognisedByTheBroker() throws JMSException {
        try (SinkRig rig = SinkRig.start("amqp-queue-sink", parameters())) {
            Outcome first = rig.send("d-10", "{\"title\":\"投诉\"}");
            Outcome again = rig.send("d-10", "{\"title\":\"投诉\"}");
            Outcome other = rig.send("d-11", "{}");

            assertThat(List.of(first, again, other)).extracting(Outcome::code).containsOnly("");
        }
        assertThat(drain(2)).containsExactly("d-10 {\"title\":\"投诉\"}", "d-11 {}");
    }

    @Test
    void aTestFindsTheQueueAndSendsNothing() throws JMSException {
        Map<String, String> parameters = parameters();
        try (SinkRig rig = SinkRig.start("amqp-queue-sink", parameters)) {
            assertThat(rig.probe())
                    .containsExactly(
                            "settings ok", "resolve ok", "connect ok", "login ok", "queue ok", "hand-over skipped");
            rig.set(SinkRig.PASSWORD_SETTING, "wrong");
            assertThat(rig.probeEnd()).isEqualTo("login CH-320");
        }
        parameters.put("queue", "complaints.nowhere");
        try (SinkRig rig = SinkRig.start("amqp-queue-sink", parameters)) {
            assertThat(rig.probeEnd()).isEqualTo("queue CH-325");
        }
        parameters.put("url", "amqps://localhost:" + port("tls"));
        try (SinkRig rig = SinkRig.start("amqp-queue-sink", parameters)) {
            assertThat(rig.probeEnd()).isEqualTo("tls CH-316");
        }
        assertThat(drain(0)).isEmpty();
    }

    @Test
    void anEncryptedBrokerIsTrustedByItsCertificateOnly() throws JMSException {
        Map<String, String> parameters = parameters();
        parameters.put("url", "amqps://localhost:" + port("tls"));

        assertThat(send(parameters).code()).isEqualTo("DL-302");
        parameters.put("certificateFile", certificate.toString());
        assertThat(send(parameters).code()).isEmpty();
        assertThat(drain(1)).hasSize(1);
    }

    @Test
    void aWrongPasswordOrAQueueThatIsNotThereGivesNothing() {
        try (SinkRig rig = SinkRig.start("amqp-queue-sink", parameters(), "hub", "wrong")) {
            assertThat(rig.send("d-1", "{}").code()).isEqualTo("DL-302");
        }
        Map<String, String> nowhere = parameters();
        nowhere.put("queue", "complaints.nowhere");
        assertThat(send(nowhere).code()).isEqualTo("DL-302");
    }

    @Test
    void aFullQueueIsBusy() {
        Map<String, String> parameters = parameters();
        parameters.put("queue", FULL);

        try (SinkRig rig = SinkRig.start("amqp-queue-sink", parameters)) {
            assertThat(rig.send("d-20", "{}").code()).isEmpty();
        }
        // a full queue is one that gives no word
        parameters.put("answerTimeout", "1000");
        try (SinkRig rig = SinkRig.start("amqp-queue-sink", parameters)) {
            assertThat(rig.send("d-21", "{}").code()).isEqualTo("DL-303");
        }
    }

    @Test
    void aBrokerThatIsAwayOrSilentIsGivenNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Map<String, String> parameters = parameters();
            parameters.put("url", "amqp://127.0.0.1:" + silent.getLocalPort());
            parameters.put("connectTimeout", "500");
            assertThat(send(parameters).code()).isEqualTo("DL-302");
            silent.close();
            assertThat(send(parameters).code()).isEqualTo("DL-302");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover:(amqp://127.0.0.1:1)",
                "amqp://user:word@127.0.0.1:1",
                "tcp://127.0.0.1:1",
                "amqps://127.0.0.1",
                "amqps://127.0.0.1:1?transport.trustAll=true"
            })
    void anAddressOfAnotherFormStopsTheRoute(String url) {
        Map<String, String> parameters = parameters();
        parameters.put("url", url);

        assertThatThrownBy(() -> SinkRig.start("amqp-queue-sink", parameters)).hasStackTraceContaining("CH-207");
    }
}
