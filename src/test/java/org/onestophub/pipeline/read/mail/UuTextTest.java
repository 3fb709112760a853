package org.onestophub.pipeline.read.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that stand uuencoded in a text of a mail. */
class UuTextTest {

    @Test
    void fileIsTakenOutOfItsText() {
        UuText text = read("before\nbegin 644 cat.txt\n#0V%T\n`\nend\nafter\n");

        assertThat(rest(text)).isEqualTo("before\nafter\n");
        assertThat(text.files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("cat.txt");
            assertThat(file.bytes()).isEqualTo("Cat".getBytes(StandardCharsets.US_ASCII));
            assertThat(file.whole()).isTrue();
        });
    }

    @Test
    void textMayBeginAndEndWithAFile() {
        UuText text = read("begin 0644 cat.txt\r\n#0V%T\r\n`\r\nend");

        assertThat(rest(text)).isEmpty();
        assertThat(names(text)).containsExactly("cat.txt");
    }

    @Test
    void everyFileOfATextIsFound() {
        UuText text = read("begin 644 a b.txt \n#0V%T\n`\nend\nand\nbegin 644 c\n#0V%T\n`\nend\n");

        assertThat(rest(text)).isEqualTo("and\n");
        assertThat(names(text)).containsExactly("a b.txt", "c");
    }

    @Test
    void lastLineMayHoldFewerBytes() {
        assertThat(bytes("begin 644 a\n\"0V$\n`\nend\n")).isEqualTo("Ca");
        assertThat(bytes("begin 644 a\n!0P``\n`\nend\n")).isEqualTo("C");
    }

    @Test
    void blanksThatWereLostAtTheEndOfALineAreZeros() {
        assertThat(bytes("begin 644 a\n#0P\n`\nend\n")).isEqualTo("C\0\0");
    }

    @Test
    void fileWithoutItsEndIsNotWhole() {
        UuText text = read("begin 644 cat.txt\n#0V%T\nThis is text again, and no line of a file.\n");

        assertThat(rest(text)).isEqualTo("This is text again, and no line of a file.\n");
        assertThat(text.files()).singleElement().satisfies(file -> {
            assertThat(file.bytes()).isEqualTo("Cat".getBytes(StandardCharsets.US_ASCII));
            assertThat(file.whole()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin 644 of a sentence that goes on\nThis is text, and no line of a file.\n",
                "begin 64 a\n#0V%T\n`\nend\n",
                "begin 64444 a\n#0V%T\n`\nend\n",
                "begin 888 a\n#0V%T\n`\nend\n",
                "we begin 644 a\n#0V%T\n`\nend\n",
                "begin again\n",
                "begin 644 a\n",
                "nothing\n"
            })
    void otherTextStaysAsItIs(String written) {
        UuText text = read(written);

        assertThat(rest(text)).isEqualTo(written);
        assertThat(text.files()).isEmpty();
    }

    private static String bytes(String text) {
        return new String(read(text).files().get(0).bytes(), StandardCharsets.ISO_8859_1);
    }

    private static List<String> names(UuText text) {
        return text.files().stream().map(UuText.File::name).toList();
    }

    private static String rest(UuText text) {
        return new String(text.rest(), StandardCharsets.ISO_8859_1);
    }

    private static UuText read(String text) {
        return UuText.of(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
