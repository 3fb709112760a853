package org.onestophub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"zh", "zh-CN", "ZH-hans-cn", "zh-CN,zh;q=0.9,en;q=0.8", "de, zh;q=0.5", "en;q=0.2, zh;q=0.7"})
    void chineseIsGivenToWhoPrefersIt(String header) {
        assertThat(Language.accepted(header)).isEqualTo(Language.CHINESE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "en", "en-GB, zh;q=0.9", "de", "*", "zh;q=0", "zh;q=0, en", "zh;q=x", ";;;", "zhuang", "测试"})
    void englishIsGivenToEverybodyElse(String header) {
        assertThat(Language.accepted(header)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void headerLongerThanAnyRealOneIsNotParsed() {
        assertThat(Language.accepted("zh," + "a,".repeat(300) + "b")).isEqualTo(Language.ENGLISH);
    }
}
