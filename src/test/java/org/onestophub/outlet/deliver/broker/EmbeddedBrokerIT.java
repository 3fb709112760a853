package org.onestophub.outlet.deliver.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.support.SmallDisk;

/** The embedded broker on a disk that fills up under it. */
class EmbeddedBrokerIT {

    /** Milliseconds after which no further message is on its way to a reader. */
    private static final long SOON = 2_000;

    @TempDir
    private Path folder;

    @Test
    void brokerComesBackByItselfWhenTheDiskHasSpaceAgain() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder, 64);
                EmbeddedBroker broker = new EmbeddedBroker(properties(), folder.resolve("broker"))) {
            int port = broker.port();
            send(broker, "kept before");
            Path ballast = fill(folder);

            await().atMost(Duration.ofMinutes(2)).until(() -> {
                // messages until one meets the end of the disk
                assertThatThrownBy(() -> sendMany(broker)).isInstanceOf(Exception.class);
                return !broker.isActive();
            });
            Files.delete(ballast);

            await().atMost(Duration.ofMinutes(2)).until(broker::isActive);
            assertThat(broker.port()).isEqualTo(port);
            await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
                send(broker, "kept after");
                return true;
            });
            List<String> read = read(broker);
            assertThat(read).first().isEqualTo("kept before");
            assertThat(read).last().isEqualTo("kept after");
        }
    }

    private static BrokerProperties properties() {
        return new BrokerProperties(
                "", "", "", "127.0.0.1", 0, true, Map.of("cases", new BrokerProperties.Destination("", List.of())));
    }

    private static Path fill(Path folder) throws IOException {
        Path ballast = folder.resolve("ballast");
        byte[] piece = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            return ballast;
        }
    }

    private static void sendMany(EmbeddedBroker broker) throws Exception {
        for (int i = 0; i < 10_000; i++) {
            send(broker, "x".repeat(50_000));
        }
    }

    private static void send(EmbeddedBroker broker, String text) throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator(broker.url());
                // without a window: who waits for room would wait until the disk has space
                ClientSessionFactory factory = locator.setProducerWindowSize(-1).createSessionFactory();
                ClientSession session =
                        factory.createSession(broker.username(), broker.password(), false, true, true, false, 1)) {
            ClientMessage message = session.createMessage(true);
            message.putStringProperty("id", UUID.randomUUID().toString());
            message.getBodyBuffer().writeString(text);
            session.createProducer(IntakeQueue.ADDRESS).send(message);
        }
    }

    private static List<String> read(EmbeddedBroker broker) throws Exception {
        List<String> texts = new java.util.ArrayList<>();
        try (ServerLocator locator = ActiveMQClient.createServerLocator(broker.url());
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session =
                        factory.createSession(broker.username(), broker.password(), false, true, true, false, 1)) {
            session.start();
            var consumer = session.createConsumer(IntakeQueue.of("cases"), true);
            for (ClientMessage next = consumer.receive(SOON); next != null; next = consumer.receive(SOON)) {
                String text = next.getBodyBuffer().readString();
                texts.add(text.substring(0, Math.min(20, text.length())));
            }
        }
        return texts;
    }
}
