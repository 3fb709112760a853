package org.onestophub.pipeline.read.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts, names and authorities of HL7 fields. */
class Hl7WordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a\\F\\b; a<F>b",
                "\\S\\\\T\\\\R\\\\E\\; <S><T><R><E>",
                "a\\H\\b\\N\\c; abc",
                "a\\.br\\b; a b",
                "\\X41\\b; Ab",
                "\\X414a\\; AJ",
                "\\X4\\; \\X4\\",
                "\\X4g\\; \\X4g\\",
                "\\Q\\; \\Q\\",
                "\\FS\\; \\FS\\",
                "a\\; a\\",
                "a\\b; a\\b",
                "\\\\F\\; \\<F>"
            })
    void escapesAreReplacedAndOtherTextStays(String written, String text) {
        assertThat(Hl7Text.unescape(written, '\\', each -> "<" + each + ">")).isEqualTo(text);
    }

    @Test
    void escapeIsNoLongerThanTheStandardAllows() {
        String longest = "\\X" + "41".repeat(50) + "\\";
        String longer = "\\X" + "41".repeat(51) + "\\";

        assertThat(Hl7Text.unescape(longest, '\\', String::valueOf)).isEqualTo("A".repeat(50));
        assertThat(Hl7Text.unescape(longer, '\\', String::valueOf)).isEqualTo(longer);
    }

    @Test
    void charactersThatCannotBeStoredBecomeBlanks() {
        assertThat(Hl7Text.clean(" a\u0000b\nc ")).isEqualTo("a b c");
        assertThat(Hl7Text.clean("a\uD840b\uDC00c")).isEqualTo("a b c");
        assertThat(Hl7Text.clean("a\uD840")).isEqualTo("a");
        assertThat(Hl7Text.clean("\uDC00a")).isEqualTo("a");
        assertThat(Hl7Text.clean("a\uD840\uDC00")).isEqualTo("a\uD840\uDC00");
    }

    @ParameterizedTest
    @CsvSource({
        "测试, 甲, '', 测试甲",
        "测试, 甲, 乙, 测试甲乙",
        "测试, 甲, yi, 测试甲",
        "测试甲, ceshijia, '', 测试甲/ceshijia",
        "ceshijia, 测试甲, '', 测试甲/ceshijia",
        "Test, John, '', John Test",
        "Test, John, Q, John Q Test",
        "测试甲, '', '', 测试甲",
        "'', 测试甲, '', 测试甲",
        "'', '', '', ''"
    })
    void partsOfANameBecomeNames(String family, String given, String further, String names) {
        assertThat(String.join("/", PersonName.of(family, given, further))).isEqualTo(names);
    }

    @Test
    void authorityIsItsNamespaceElseItsUniversalId() {
        assertThat(Authority.of("HIS", "", "")).isEqualTo(new Authority("HIS", ""));
        assertThat(Authority.of("HIS", "1.2.3", "ISO")).isEqualTo(new Authority("HIS", "1.2.3"));
        assertThat(Authority.of("", "1.2.3", "ISO")).isEqualTo(new Authority("1.2.3", "1.2.3"));
        assertThat(Authority.of("", "his.cn", "dns")).isEqualTo(new Authority("his.cn&DNS", "his.cn&DNS"));
        assertThat(Authority.of("", "", "ISO").isNamed()).isFalse();
        assertThat(Authority.of("HIS", "", "").isNamed()).isTrue();
    }

    @Test
    void longNamesOfAuthoritiesStayTwo() {
        String longest = "x".repeat(64);

        assertThat(Authority.of(longest, "", "").name()).isEqualTo(longest);
        List<String> longer = List.of(
                Authority.of(longest + "a", "", "").name(),
                Authority.of(longest + "b", "", "").name());
        assertThat(longer).allMatch(name -> name.length() == 64).doesNotHaveDuplicates();
    }
}
