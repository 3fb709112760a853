package org.onestophub.outlet.deliver.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Fault;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.AnyBroker;
import org.onestophub.support.FreePort;

class BrokerTest {

    @Test
    void brokerThatForgetsIsAFaultOfTheStart() throws Exception {
        BrokerProperties forgetful = new BrokerProperties("", "", "", "127.0.0.1", -1, false, null);

        // it is not started, so it needs no home
        try (Broker broker = new Broker(forgetful, null, new AnyBroker())) {
            assertThat(broker.faults()).extracting(Fault::code).containsExactly(Problem.BROKER_NOT_PERSISTENT.code());
        }
    }

    @Test
    void batchIsNotTakenByABrokerThatIsAway() throws Exception {
        String url = "tcp://127.0.0.1:" + FreePort.next();
        // an outside broker needs no home
        try (Broker broker = new Broker(
                new BrokerProperties(url, "hub", "none", "127.0.0.1", -1, true, null), null, new AnyBroker())) {
            List<Broker.Envelope> batch = List.of(new Broker.Envelope("4f5c", "TS-1", "complaint.created", "", "{}"));

            assertThatThrownBy(() -> broker.send(batch))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BROKER_UNAVAILABLE));
        }
    }
}
