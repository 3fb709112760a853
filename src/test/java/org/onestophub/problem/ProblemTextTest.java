package org.onestophub.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every problem says the same thing in English and in Chinese. */
class ProblemTextTest {

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** Words that are the same in every language: settings, paths, files, options, headers, codes, abbreviations, numbers. */
    private static final Pattern CODE_WORD = Pattern.compile(String.join(
            "|",
            "(?<![A-Za-z])--?[a-z]+(?:-[a-z]+)*(?: <[a-z]+>)?",
            "[a-z]+-(?=[,、 ])",
            "\\b[a-z]+(?:\\.[a-z-]+)+\\b",
            "\\b[a-z]+(?:/[a-z+-]+)+",
            "\\bmappings/(?:[a-z-]+)?",
            "\\b[a-z]+[A-Z][A-Za-z]*\\b",
            "\\b[A-Z][a-z]+(?:-[A-Z][a-z]+)+\\b",
            "\\b[A-Z]{2,}(?:-?\\d+)?\\b",
            "\\b\\d+(?:\\.\\d+)?\\b"));

    /** Abbreviations that one of the languages spells out. */
    private static final Set<String> SPELLED_OUT = Set.of("ID", "CA", "IP");

    @ParameterizedTest
    @EnumSource(Problem.class)
    void everyTextIsThereInBothLanguages(Problem problem) {
        assertThat(parts(problem.in(Language.ENGLISH)))
                .allSatisfy(text -> assertThat(text)
                        .isNotBlank()
                        .endsWith(".")
                        .isEqualTo(text.strip())
                        .doesNotContainPattern(HAN));
        assertThat(parts(problem.in(Language.CHINESE)))
                .allSatisfy(text -> assertThat(text)
                        .isNotBlank()
                        .endsWith("。")
                        .isEqualTo(text.strip())
                        .containsPattern(HAN));
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void codeWordsAreTheSameInBothLanguages(Problem problem) {
        for (Function<ProblemText, String> part :
                List.<Function<ProblemText, String>>of(ProblemText::meaning, ProblemText::cause, ProblemText::remedy)) {
            assertThat(codeWords(part.apply(problem.in(Language.CHINESE))))
                    .as(problem.code())
                    .isEqualTo(codeWords(part.apply(problem.in(Language.ENGLISH))));
        }
    }

    private static Stream<String> parts(ProblemText text) {
        return Stream.of(text.meaning(), text.cause(), text.remedy());
    }

    private static Set<String> codeWords(String text) {
        Set<String> words = new TreeSet<>();
        Matcher word = CODE_WORD.matcher(text);
        while (word.find()) {
            if (!SPELLED_OUT.contains(word.group())) {
                words.add(word.group());
            }
        }
        return words;
    }
}
