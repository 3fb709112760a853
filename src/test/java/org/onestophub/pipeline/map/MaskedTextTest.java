package org.onestophub.pipeline.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTextTest {

    private static final List<String> NAMES = List.of("测试甲", "测试乙");
    private static final List<String> IDENTIFIERS = List.of(
            "13800000001",
            "+86 138 0000 0001",
            "１３８００００００１",
            "11010519491231002X",
            "6222 0000 0000 0000 000",
            "who@example.org",
            "测试甲",
            "测 试 甲",
            "ZY20261120");

    @Property(tries = 300)
    void identifierWithinAnyTextIsMasked(
            @ForAll @CharRange(from = '一', to = '龥') @StringLength(max = 120) String before,
            @ForAll @CharRange(from = '一', to = '龥') @StringLength(max = 120) String after) {
        for (String identifier : IDENTIFIERS) {
            String masked = MaskedText.of(before + identifier + after, List.of("测试甲"), 400);

            assertThat(masked).doesNotContain(identifier).doesNotContain("测试甲").doesNotContainPattern("\\d{4}|example");
        }
    }

    /** Whatever stands across the place where the text is cut, before it or behind it. */
    @Property(tries = 300)
    void nothingOfAnIdentifierIsSeenWhereverTheTextIsCut(
            @ForAll @Size(min = 1, max = 40) List<@From("pieces") String> pieces,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll @IntRange(max = 60) int looked) {
        String text = String.join("", pieces);

        String masked = MaskedText.abstractOf(text, MaskedText.rulesFor(NAMES), length, looked + 1);

        assertThat(masked).doesNotContainPattern("\\d{5}|who|http|测 ?试|试 ?[甲乙]|三八零|ZY\\d{3}|沪[A-Z]");
        assertThat(masked.codePointCount(0, masked.length())).isLessThanOrEqualTo(length);
    }

    @Property(tries = 300)
    void beginningIsMaskedAsItIsWithinTheWhole(@ForAll @Size(min = 1, max = 60) List<@From("pieces") String> pieces) {
        String text = String.join("", pieces);
        List<MaskRule> rules = MaskedText.rulesFor(NAMES);

        String whole = MaskedText.abstractOf(text, rules, 100, text.length());

        for (int looked : new int[] {1, 120, 200, 300, 400}) {
            assertThat(MaskedText.abstractOf(text, rules, 100, looked)).isEqualTo(whole);
        }
        assertThat(MaskedText.of(text, NAMES, 100)).isEqualTo(whole);
    }

    @Provide
    Arbitrary<String> pieces() {
        Arbitrary<String> words =
                Arbitraries.strings().withCharRange('一', '龥').ofMinLength(1).ofMaxLength(12);
        return Arbitraries.frequencyOf(
                Tuple.of(2, words.filter(word -> !word.matches(".*[测试甲乙沪三八零].*"))),
                Tuple.of(3, Arbitraries.of(IDENTIFIERS)),
                Tuple.of(
                        2,
                        Arbitraries.of(
                                "我叫测试乙",
                                "测试乙医生",
                                "https://example.org/a?b=1",
                                "沪A12345",
                                "一三八零零零零零零零一",
                                "住院号ZY20261120",
                                "2026年11月20日",
                                "88弄3号201室",
                                "3床",
                                " ",
                                "，",
                                "。",
                                "患者:测试甲",
                                "x@example.com")));
    }

    @Test
    void beginningOfALongTextIsWhatItIsOfAShortOne() {
        String facts = "我叫测试甲，电话13800000001，11月20日在骨科3床。".repeat(200);

        String masked = MaskedText.of(facts, NAMES, 200);

        assertThat(masked)
                .isEqualTo(MaskedText.of(facts.substring(0, 900), NAMES, 200))
                .endsWith("…");
        assertThat(masked).startsWith("我叫〔姓名〕,电话〔号码〕,〔日期〕在骨科〔床位〕。我叫〔姓名〕");
    }

    @Test
    void textOfWhichTooLittleIsLeftEndsWhereItIsSure() {
        String facts = "https://example.org/" + "a".repeat(450) + " 见 https://example.org/" + "b".repeat(1_000)
                + "13800000001";

        assertThat(MaskedText.of(facts, NAMES, 200)).endsWith("…").doesNotContainPattern("\\d|[a-z]");
    }

    @Test
    void characterOfTwoHalvesIsNotHalved() {
        for (int looked = 1; looked < 300; looked++) {
            String masked = MaskedText.abstractOf("长" + "𠮷".repeat(600), MaskedText.rulesFor(NAMES), 20, looked);

            assertThat(masked).isEqualTo("长" + "𠮷".repeat(18) + "…");
        }
        assertThat(MaskedText.of("短 \uD842 ", NAMES, 20)).startsWith("短");
    }

    /** The title that makes a name of it, or the rest of the name, stands behind the place where the text is cut. */
    @ParameterizedTest
    @CsvSource({"王主任说没号", "欧阳护士长说没号", "司马测试说没号", "测 试 甲 说 没 号", "王先生"})
    void nameAcrossTheCutIsMaskedWhereverThatIs(String words) {
        String text = "长".repeat(30) + words + "长".repeat(800);
        List<MaskRule> rules = MaskedText.rulesFor(List.of("测试甲", "司马测试"));
        String whole = MaskedText.abstractOf(text, rules, 60, text.length());
        assertThat(whole).contains("〔姓名〕");

        for (int looked = 1; looked < 400; looked++) {
            assertThat(MaskedText.abstractOf(text, rules, 60, looked)).isEqualTo(whole);
        }
    }

    @Test
    void nameOf50CharactersAcrossTheCutIsMasked() {
        String name = "甲乙丙丁戊".repeat(10);
        String text = "长".repeat(30) + String.join(" ", name.split("")) + "长".repeat(800);
        List<MaskRule> rules = MaskedText.rulesFor(List.of("测试", name));
        String whole = MaskedText.abstractOf(text, rules, 60, text.length());
        assertThat(whole).startsWith("长".repeat(30) + "〔姓名〕长");

        for (int looked = 1; looked < 500; looked++) {
            assertThat(MaskedText.abstractOf(text, rules, 60, looked)).isEqualTo(whole);
        }
    }

    @Test
    void textOfExactlyTheLengthHasNoEllipsisNorHasOneThatIsLookedAtWhole() {
        assertThat(MaskedText.of("长".repeat(200), List.of(), 200)).isEqualTo("长".repeat(200));
        assertThat(MaskedText.of("长".repeat(1_000), List.of(), 5_000)).isEqualTo("长".repeat(1_000));
        assertThat(MaskedText.of("长".repeat(1_001), List.of(), 5_000)).endsWith("…");
    }

    @ParameterizedTest
    @CsvSource({
        "我叫测试丙来看病, 我叫〔姓名〕", "王医生态度差, 〔姓名〕医生态度差", "欧阳主任说没号, 〔姓名〕主任说没号",
        "11月20日在骨科3床, 〔日期〕在骨科〔床位〕", "2026-11-20就诊, 〔日期〕就诊", "车牌沪A12345被拦, 车牌〔车牌〕被拦",
        "住88弄3号201室, 住〔地址〕〔地址〕〔地址〕", "一三八零零零零零零零一, 〔号码〕", "见https://example.org/a?b=1吧, 见〔网址〕吧",
        "等候3小时退费500元, 等候3小时退费500元", "请师傅来看, 请师傅来看", "医生没有解释, 医生没有解释"
    })
    void eachKindHasItsMarkAndTheRestStays(String text, String masked) {
        assertThat(MaskedText.of(text, List.of(), 200)).startsWith(masked);
    }

    @Test
    void lengthIsCountedInCharactersAndEndsWithAnEllipsis() {
        assertThat(MaskedText.of("长".repeat(300), List.of(), 200)).isEqualTo("长".repeat(199) + "…");
        assertThat(MaskedText.of("𠮷".repeat(201), List.of(), 200).codePointCount(0, 399))
                .isEqualTo(200);
        assertThat(MaskedText.of("短", List.of(), 200)).isEqualTo("短");
    }

    @Test
    void numberThatTheCutWouldHalveIsNotShown() {
        String masked = MaskedText.of("9".repeat(995) + "13800000001", List.of(), 5_000);

        assertThat(masked).doesNotContain("138").doesNotContain("99999");
    }

    @ParameterizedTest
    @CsvSource({
        "张三, 找张三说过了, 找〔姓名〕说过了",
        "张三, 找张 三说过了, 找〔姓名〕说过了",
        "司马测试, 找司马测试说过了, 找〔姓名〕说过了",
        "阿依古丽买买提测试甲, 找阿依古丽买买提测试甲说过了, 找〔姓名〕说过了",
        "Jo, 找jo说过了, 找〔姓名〕说过了",
        "'Ann Lee', 找ANN LEE说过了, 找〔姓名〕说过了",
        "张, 找张三说过了, 找张三说过了",
        "' ', 找张三说过了, 找张三说过了",
        "'', 找张三说过了, 找张三说过了"
    })
    void nameOfAnyLengthButOneCharacterIsMasked(String name, String text, String masked) {
        assertThat(MaskedText.of(text, List.of(name), 200)).isEqualTo(masked);
        assertThat(MaskedText.of(text, List.of("另外一人", name), 200)).isEqualTo(masked);
    }

    @Test
    void nameWithinAnotherLeavesNoRest() {
        assertThat(MaskedText.of("找张三丰和张三说过了", List.of("张三", "张三丰"), 200)).isEqualTo("找〔姓名〕和〔姓名〕说过了");
    }

    @Test
    void nameOf50CharactersIsTheLongest() {
        String name = "甲".repeat(50);

        assertThat(MaskedText.of("找" + name + "吧", List.of(name), 200)).isEqualTo("找〔姓名〕吧");
        assertThat(MaskedText.of("找" + name + "乙吧", List.of(name + "乙"), 200)).isEqualTo("找" + name + "乙吧");
    }

    @Test
    void the200thNameIsTheLastThatIsMasked() {
        List<String> names = java.util.stream.IntStream.rangeClosed(1, 201)
                .mapToObj(i -> "甲" + (char) ('一' + i))
                .toList();

        assertThat(MaskedText.of("找" + names.get(199) + "吧", names, 200)).isEqualTo("找〔姓名〕吧");
        assertThat(MaskedText.of("找" + names.get(200) + "吧", names, 200)).isEqualTo("找" + names.get(200) + "吧");
    }

    @Test
    void hugeTextAndManyNamesAreMaskedInBoundedTime() {
        List<String> names = java.util.stream.IntStream.range(0, 5_000)
                .mapToObj(i -> "name" + i)
                .toList();

        // a guard against hanging, not a measurement
        org.junit.jupiter.api.Assertions.assertTimeout(
                java.time.Duration.ofMinutes(1), () -> MaskedText.of("a1-".repeat(30_000), names, 200));
    }
}
