package org.onestophub.pipeline.read.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.pipeline.read.format.TextClaims.Found;

/** Text as people see it: lines, blanks, control characters, and how much of it is kept. */
class ViewTextFormsTest {

    @Test
    void everyEndOfALineIsTheSame() {
        assertThat(ViewText.block("a\r\nb\rc\nd", 100)).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void controlCharactersAreLeftOutTabsAndLinesStay() {
        assertThat(ViewText.block("a\u0000\u0007\u007F\u009F\uFEFFb\tc\nd", 100))
                .isEqualTo("ab\tc\nd");
    }

    @Test
    void halfACharacterIsLeftOut() {
        assertThat(ViewText.block("a\uD840b", 100)).isEqualTo("ab");
        assertThat(ViewText.block("a\uDC00b", 100)).isEqualTo("ab");
        assertThat(ViewText.block("a\uD840", 100)).isEqualTo("a");
        assertThat(ViewText.block("\uDC00a", 100)).isEqualTo("a");
        assertThat(ViewText.block("\uD840\uDC00a", 100)).isEqualTo("\uD840\uDC00a");
    }

    @Test
    void blockIsAsLongAsAllowed() {
        assertThat(ViewText.block("abc", 3)).isEqualTo("abc");
        assertThat(ViewText.block("abcd", 3)).isEqualTo("abc");
        assertThat(ViewText.block("abc", 0)).isEmpty();
    }

    @Test
    void blanksAroundATextGoThoseWithinStay() {
        assertThat(ViewText.clean(" \n a  b \n")).isEqualTo("a  b");
    }

    @Test
    void blanksOfALineBecomeOne() {
        assertThat(ViewText.line("\u3000 a \n\t\u00A0b ", 100)).isEqualTo("a b");
        assertThat(ViewText.line("a" + " ".repeat(10) + "bcd", 4))
                .as("room for blanks that fold together")
                .isEqualTo("a bc");
        assertThat(ViewText.line("abcde", 4)).isEqualTo("abcd");
    }

    @Test
    void thirtyTwoMarksOnALetterStayAndNotOneMore() {
        assertThat(ViewText.normal("b" + "\u0301".repeat(32))).hasSize(33);
        assertThat(ViewText.normal("b" + "\u0301".repeat(33))).hasSize(33);
        assertThat(ViewText.normal("b" + "\u0488".repeat(40)))
                .as("enclosing marks")
                .hasSize(33);
        assertThat(ViewText.normal("b" + "\u0903".repeat(40)))
                .as("spacing marks")
                .hasSize(33);
        assertThat(ViewText.normal(("b" + "\u0301".repeat(20)).repeat(2)))
                .as("each letter has its own")
                .hasSize(42);
    }

    @Test
    void wideDigitsAndLettersAtTheEndsOfTheirRangesCount() {
        assertThat(TextClaims.in("住院号：ＡＺａｚ０９－１")).containsExactly(new Found("visit-number", "AZaz09-1"));
        assertThat(TextClaims.in("电话＋８６１３８０００００１２３")).containsExactly(new Found("phone", "13800000123"));
    }

    @Test
    void datesAreNoClaimOfAPerson() {
        assertThat(TextClaims.ofPeopleAsJson("2026年9月18日，电话13800000012").toString())
                .isEqualTo("[{\"kind\":\"phone\",\"value\":\"13800000012\"}]");
        assertThat(TextClaims.asJson("2026年9月18日").toString())
                .isEqualTo("[{\"kind\":\"date\",\"value\":\"2026年9月18日\"}]");
    }

    @Test
    void scratchIsEmptiedAtTheStartAndKeepsNothingThatIsDeleted(@TempDir Path home) throws IOException {
        Path folder = home.resolve("read");
        Files.createDirectories(folder.resolve("r1"));
        Files.writeString(folder.resolve("r1").resolve("page"), "left by a hub that was killed");

        ReadScratch scratch = new ReadScratch(folder);

        assertThat(folder).doesNotExist();
        Path own = scratch.newFolder();
        Files.writeString(own.resolve("page"), "x");
        assertThat(own).hasParent(folder.toAbsolutePath());
        ReadScratch.delete(own);
        assertThat(own).doesNotExist();
        assertThat(folder).exists();
        ReadScratch.delete(own);
    }

    @Test
    void fileOfScratchThatIsKeptHasItsFolder(@TempDir Path home) throws IOException {
        Path kept = new ReadScratch(home.resolve("read")).kept("jar");

        assertThat(Files.writeString(kept, "x")).hasContent("x");
        assertThat(kept).isEqualTo(home.resolve("read").resolve("jar").toAbsolutePath());
    }
}
