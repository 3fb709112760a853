package org.onestophub.simulator;

import static org.onestophub.simulator.ExpectedOutcome.APPENDED;
import static org.onestophub.simulator.ExpectedOutcome.NEW_CASE;
import static org.onestophub.simulator.ExpectedOutcome.REPEATED;
import static org.onestophub.simulator.ExpectedOutcome.parked;
import static org.onestophub.simulator.ExpectedOutcome.refused;

import java.util.List;

/** Items of public opinion of the first load: pushed by the vendor, and listed in its feed. */
final class OpinionItems {

    private static final String PUSHED = "public-opinion";
    private static final String LISTED = "public-opinion-feed";
    private static final String STORY =
            "昨天上午带老人到测试医院看骨科，挂号排队两小时，叫号屏一直不动，问了三次导诊都说再等等。" + "轮到我们时医生已经下班，下午又等了三个小时，希望医院给个说法并改进流程。";

    private OpinionItems() {}

    /** All of them. */
    static List<SentInput> all() {
        return List.of(
                pushed("post of a forum", post("https://forum.example.org/t/1", "挂号排队太久", STORY), NEW_CASE, 201),
                pushed("the same post again", post("https://forum.example.org/t/1", "挂号排队太久", STORY), REPEATED, 200)
                        .later(),
                pushed("post without a link", "{\"title\":\"没有链接\"}", refused("CK-101"), 422),
                listed(
                        "entry of a feed",
                        item("https://news.example.org/a/2", "测试医院停车收费引议论", "出口收费与公示不符，车主要求说明。"),
                        NEW_CASE),
                listed(
                        "entry without words",
                        "<item><link>https://news.example.org/a/3</link></item>",
                        parked("CK-101")),
                listed(
                                "the same entry with a comment more",
                                item("https://news.example.org/a/2", "测试医院停车收费引议论", "出口收费与公示不符，车主要求说明。")
                                        .replace("</item>", "<comments>1</comments></item>"),
                                REPEATED)
                        .later(),
                listed(
                                "repost of what was pushed",
                                item("https://copy.example.org/9", "转：挂号排队太久", "<p>转发：" + STORY + "</p>"),
                                APPENDED)
                        .later(),
                listed(
                                "page that was pushed",
                                item("http://m.forum.example.org/t/1?utm_source=rss", "挂号排队太久", "（全文见链接）"),
                                APPENDED)
                        .later());
    }

    /** An item as the vendor pushes it. */
    static String post(String url, String title, String text) {
        return "{\"url\":\"" + url + "\",\"title\":\"" + title + "\",\"text\":\"" + text + "\",\"site\":\"测试论坛\"}";
    }

    /** An item as its feed lists it. */
    static String item(String url, String title, String html) {
        return "<item><title>" + title + "</title><link>" + url.replace("&", "&amp;") + "</link><guid>" + url
                + "</guid><description><![CDATA[" + html + "]]></description>"
                + "<pubDate>Fri, 18 Sep 2026 09:00:00 +0800</pubDate></item>";
    }

    private static SentInput pushed(String what, String json, ExpectedOutcome expected, int status) {
        return SentInput.of(
                PUSHED,
                what,
                expected,
                neighbours -> neighbours.expectAnswer(
                        "public opinion " + what, status, neighbours.opinion().push(json)));
    }

    private static SentInput listed(String what, String item, ExpectedOutcome expected) {
        return SentInput.of(
                LISTED, what, expected, neighbours -> neighbours.opinion().publish(item));
    }
}
