package org.onestophub.outlet.deliver.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.onestophub.support.CaseRig.document;
import static org.onestophub.support.CaseRig.thing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.operations.DeadLetter;
import org.onestophub.platform.store.HubHome;
import org.onestophub.support.AnyBroker;
import org.onestophub.support.CaseRig;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger and an embedded broker with some destinations, and what operators see of dead letters. */
final class DeadLetterRig implements AutoCloseable {

    static final Duration SOON = Duration.ofMinutes(2);
    static final String SECRET = "s/+%&?=";

    final CaseRig cases;
    final Outbox outbox;
    final Broker broker;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final DeadLetterMeters meters;
    final DeadLetterOperations letters;

    DeadLetterRig(Path home, String... destinations) throws Exception {
        cases = new CaseRig(home, "complaint.EventEnvelope", "outlet.deliver.broker.Outbox");
        outbox = cases.get(Outbox.class);
        Map<String, BrokerProperties.Destination> logins = new HashMap<>();
        for (String destination : destinations) {
            logins.put(destination, new BrokerProperties.Destination(SECRET, List.of()));
        }
        BrokerProperties properties = new BrokerProperties("", "", "", "127.0.0.1", 0, true, logins);
        broker = new Broker(properties, cases.get(HubHome.class), new AnyBroker());
        meters = new DeadLetterMeters(broker, properties, registry, Clock.systemUTC());
        letters = new DeadLetterOperations(
                broker, meters, cases.jdbc(), cases.get(TransactionTemplate.class), Clock.systemUTC());
    }

    /** Records things with these keys and brings their events to the queues. */
    void relay(String... keys) {
        for (String key : keys) {
            cases.record(cases.receipt(), thing(key, document("words of " + key)));
        }
        while (outbox.relayNext(broker)) {
            // until the outbox is empty
        }
    }

    List<DeadLetter> awaitLetters(int count) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(letters.list(null, 0, 100)).hasSize(count));
        return letters.list(null, 0, 100);
    }

    @Override
    public void close() {
        broker.close();
        cases.close();
    }
}
