package org.onestophub.outlet.deliver;

import java.util.Map;
import org.onestophub.platform.store.HubHome;
import org.onestophub.support.AnyBroker;
import org.onestophub.support.CaseRig;
import org.onestophub.support.ExternalBroker;

/** Brokers for tests. */
final class TestBrokers {

    private TestBrokers() {}

    /** The hub's side of a broker of somebody else, with the one destination {@code case-system}. */
    static Broker at(ExternalBroker external, String password, CaseRig rig) throws Exception {
        return new Broker(
                new BrokerProperties(
                        external.url(),
                        ExternalBroker.USER,
                        password,
                        "",
                        -1,
                        true,
                        Map.of("case-system", new BrokerProperties.Destination(""))),
                rig.get(HubHome.class),
                new AnyBroker());
    }
}
