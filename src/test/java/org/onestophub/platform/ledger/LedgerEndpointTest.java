package org.onestophub.platform.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lanes a route serves. */
class LedgerEndpointTest {

    @Test
    void everyLaneThatIsWalkedHasWorkersThoughTheRouteNamesNone() throws Exception {
        assertThat(workers("ledger:complaint?workers=3"))
                .containsOnly(Map.entry("complaint", 3), Map.entry("slow", 1), Map.entry("bulk", 1));
        assertThat(workers("ledger:complaint?workers=2&slowWorkers=4&bulkWorkers=2"))
                .containsOnly(Map.entry("complaint", 2), Map.entry("slow", 4), Map.entry("bulk", 2));
    }

    @Test
    void anotherLaneServesItselfOnly() throws Exception {
        assertThat(workers("ledger:patient?batch=200")).containsOnly(Map.entry("patient", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"workers=0", "slowWorkers=0", "bulkWorkers=17"})
    void laneIsNeverLeftToNobody(String option) {
        assertThatThrownBy(() -> workers("ledger:complaint?" + option))
                .isInstanceOf(ResolveEndpointFailedException.class);
    }

    private static Map<String, Integer> workers(String uri) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("ledger", new LedgerComponent(null, null));
            return camel.getEndpoint(uri, LedgerEndpoint.class).workersByLane();
        }
    }
}
