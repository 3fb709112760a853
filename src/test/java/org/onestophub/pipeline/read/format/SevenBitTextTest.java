package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SevenBitTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "~{VPND~} ok; 中文 ok",
                "a~~b; a~b",
                "~{VP~~ND~}; 中~文",
                "~{VPND; 中文",
                "a~b; a~b",
                "a~; a~",
                "VP~{VP~}VP; VP中VP"
            })
    void hzIsRead(String bytes, String text) {
        assertThat(SevenBitText.fromHz(bytes.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(text);
    }

    @Test
    void lineOfHzMayGoOn() {
        assertThat(SevenBitText.fromHz("~{VP~\nND".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("中ND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "+Ti1lhw-; 中文",
                "a+Ti1lhw-b; a中文b",
                "+Ti1lhw b; 中文 b",
                "+Ti1lhw; 中文",
                "1 +- 1; 1 + 1",
                "a+; a+",
                "a++-; a\u0000",
                "+Ti0-+ZYc-; 中文",
                "plain; plain",
                "+-+-; ++"
            })
    void utf7IsRead(String bytes, String text) {
        String read = SevenBitText.fromUtf7(bytes.getBytes(StandardCharsets.US_ASCII));

        assertThat(read).isEqualTo(text.replace("\u0000", ""));
    }
}
