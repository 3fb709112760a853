package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.onestophub.support.HubUnderTest;

/** Rounds of many orders in one batch, over HTTP and through all workers of the hub. */
class HotlineRoundsIT {

    private static final int ORDERS = 30;
    private static final int ROUNDS = 3;

    @RepeatedTest(3)
    void everyOrderIsOneCaseWithAllItsRounds(RepetitionInfo repetition) {
        HubUnderTest hub = HubUnderTest.get();
        List<String> orders = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (int order = 0; order < ORDERS; order++) {
                orders.add("{\"taskId\":\"ROUNDS-%d-%d\",\"round\":\"%d\",\"discription\":\"第%d轮：候诊时间长\"}"
                        .formatted(repetition.getCurrentRepetition(), order, round, round));
            }
        }

        var reply =
                hub.caller("hotline").post("/api/hotline/v1/work-orders/batch", "[" + String.join(",", orders) + "]");

        List<String> numbers = reply.json().findValuesAsText("receiptNumber");
        assertThat(numbers).hasSize(ORDERS * ROUNDS);
        Set<String> cases = new HashSet<>();
        for (String number : numbers) {
            cases.addAll(hub.complaintsOf(hub.endOf(number).receiptId()));
        }
        assertThat(cases).hasSize(ORDERS);
        assertThat(hub.jdbc()
                        .sql("select distinct jsonb_array_length(document->'arrivals') || ' '"
                                + " || (document#>>'{handling,hotline,round}') from complaint where number in (:cases)")
                        .param("cases", cases)
                        .query(String.class)
                        .list())
                .containsExactly("3 3");
    }

    @Test
    void orderWrittenAnotherWayIsARepeatAndAChangedOneAddsToItsCase() {
        HubUnderTest hub = HubUnderTest.get();
        var hotline = hub.caller("hotline");
        String orders = "/api/hotline/v1/work-orders";

        var first = hotline.post(
                orders,
                "{\"taskId\":\"SAME-1\",\"round\":\"1\",\"syncTime\":\"2026-11-01 08:00:00\",\"discription\":\"候诊时间长\"}");
        var again = hotline.post(
                orders,
                "{ \"discription\" : \"\\u5019诊时间长\", \"syncTime\" : \"2026-11-01 09:00:00\","
                        + " \"round\" : \"1\", \"taskId\" : \"SAME-1\" }");
        var changed = hotline.post(orders, "{\"taskId\":\"SAME-1\",\"round\":\"1\",\"discription\":\"候诊时间长，无人解释\"}");

        assertThat(List.of(first.status(), again.status(), changed.status())).containsExactly(201, 200, 201);
        assertThat(again.body()).isEqualTo(first.body());
        Set<String> cases = new HashSet<>();
        for (var reply : List.of(first, changed)) {
            String number = reply.json().path("receiptNumber").asText();
            cases.addAll(hub.complaintsOf(hub.endOf(number).receiptId()));
        }
        assertThat(cases).hasSize(1);
        assertThat(hub.jdbc()
                        .sql("select jsonb_array_length(document->'arrivals') from complaint where number in (:cases)")
                        .param("cases", cases)
                        .query(Integer.class)
                        .list())
                .containsExactly(2);
    }
}
