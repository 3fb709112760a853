package org.onestophub.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.contract.MappingDryRun;

/** Which of the times that are known is the one at which the hospital received a complaint. */
class ReceivedTimeTest {

    private static final String ARRIVED = "2026-11-22T04:00:00Z";

    @Test
    void withoutAnyOtherTimeItIsTheArrival() {
        ObjectNode document = put("{'provenance':[]}", Map.of());

        assertThat(document.path("receivedAt").asText()).isEqualTo(ARRIVED);
        assertThat(document.path("provenance")).isEmpty();
    }

    @Test
    void mailIsReceivedWhenTheMailServerTookIt() {
        ObjectNode document = put("{'provenance':[]}", Map.of("internalDate", "2026-11-20T01:00:00Z"));

        assertThat(document.path("receivedAt").asText()).isEqualTo("2026-11-20T01:00:00Z");
        assertThat(document.path("provenance").toString())
                .isEqualTo("[{\"field\":\"/receivedAt\",\"receiptId\":1,\"source\":\"/transport/internalDate\","
                        + "\"kind\":\"copied\"}]");
    }

    @Test
    void letterIsReceivedWithItsFirstPage() {
        assertThat(put("{}", Map.of("firstReceivedAt", "2026-11-22T03:50:00Z"))
                        .path("receivedAt")
                        .asText())
                .isEqualTo("2026-11-22T03:50:00Z");
    }

    @Test
    void callIsReceivedWhenItBegan() {
        ObjectNode document = put(
                "{'call':{'startedAt':'2026-11-21T01:00:00Z'},'handling':{'receivedBy':{'at':'2026-11-21T01:10:00Z'}},"
                        + "'provenance':[{'field':'/call/startedAt','source':'/call/start'}]}",
                Map.of());

        assertThat(document.path("receivedAt").asText()).isEqualTo("2026-11-21T01:00:00Z");
        assertThat(document.at("/provenance/1/source").asText()).isEqualTo("/call/start");
    }

    @Test
    void timesThatCannotBeAreNotTaken() {
        assertThat(put(
                                "{'call':{'startedAt':'1999-01-01T01:00:00Z'},'handling':{'receivedBy':{'at':'soon'}}}",
                                Map.of("internalDate", "2036-01-01T00:00:00Z"))
                        .path("receivedAt")
                        .asText())
                .isEqualTo(ARRIVED);
    }

    @Test
    void whatTheSenderSaysIsNoSuchTime() {
        assertThat(put("{'sentAt':'2026-11-01T00:00:00Z'}", Map.of("deviceTime", "2026-11-01T00:00:00Z"))
                        .path("receivedAt")
                        .asText())
                .isEqualTo(ARRIVED);
    }

    @Test
    void whatAMappingTellsStands() {
        assertThat(put("{'receivedAt':'x'}", Map.of("internalDate", "2026-11-20T01:00:00Z"))
                        .path("receivedAt")
                        .asText())
                .isEqualTo("x");
    }

    private static ObjectNode put(String document, Map<String, String> transport) {
        Receipt receipt =
                MappingDryRun.receipt("m", "c", Instant.parse(ARRIVED), transport, Content.of(new byte[] {1}));
        ObjectNode object = JsonText.objectOf(document.replace('\'', '"'));
        ReceivedTime.put(object, receipt);
        return object;
    }
}
