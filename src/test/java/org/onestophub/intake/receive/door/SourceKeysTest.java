package org.onestophub.intake.receive.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceKeysTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"taskId\":\"2609A000001\",\"round\":2}|hotline:a:2609A000001#2",
                "{\"x\":{\"taskId\":\"no\"},\"taskId\":\"T\"}|hotline:a:T#1",
                "{\"round\":\"03\",\"taskId\":77}|hotline:a:77#3",
                "{\"round\":null,\"taskId\":\"沪-1\"}|hotline:a:沪-1#1",
            })
    void orderIsKnownByAccountNumberAndRound(String order, String key) {
        assertThat(keyOf(order)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[]",
                "{",
                "{}",
                "{\"taskId\":null}",
                "{\"taskId\":\"\"}",
                "{\"taskId\":\"a b\"}",
                "{\"taskId\":\"a#1\"}",
                "{\"taskId\":{}}",
                "{\"taskId\":\"a\",\"round\":-1}",
                "{\"taskId\":\"a\\u0000\"}"
            })
    void orderWithoutUsableNumberIsKnownByItsBytes(String order) {
        assertThat(keyOf(order)).matches("hotline:a:sha256:[0-9a-f]{64}");
    }

    @Test
    void nestingThatNeverEndsIsNotFollowed() {
        assertThat(keyOf("{\"a\":" + "[".repeat(1_000_000))).startsWith("hotline:a:sha256:");
    }

    private static String keyOf(String order) {
        return SourceKeys.ofOrder("a", order.getBytes(StandardCharsets.UTF_8));
    }
}
