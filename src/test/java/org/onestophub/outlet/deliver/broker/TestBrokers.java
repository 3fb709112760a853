package org.onestophub.outlet.deliver.broker;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.platform.store.HubHome;
import org.onestophub.support.AnyBroker;
import org.onestophub.support.CaseRig;
import org.onestophub.support.ExternalBroker;

/** Brokers for tests. */
public final class TestBrokers {

    private TestBrokers() {}

    /** The hub's side of a broker of somebody else, with the one destination {@code case-system}. */
    public static Broker at(ExternalBroker external, String password, CaseRig rig) throws Exception {
        return of(
                new BrokerProperties(
                        external.url(),
                        ExternalBroker.USER,
                        password,
                        "",
                        -1,
                        true,
                        Map.of("case-system", new BrokerProperties.Destination("", List.of()))),
                rig.get(HubHome.class));
    }

    /** The hub's side of a broker; an own one that is persistent lies in {@code home}, the others need none. */
    public static Broker of(BrokerProperties properties, @Nullable HubHome home) throws Exception {
        return new Broker(properties, home, new AnyBroker());
    }

    /** One step of the relay; needs the {@code Outbox} in the rig. False if there was nothing to do. */
    public static boolean relayNext(CaseRig rig, Broker broker) {
        return rig.get(Outbox.class).relayNext(broker);
    }

    /** Puts a message on the queues, as the relay does, that names an event of that id. */
    public static void send(Broker broker, String id, String json) {
        broker.send(List.of(new Broker.Envelope(id, "C1", "complaint.created", "", json)));
    }

    /** Destinations that have a queue. */
    public static Set<String> destinations(Broker broker) {
        return broker.destinations();
    }
}
