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

    @Test
    void fileInBase64IsDecodedAsSuch() {
        UuText text = read("before\nbegin-base64 644 cat.txt\nQ2F0\nQ2F0Cg==\n====\nafter\n");

        assertThat(rest(text)).isEqualTo("before\nafter\n");
        assertThat(text.files()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("cat.txt");
            assertThat(file.bytes()).isEqualTo("CatCat\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(file.whole()).isTrue();
        });
        assertThat(bytes("begin-base64 644 a\nAAAA\n====\n")).isEqualTo("\0\0\0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin-base64 644 a\nDear Sir, this is a letter.\n====\n",
                "begin-base64 644 a\nQ2F0\nRegards\n",
                "begin-base64 644 a\nQ2F0\nend\n"
            })
    void textBehindAMarkOfBase64StaysUnlessItsEndIsThere(String written) {
        assertThat(rest(read(written))).isEqualTo(written);
        assertThat(read(written).files()).isEmpty();
    }

    @Test
    void lineMayHaveFourCharactersMoreThanItsBytesNeed() {
        assertThat(bytes("begin 644 a\n#0V%T1234\n`\nend\n")).isEqualTo("Cat");
        assertThat(read("begin 644 a\n#0V%T12345\n`\nend\n").files()).isEmpty();
    }

    @Test
    void lineOfMoreThan45BytesIsNoneOfAFileUnlessItIsThere() {
        String whole = "M" + "0".repeat(60);

        assertThat(bytes("begin 644 a\n" + whole + "\nend\n")).hasSize(45);
        assertThat(bytes("begin 644 a\nM0\nend\n")).hasSize(45);
        assertThat(bytes("begin 644 a\n_" + "0".repeat(83) + "\nend\n")).hasSize(63);
        // 63 bytes need 84 characters; with half of them, the first included, the line may have lost its blanks
        assertThat(bytes("begin 644 a\n_" + "0".repeat(41) + "\nend\n")).hasSize(63);
        assertThat(read("begin 644 a\n_" + "0".repeat(40) + "\nend\n").files()).isEmpty();
    }

    @Test
    void lineWithALetterBeyondTheAlphabetIsText() {
        for (String line : new String[] {"#0V%t", "aV%T", "#0V\tT"}) {
            assertThat(read("begin 644 a\n" + line + "\n`\nend\n").files())
                    .as(line)
                    .isEmpty();
        }
        assertThat(bytes("begin 644 a\n#````\nend\n")).isEqualTo("\0\0\0");
    }

    @Test
    void emptyLinesOfAFileArePassedOver() {
        assertThat(bytes("begin 644 a\n\n#0V%T\n\nend\n")).isEqualTo("Cat");
        assertThat(bytes("begin 644 a\nend")).isEmpty();
        assertThat(read("begin 644 a\n\n\n").files()).isEmpty();
        assertThat(read("begin 644 a\n#0V%T").files())
                .singleElement()
                .satisfies(file -> assertThat(file.whole()).isFalse());
    }

    @Test
    void textHasUpTo100Files() {
        UuText text = read("begin 644 a\n#0V%T\nend\n".repeat(101));

        assertThat(text.files()).hasSize(100);
        assertThat(rest(text)).isEqualTo("begin 644 a\n#0V%T\nend\n");
    }
}
