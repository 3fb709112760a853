package org.onestophub.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTextTest {

    private static final List<String> IDENTIFIERS = List.of("13800000001", "+86 138 0000 0001", "１３８００００００１",
            "11010519491231002X", "6222 0000 0000 0000 000", "who@example.org", "测试甲", "测 试 甲", "ZY20261120");

    @Property(tries = 300)
    void identifierWithinAnyTextIsMasked(
            @ForAll @CharRange(from = '一', to = '龥') @StringLength(max = 120) String before,
            @ForAll @CharRange(from = '一', to = '龥') @StringLength(max = 120) String after) {
        for (String identifier : IDENTIFIERS) {
            String masked = MaskedText.of(before + identifier + after, List.of("测试甲"), 400);

            assertThat(masked).doesNotContain(identifier).doesNotContain("测试甲").doesNotContainPattern("\\d{4}|example");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "我叫测试丙来看病, 我叫〔姓名〕", "王医生态度差, 〔姓名〕医生态度差", "欧阳主任说没号, 〔姓名〕主任说没号",
        "11月20日在骨科3床, 〔日期〕在骨科〔床位〕", "2026-11-20就诊, 〔日期〕就诊", "车牌沪A12345被拦, 车牌〔车牌〕被拦",
        "住88弄3号201室, 住〔地址〕〔地址〕〔地址〕", "一三八零零零零零零零一, 〔号码〕", "见https://example.org/a?b=1吧, 见〔网址〕吧",
        "等候3小时退费500元, 等候3小时退费500元", "医生没有解释, 医生没有解释"
    })
    void eachKindHasItsMarkAndTheRestStays(String text, String masked) {
        assertThat(MaskedText.of(text, List.of(), 200)).startsWith(masked);
    }

    @Test
    void lengthIsCountedInCharactersAndEndsWithAnEllipsis() {
        assertThat(MaskedText.of("长".repeat(300), List.of(), 200)).isEqualTo("长".repeat(199) + "…");
        assertThat(MaskedText.of("𠮷".repeat(201), List.of(), 200).codePointCount(0, 399)).isEqualTo(200);
        assertThat(MaskedText.of("短", List.of(), 200)).isEqualTo("短");
    }

    @Test
    void numberThatTheCutWouldHalveIsNotShown() {
        String masked = MaskedText.of("9".repeat(995) + "13800000001", List.of(), 5_000);

        assertThat(masked).doesNotContain("138").doesNotContain("99999");
    }

    @Test
    void hugeTextAndManyNamesAreMaskedInBoundedTime() {
        List<String> names = java.util.stream.IntStream.range(0, 5_000).mapToObj(i -> "name" + i).toList();

        // a guard against hanging, not a measurement
        org.junit.jupiter.api.Assertions.assertTimeout(java.time.Duration.ofMinutes(1),
                () -> MaskedText.of("a1-".repeat(30_000), names, 200));
    }
}
