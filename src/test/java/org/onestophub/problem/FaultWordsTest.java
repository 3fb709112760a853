package org.onestophub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaultWordsTest {

    private static final Pattern CALL = Pattern.compile("\\b(?:fault|faultBelow|Fault\\.of)\\(([^;]*);\\R");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern WORDS = Pattern.compile("[a-z]+ [a-z]+");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private static String known = "";

    @BeforeAll
    static void read() throws IOException {
        known = Files.readString(Path.of("src/main/resources/org/onestophub/problem/faults_zh.txt"));
    }

    @Test
    void quotedNamesStayAsTheyAre() {
        assertThat(chinese("no mapping desk-{0}$1")).isEqualTo("没有映射 desk-{0}$1");
        assertThat(chinese("log has no option show\\All")).isEqualTo("log 没有选项 show\\All");
        assertThat(chinese("rule major: there is no routes/out-x.yaml")).isEqualTo("rule major: 没有 routes/out-x.yaml");
        assertThat(FaultWords.in(Language.ENGLISH, "no mapping desk")).isEqualTo("no mapping desk");
    }

    @Test
    void messageOfANewerPartOfTheHubStaysEnglish() {
        assertThat(chinese("something nobody has said yet")).isEqualTo("something nobody has said yet");
        assertThat(chinese("")).isEmpty();
    }

    @Test
    void longTextOfAStrangerIsAnsweredAtOnce() {
        String hostile = "a: ".repeat(20_000);

        assertThat(chinese(hostile)).endsWith(hostile.substring(hostile.length() - 100));
    }

    @Test
    void everyMessageOfTheHubHasChineseWords() throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                Matcher call = CALL.matcher(Files.readString(file));
                while (call.find()) {
                    TEXT.matcher(call.group(1))
                            .results()
                            .map(text -> text.group(1))
                            .filter(text -> WORDS.matcher(text).find())
                            .forEach(said::add);
                }
            }
        }

        assertThat(said).hasSizeGreaterThan(80);
        assertThat(said.stream().filter(text -> !isTranslated(text))).isEmpty();
    }

    /** Between the texts of a message stand names: a text is a part of a known one, or is translated between names. */
    private static boolean isTranslated(String text) {
        return known.contains(text.strip())
                || List.of(text, "X" + text, "X is such as " + text).stream()
                        .anyMatch(message -> HAN.matcher(chinese(message)).find());
    }

    private static String chinese(String message) {
        return FaultWords.in(Language.CHINESE, message);
    }
}
