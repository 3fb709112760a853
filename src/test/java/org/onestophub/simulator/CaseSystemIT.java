package org.onestophub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated case systems consume a real broker's queue. */
class CaseSystemIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private EmbeddedActiveMQ broker;
    private int port;

    @BeforeEach
    void startBroker() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(true)
                .setJournalDirectory(folder.resolve("journal").toString())
                .addAcceptorConfiguration("in-vm", "vm://case-system")
                .addAcceptorConfiguration("net", "tcp://127.0.0.1:0?protocols=AMQP,STOMP")
                .putSecurityRoles(
                        "#",
                        java.util.Set.of(new org.apache.activemq.artemis.core.security.Role(
                                "all", true, true, true, true, true, true, true, true, true, true, true, true)));
        SecurityConfiguration users = new SecurityConfiguration();
        users.addUser("case", "p/+%?&ss");
        users.addRole("case", "all");
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        broker.start();
        port = ((NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("net")).getActualPort();
        for (String queue : new String[] {"case-system", "office"}) {
            broker.getActiveMQServer()
                    .createQueue(QueueConfiguration.of("complaint.intake." + queue)
                            .setAddress("complaint.intake")
                            .setRoutingType(RoutingType.MULTICAST)
                            .setDurable(true));
        }
    }

    @AfterEach
    void stopBroker() throws Exception {
        broker.stop();
    }

    @Test
    void bothClientsSeeEachEventAndNoticeADuplicate() throws Exception {
        try (CaseSystem amqp = CaseSystem.start("amqp://127.0.0.1:" + port, "case", "p/+%?&ss");
                StompCaseSystem stomp =
                        StompCaseSystem.start(port, "case", "p/+%?&ss", "complaint.intake::complaint.intake.office")) {
            send(
                    event("1", "complaint.created", "N1"),
                    event("2", "complaint.updated", "N1"),
                    event("3", "complaint.created", "N2"),
                    event("3", "complaint.created", "N2"),
                    "no event");

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(amqp.eventIds()).hasSize(3);
                assertThat(amqp.complaintNumbers()).containsExactlyInAnyOrder("N1", "N2");
                assertThat(amqp.duplicates()).isEqualTo(1);
                assertThat(amqp.unreadable()).isEqualTo(1);
            });
            await().atMost(SOON).untilAsserted(() -> {
                assertThat(stomp.events())
                        .extracting(event -> event.path("id").asText())
                        .containsExactly("1", "2", "3");
                assertThat(stomp.duplicates()).isEqualTo(1);
                assertThat(stomp.unreadable()).isEqualTo(1);
            });
            // a committed receipt is counted by its queue a moment later
            await().atMost(SOON).until(() -> messagesLeft("case-system") == 0);
        }
    }

    private long messagesLeft(String destination) {
        return broker.getActiveMQServer()
                .locateQueue("complaint.intake." + destination)
                .getMessageCount();
    }

    private void send(String... events) throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator("vm://case-system");
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession("case", "p/+%?&ss", false, true, true, false, 1);
                ClientProducer producer = session.createProducer("complaint.intake")) {
            for (String event : events) {
                ClientMessage message =
                        session.createMessage(org.apache.activemq.artemis.api.core.Message.BYTES_TYPE, true);
                message.getBodyBuffer().writeBytes(event.getBytes(StandardCharsets.UTF_8));
                producer.send(message);
            }
        }
    }

    private static String event(String id, String type, String number) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"hub\",\"type\":\"" + type
                + "\",\"subject\":\"" + number + "\",\"data\":{\"number\":\"" + number + "\"}}";
    }
}
