package org.onestophub.operate.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Language;

class CommandLanguageTest {

    @Test
    void firstVariableThatIsSetDecides() {
        assertThat(of(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Language.CHINESE);
        assertThat(of(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", ""))).isEqualTo(Language.CHINESE);
        assertThat(of(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C.UTF-8"))).isEqualTo(Language.ENGLISH);
        assertThat(of(Map.of("LANG", "en_US.UTF-8", "LC_MESSAGES", "zh_CN.GB18030")))
                .isEqualTo(Language.CHINESE);
        assertThat(of(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo(Language.ENGLISH);
    }

    @Test
    void withoutVariablesTheLocaleOfTheMachineDecides() {
        assertThat(CommandLanguage.ofLocale(Map.of(), Locale.SIMPLIFIED_CHINESE, Charset.forName("GB18030")))
                .isEqualTo(Language.CHINESE);
        assertThat(CommandLanguage.ofLocale(Map.of(), Locale.GERMANY, UTF_8)).isEqualTo(Language.ENGLISH);
    }

    @Test
    void terminalThatCannotShowChineseGetsEnglish() {
        assertThat(CommandLanguage.ofLocale(Map.of("LANG", "zh_CN.UTF-8"), Locale.ROOT, US_ASCII))
                .isEqualTo(Language.ENGLISH);
    }

    private static Language of(Map<String, String> environment) {
        return CommandLanguage.ofLocale(environment, Locale.ROOT, UTF_8);
    }
}
