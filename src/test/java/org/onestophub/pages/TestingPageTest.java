package org.onestophub.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/testing.md names the floors of strength that the profile {@code mutation} holds. */
class TestingPageTest {

    private static final Pattern FLOOR = Pattern.compile("(?s)<id>([a-z0-9-]+)</id>\\s*<configuration>"
            + "(?:(?!</configuration>).)*<testStrengthThreshold>(\\d+)</testStrengthThreshold>");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| (\\d+) % \\|.*$");

    @Test
    void floorsOnThePageAreThoseOfTheProfile() throws IOException {
        Map<String, Integer> held = floors(FLOOR, "pom.xml");

        assertThat(held).isNotEmpty();
        assertThat(floors(ROW, "docs/testing.md")).isEqualTo(held);
    }

    private static Map<String, Integer> floors(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .collect(Collectors.toMap(
                        (MatchResult found) -> found.group(1),
                        found -> Integer.valueOf(found.group(2)),
                        (first, second) -> second,
                        TreeMap::new));
    }
}
