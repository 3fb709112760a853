package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Lane;
import org.onestophub.simulator.Papers;
import org.onestophub.support.HubUnderTest;
import org.onestophub.support.HubUnderTest.End;
import org.onestophub.support.RecognitionGate;

/** What takes long in one lane: letters whose text is not recognised yet, more of them than there are workers of any lane. */
class SlowLaneIT {

    private static final HubUnderTest HUB = HubUnderTest.get();

    @Test
    void everyOtherChannelIsRecordedAndQueuedWhileLettersAreStillRead() throws Exception {
        List<byte[]> letters = Stream.of("one", "two", "three", "four")
                .map(word -> Papers.image("png", "The slow letter " + word))
                .toList();
        try (RecognitionGate.Shut shut = HUB.recognition().shut()) {
            for (int i = 0; i < letters.size(); i++) {
                HUB.neighbours().drop("letters", "slow-" + i + ".png", letters.get(i));
            }
            shut.awaitPage();
            await().untilAsserted(() -> assertThat(waiting(letters)).containsExactly("slow 4"));

            var order =
                    HUB.caller("hotline").post("/api/hotline/v1/work-orders", ChannelWalkIT.order("SLOW-1", "热线不等来信"));
            assertReachesTheQueue(HUB.endOf(order.json().path("receiptNumber").asText()));
            String entry = HUB.neighbours()
                    .desk()
                    .enter(ChannelWalkIT.desk("SLOW-2", "来访不等来信", ""))
                    .body();
            assertReachesTheQueue(HUB.endOf(
                    new ObjectMapper().readTree(entry).path("receiptNumber").asText()));
            byte[] mail = ChannelWalkIT.mail("slow@example.org", "Mails do not wait.", StandardCharsets.US_ASCII);
            HUB.neighbours().drop("email", "slow.eml", mail);
            assertReachesTheQueue(HUB.endOf(mail));
            byte[] calls = ChannelWalkIT.call("1792300009.1", "013800000049");
            HUB.neighbours().drop("phone-cdr", "slow.csv", calls);
            assertReachesTheQueue(HUB.endOf(calls));

            assertThat(waiting(letters))
                    .as("letters are waited for by letters only")
                    .containsExactly("slow 4");
        }
        for (byte[] letter : letters) {
            assertReachesTheQueue(HUB.endOf(letter));
        }
    }

    private static List<String> waiting(List<byte[]> letters) {
        return HUB.jdbc()
                .sql("select w.lane || ' ' || count(*) from work w join receipt r on r.id = w.ref "
                        + "where w.lane in (:lanes) and r.sha256 in (:letters) group by w.lane")
                // other lanes have other refs
                .param("lanes", Lane.OF_RECEIPTS)
                .param("letters", letters.stream().map(Digest::raw).toList())
                .query(String.class)
                .list();
    }

    private static void assertReachesTheQueue(End end) throws IOException {
        assertThat(end.text()).isEqualTo("new-case");
        HUB.awaitConsumed(HUB.complaintsOf(end.receiptId()).get(0));
    }
}
