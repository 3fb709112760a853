package org.onestophub.operate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Handler;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.platform.ledger.SoundWalks;

/** The flow file alone, without the rooms: who is called after whom, and who hears of a fault. */
class ComplaintFlowTest extends CamelTestSupport {

    private final List<String> walked = new ArrayList<>();
    private final Receipt receipt =
            new Receipt(1, "", "test", "email", "key", "", Instant.EPOCH, Map.of(), Content.of(new byte[0]));
    private String broken = "";

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        testConfiguration().withAutoStartContext(false);
    }

    /** Stands where a room would, and notes that a walk, or a list of walks, came by. */
    public final class Station {
        private final String name;

        Station(String name) {
            this.name = name;
        }

        /** Notes the visit, and fails if it is the broken one. */
        @Handler
        public void visit(Exchange exchange) {
            boolean isListWithNothingLeft = exchange.getMessage().getBody() instanceof List<?> list && list.isEmpty();
            if (!isListWithNothingLeft) {
                walked.add(name);
            }
            if (name.equals(broken)) {
                throw new IllegalStateException("a fault");
            }
        }
    }

    @Test
    void walkGoesThroughTheRoomsInTheirOrder() throws Exception {
        start();

        template.sendBody("direct:claimed", List.of(Walk.of(receipt)));

        assertThat(walked).containsExactly("read", "map", "check", "enrich", "record");
    }

    @Test
    void faultInAnyRoomEndsInQuarantineAndNowhereElse() throws Exception {
        broken = "check";
        start();

        Exchange done = template.send(
                "direct:claimed", exchange -> exchange.getMessage().setBody(List.of(Walk.of(receipt))));

        assertThat(walked).containsExactly("read", "map", "check", "quarantine");
        assertThat(done.isFailed()).isFalse();
    }

    private void start() throws Exception {
        CamelContext camel = context();
        for (String room : List.of("read", "map", "check", "enrich", "record", "quarantine", "channelFault")) {
            camel.getRegistry().bind(room, new Station(room));
        }
        camel.getPropertiesComponent().addInitialProperty("hub.ledger.complaint-workers", "1");
        camel.getPropertiesComponent().addInitialProperty("hub.ledger.slow-workers", "1");
        camel.getRegistry().bind("soundWalks", new SoundWalks());
        camel.addComponent("ledger", camel.getComponent("direct"));
        for (String file : List.of("shared-errors", "flow-complaint")) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "file:routes/" + file + ".yaml"));
        }
        AdviceWith.adviceWith(camel, "flow-complaint", route -> route.replaceFromWith("direct:claimed"));
        camel.start();
    }
}
