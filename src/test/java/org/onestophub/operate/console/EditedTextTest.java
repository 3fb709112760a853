package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditedTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "一行",
                "a\nb\n",
                "a\r\nb\r\n",
                "MSH|^~\\&|x\rPID|1\r",
                "\uFEFF{\"a\":\"住院\"}",
                "\n\nx",
                "\t😀\u202E"
            })
    void whatNobodyChangedComesBackByteForByte(String input) {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);

        EditedText text = EditedText.of(bytes).orElseThrow();

        assertThat(text.bytes(asABrowserSends(text.text()))).isEqualTo(bytes);
    }

    @Test
    void newLineEndsAsTheOthersDo() {
        EditedText text =
                EditedText.of("MSH|a\rPID|1\r".getBytes(StandardCharsets.UTF_8)).orElseThrow();

        assertThat(new String(text.bytes("MSH|a\r\nPID|2\r\nPV1|1\r\n"), StandardCharsets.UTF_8))
                .isEqualTo("MSH|a\rPID|2\rPV1|1\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\nb\r\n", "a\rb\n", "a\r\nb\r", "\u0000", "\u000bMSH", "a\u001b[0m", "a\u0085b", "\uFFFF"})
    void whatAFieldWouldNotGiveBackIsNotEdited(String input) {
        assertThat(EditedText.of(input.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8AreNotEdited() {
        assertThat(EditedText.of("投诉".getBytes(Charset.forName("GBK")))).isEmpty();
        assertThat(EditedText.of(new byte[] {(byte) 0xff, (byte) 0xd8})).isEmpty();
    }

    @Test
    void longestTextIsEditedAndALongerOneIsNot() {
        assertThat(EditedText.of("字".repeat(EditedText.MAX_CHARS).getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        assertThat(EditedText.of("字".repeat(EditedText.MAX_CHARS + 1).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(EditedText.of(new byte[EditedText.MAX_BYTES + 1])).isEmpty();
    }

    private static String asABrowserSends(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
    }
}
