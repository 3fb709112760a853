package org.onestophub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Problem;

/** Every problem the hub can report is shown by a test, or by the answer beside a sample. */
class ProblemsAreRaisedTest {

    @Test
    void everyProblemIsAssertedSomewhere() {
        List<String> shown = Stream.concat(
                        texts(Path.of("src/test/java"), ".java").stream(), texts(Path.of("mappings"), ".json").stream())
                .toList();

        List<String> silent = Arrays.stream(Problem.values())
                .filter(problem -> shown.stream().noneMatch(mentions(problem)))
                .map(problem -> problem.code() + " " + problem.name())
                .toList();

        assertThat(silent).isEmpty();
    }

    private static java.util.function.Predicate<String> mentions(Problem problem) {
        return Pattern.compile("\\b(" + problem.name() + "|" + problem.code() + ")\\b")
                .asPredicate();
    }

    /** The answers beside samples are asserted by the tests that walk them. */
    private static List<String> texts(Path root, String suffix) {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(file -> file.toString().endsWith(suffix))
                    .filter(file ->
                            !suffix.equals(".json") || file.toString().matches(".*\\.(expected|rejected)\\.json"))
                    .map(ProblemsAreRaisedTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
