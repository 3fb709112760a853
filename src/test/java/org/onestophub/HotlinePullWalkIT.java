package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.onestophub.support.HubUnderTest;

/** Work orders of a platform that does not push, through the whole hub. */
class HotlinePullWalkIT {

    private static final HubUnderTest HUB = HubUnderTest.get();

    private static HubUnderTest.End listed(String order) {
        HUB.neighbours().orders().add(order);
        return HUB.endOf(order.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void listedOrdersAreCasesAndALaterRoundJoinsTheFirst() {
        HubUnderTest.End first = listed("{\"taskId\":\"PULL-1\",\"round\":\"1\",\"discription\":\"候诊区没有座位\"}");
        HubUnderTest.End second = listed("{\"taskId\":\"PULL-1\",\"round\":\"2\",\"discription\":\"仍然没有座位\"}");

        assertThat(first.outcome()).isEqualTo("new-case");
        assertThat(second.outcome()).isEqualTo("appended");
        assertThat(HUB.complaintsOf(second.receiptId())).isEqualTo(HUB.complaintsOf(first.receiptId()));
        HUB.awaitConsumed(HUB.complaintsOf(first.receiptId()).get(0));
    }

    @Test
    void badOrderWaitsAloneAndItsNeighboursGoOn() {
        HubUnderTest.End bad = listed("{\"discription\":\"没有编号，也没有轮次\"}");
        HubUnderTest.End good = listed("{\"taskId\":\"PULL-2\",\"discription\":\"停车收费不清楚\"}");

        assertThat(bad.text()).isEqualTo("parked CK-101");
        assertThat(good.outcome()).isEqualTo("new-case");
    }

    @Test
    void connectionTestLogsInAndReadsTheFirstPage() {
        JsonNode test = HUB.caller("ops")
                .post("/api/ops/v1/channels/hotline-pull/test", "")
                .json();

        assertThat(test.path("ok").asBoolean()).as(test.toString()).isTrue();
        assertThat(test.path("steps").findValuesAsText("name"))
                .containsExactly("loaded", "address", "resolve", "connect", "login", "list");
    }
}
