package org.onestophub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.JsonText;
import org.onestophub.support.HubUnderTest;

/** Public opinion by the webhook and by a feed, through the whole hub. */
class OpinionWalkIT {

    private static final Charset FEED = Charset.forName("GBK");
    private static final String STORY =
            "上周陪家人到测试医院做检查，预约的是九点，到十一点还没有叫到，窗口说系统坏了让我们自己等，" + "没有人维持秩序，后来又说机器要保养只能改天再来，来回路费和误工都没有人管，希望重视。";

    private static final HubUnderTest HUB = HubUnderTest.get();

    private static HubUnderTest.End listed(String item) {
        HUB.neighbours().opinion().publish(item);
        return HUB.endOf(item.getBytes(FEED));
    }

    private static HubUnderTest.End pushed(String json) throws IOException {
        assertThat(HUB.neighbours().opinion().push(json)).isEqualTo(201);
        return HUB.endOf(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String item(String url, String title, String text) {
        return "<item><title>" + title + "</title><link>" + url + "</link><description>" + text
                + "</description></item>";
    }

    private static JsonNode caseOf(HubUnderTest.End end) {
        return JsonText.objectOf(HUB.jdbc()
                .sql("select document::text from complaint where number = :number")
                .param("number", HUB.complaintsOf(end.receiptId()).get(0))
                .query(String.class)
                .single());
    }

    @Test
    void pageThatIsPushedAndListedAndItsRepostAreOneLead() throws IOException {
        HubUnderTest.End pushed =
                pushed("{\"url\":\"https://www.example.org/opinion/1?utm_source=x\",\"title\":\"检查等太久\","
                        + "\"text\":\"" + STORY + "\"}");
        HubUnderTest.End samePage = listed(item("http://m.example.org/opinion/1", "检查等太久", "全文见链接内容"));
        HubUnderTest.End repost = listed(item("https://copy.example.org/x", "转：检查等太久", "转发：" + STORY));

        assertThat(pushed.outcome()).isEqualTo("new-case");
        assertThat(samePage.outcome()).isEqualTo("appended");
        assertThat(repost.outcome()).isEqualTo("appended");
        JsonNode lead = caseOf(pushed);
        assertThat(caseOf(repost)).isEqualTo(lead);
        assertThat(lead.path("arrivals")).hasSize(3);
        assertThat(lead.at("/matter/type").asText()).isEqualTo("lead");
        assertThat(lead.at("/flags/publicOpinion").asBoolean()).isTrue();
        assertThat(lead.path("externalIds").findValuesAsText("value"))
                .contains("example.org/opinion/1", "copy.example.org/x", "https://copy.example.org/x");
        HUB.awaitConsumed(lead.path("number").asText());
    }

    @Test
    void similarWordsOfAnotherPersonAreALeadOfTheirOwn() {
        HubUnderTest.End one = listed(
                item("https://example.org/o/11", "", STORY.replace("家人", "孩子").replace("九点", "八点")));
        HubUnderTest.End other = listed(
                item("https://example.org/o/12", "", STORY.replace("家人", "孩子").replace("九点", "十点")));

        assertThat(other.outcome()).isEqualTo("new-case");
        assertThat(HUB.complaintsOf(other.receiptId())).isNotEqualTo(HUB.complaintsOf(one.receiptId()));
        assertThat(caseOf(other).path("findings").findValuesAsText("code")).contains("CK-118");
    }

    @Test
    void entryThatCannotBeReadWaitsAlone() {
        HubUnderTest.End bad = listed("<item><link>https://example.org/o/21</link></item>");
        HubUnderTest.End good = listed(item("https://example.org/o/22", "测试医院夜间照明不足", "停车场夜间没有灯，看不清路。"));

        assertThat(bad.text()).isEqualTo("parked CK-101");
        assertThat(good.outcome()).isEqualTo("new-case");
    }

    @Test
    void connectionTestReadsTheFeed() {
        JsonNode test = HUB.caller("ops")
                .post("/api/ops/v1/channels/opinion-feed/test", "")
                .json();

        assertThat(test.path("ok").asBoolean()).as(test.toString()).isTrue();
        assertThat(test.path("steps").findValuesAsText("name"))
                .containsExactly("loaded", "address", "resolve", "connect", "feed");
    }
}
