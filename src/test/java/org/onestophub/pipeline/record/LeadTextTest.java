package org.onestophub.pipeline.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.onestophub.pipeline.record.LeadText.Likeness;

/** When two leads of public opinion have one text, when they are only alike, and when neither. */
class LeadTextTest {

    static final String STORY =
            "昨天上午带母亲到测试医院看骨科，挂号排队两小时，叫号屏一直不动，问了三次导诊都说再等等。轮到我们时医生已经下班，" + "只好改到下午，下午又等了三个小时，检查单还开错了部位，希望医院给个说法并改进流程。";

    private static LeadText on(String host, String title, String text) {
        return new LeadText(LeadText.normal(title), LeadText.normal(text), host);
    }

    private static Likeness to(String text) {
        return on("a.example.org", "", STORY).to(on("b.example.org", "", text));
    }

    @Test
    void formsOfOneTextAreTheSame() {
        assertThat(to(STORY.replace("，", ", ").replace("。", "！ \n"))).isEqualTo(Likeness.SAME);
        assertThat(to("https://t.example.org/x " + STORY + "😡")).isEqualTo(Likeness.SAME);
        assertThat(on("a.org", "", "ＡＢＣ医院服务太差了不会再来").to(on("b.org", "", "abc医院服务太差了，不会再来！")))
                .isEqualTo(Likeness.SAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"转发：", "【网友爆料】某论坛 11月28日 "})
    void headingBeforeTheTextAndALineAfterItAreARepost(String heading) {
        assertThat(to(heading + STORY + " 来源：测试论坛")).isEqualTo(Likeness.SAME);
        assertThat(to(STORY.substring(0, STORY.length() - 10))).isEqualTo(Likeness.SAME);
    }

    @Test
    void paragraphThatWasLeftOutIsARepost() {
        assertThat(to(STORY.replace("问了三次导诊都说再等等。", ""))).isEqualTo(Likeness.SAME);
    }

    @Test
    void templateWithAnotherNameNumberOrNegationIsOnlySimilar() {
        assertThat(to(STORY.replace("骨科", "眼科"))).isEqualTo(Likeness.SIMILAR);
        assertThat(to(STORY.replace("母亲", "父亲"))).isEqualTo(Likeness.SIMILAR);
        assertThat(to(STORY.replace("两小时", "十两小时"))).isEqualTo(Likeness.SIMILAR);
        assertThat(to(STORY.replace("已经下班", "没有已经下班"))).isEqualTo(Likeness.SIMILAR);
        assertThat(to("李女士说：" + STORY.replace("昨天", "前天"))).isEqualTo(Likeness.SIMILAR);
    }

    @Test
    void otherWordsAreAnotherMatter() {
        assertThat(to("测试医院停车场收费不透明，出口没有公示牌，保安态度也不好，问了半天没有人能说清楚到底怎么收费。")).isEqualTo(Likeness.DIFFERENT);
    }

    @Test
    void shortTextIsTheSameOnlyExactlyAndWithItsTitle() {
        assertThat(on("a.org", "", "测试医院急诊等候太久了").to(on("b.org", "", "测试医院急诊等候太久了！")))
                .isEqualTo(Likeness.SAME);
        assertThat(on("a.org", "", "测试医院急诊等候太久了").to(on("b.org", "", "测试医院急诊等候太久")))
                .isEqualTo(Likeness.DIFFERENT);
        assertThat(on("a.org", "停车难", "点击查看全文内容请登录").to(on("b.org", "挂号难", "点击查看全文内容请登录")))
                .isEqualTo(Likeness.SIMILAR);
        assertThat(on("a.org", "", "太差了").to(on("b.org", "", "太差了"))).isEqualTo(Likeness.SIMILAR);
    }

    @Test
    void wordsThatASiteRepeatsUnderItsPagesJoinNothing() {
        assertThat(on("a.org", "停车", STORY).to(on("a.org", "挂号", STORY))).isEqualTo(Likeness.SIMILAR);
        assertThat(on("a.org", "停车", STORY).to(on("b.org", "挂号", STORY))).isEqualTo(Likeness.SAME);
    }

    @Test
    void textsThatAreSimilarShareABand() {
        Random random = new Random(7);
        int missed = 0;
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < 200; c++) {
                text.append((char) (0x4E00 + random.nextInt(3_000)));
            }
            LeadText one = on("a.org", "", text.toString());
            for (int edit = 0; edit < 6; edit++) {
                text.setCharAt(random.nextInt(text.length()), (char) (0x4E00 + random.nextInt(3_000)));
            }
            LeadText other = on("b.org", "", text.toString());
            assertThat(one.likeness(other)).isGreaterThan(LeadText.SIMILAR);
            List<String> common = new ArrayList<>(one.bands());
            common.retainAll(other.bands());
            missed += common.isEmpty() ? 1 : 0;
        }
        assertThat(missed).isZero();
    }

    @Test
    void hostileTextEndsInBoundedTime() {
        LeadText one = on("a.org", "", "啊".repeat(100_000));
        LeadText other = on("b.org", "", "啊".repeat(99_000) + "不");

        assertThat(one.to(other)).isNotEqualTo(Likeness.SAME);
        assertThat(one.bands()).hasSize(16);
    }
}
