package org.onestophub.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages lead to each other, and those that must stay short do. */
class PagesTest {

    private static final Path DECISIONS = Path.of("docs/decisions");

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\[[^]\\[]*]\\(([^)\\s]+)\\)");
    private static final Pattern ELSEWHERE = Pattern.compile("(https?|mailto):.*");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");
    private static final Pattern NAMED_PAGE = Pattern.compile("docs/[A-Za-z0-9/-]+\\.md");

    private static final Pattern DECISION_NAME = Pattern.compile("\\d{4}-[a-z0-9]+(-[a-z0-9]+)*\\.md");
    private static final List<String> DECISION_PARTS = List.of("Context", "Decision", "Consequences");

    /** Where texts refer to pages beside the pages themselves. */
    private static final List<String> REFERRING = List.of("src", "routes", "connectors", "mappings", ".ci", "pom.xml");

    private static final Set<String> TEXT =
            Set.of("java", "yaml", "yml", "jslt", "sql", "xml", "properties", "service", "env", "sh", "csv", "");

    private static final int ARCHITECTURE_WORDS = 2_500;
    private static final int CONTRIBUTING_LINES = 80;
    private static final int DECISION_WORDS_LEAST = 150;
    private static final int DECISION_WORDS_MOST = 450;

    @Test
    void everyPackageIsInTheArchitecture() throws IOException {
        String page = Files.readString(Path.of("docs/architecture.md"));
        try (Stream<Path> walk = Files.walk(Path.of("src/main/java/org/onestophub"))) {
            assertThat(walk.filter(Files::isDirectory)
                            .skip(1)
                            .map(folder -> folder.getFileName().toString()))
                    .isNotEmpty()
                    .allMatch(name -> Pattern.compile("`[^`\n]*\\b" + name + "\\b[^`\n]*`")
                            .matcher(page)
                            .find());
        }
    }

    @Test
    void everyLinkOfAPageLeadsSomewhere() {
        List<Path> pages = pages();
        List<String> broken = new ArrayList<>();
        Map<Path, Set<String>> anchors = new HashMap<>();
        int links = 0;
        for (Path page : pages) {
            Matcher link = LINK.matcher(CODE.matcher(withoutFences(page)).replaceAll(""));
            while (link.find()) {
                if (!ELSEWHERE.matcher(link.group(1)).matches()) {
                    links++;
                    String[] parts = link.group(1).split("#", 2);
                    Path target = parts[0].isEmpty()
                            ? page
                            : page.resolveSibling(parts[0]).normalize();
                    if (!Files.exists(target)) {
                        broken.add(page + ": " + link.group(1));
                    } else if (parts.length == 2
                            && !anchors.computeIfAbsent(target, PagesTest::anchorsOf)
                                    .contains(parts[1])) {
                        broken.add(page + ": no heading of " + link.group(1));
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(pages).contains(Path.of("README.md"), Path.of("docs/architecture.md"));
        assertThat(links).as("links looked at").isGreaterThan(50);
    }

    @Test
    void everyPageThatCodeOrAFileNamesIsThere() {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path file : referring()) {
            Matcher page = NAMED_PAGE.matcher(text(file));
            while (page.find()) {
                named++;
                if (!Files.exists(Path.of(page.group()))) {
                    missing.add(file + ": " + page.group());
                }
            }
        }

        assertThat(missing).isEmpty();
        assertThat(named).as("pages named").isGreaterThan(10);
    }

    @Test
    void theArchitectureIsReadInOneSitting() {
        assertThat(words(text(Path.of("docs/architecture.md")))).isLessThanOrEqualTo(ARCHITECTURE_WORDS);
    }

    @Test
    void theFirstPageForContributorsStaysShort() {
        assertThat(text(Path.of("CONTRIBUTING.md")).lines().count()).isLessThanOrEqualTo(CONTRIBUTING_LINES);
    }

    @Test
    void everyDecisionIsOnePageOfTheSameForm() {
        List<String> wrong = new ArrayList<>();
        Set<String> numbers = new TreeSet<>();
        for (Path record : decisions()) {
            String name = record.getFileName().toString();
            String text = text(record);
            if (!DECISION_NAME.matcher(name).matches() || !numbers.add(name.substring(0, Math.min(4, name.length())))) {
                wrong.add(name + ": name");
            }
            if (!text.startsWith("# ") || !headings(text).equals(DECISION_PARTS)) {
                wrong.add(name + ": a title and the parts " + DECISION_PARTS);
            }
            int words = words(text);
            if (words < DECISION_WORDS_LEAST || words > DECISION_WORDS_MOST) {
                wrong.add(name + ": " + words + " words");
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void theIndexHasEveryDecisionByItsTitle() {
        String index = text(DECISIONS.resolve("README.md"));
        List<Path> records = decisions();

        for (Path record : records) {
            String name = record.getFileName().toString();
            String title = text(record).lines().findFirst().orElse("").replaceFirst("^# ", "");
            assertThat(index).contains("- [" + name.substring(0, 4) + "](" + name + ") " + title + ": ");
        }
        assertThat(index.lines().filter(line -> line.startsWith("- "))).hasSameSizeAs(records);
    }

    /** The second-level headings. */
    private static List<String> headings(String text) {
        return text.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).strip())
                .toList();
    }

    private static int words(String text) {
        return text.strip().split("\\s+").length;
    }

    /** Anchors as a forge makes them of headings. */
    private static Set<String> anchorsOf(Path page) {
        Set<String> anchors = new TreeSet<>();
        Matcher heading = HEADING.matcher(withoutFences(page));
        while (heading.find()) {
            anchors.add(heading.group(1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }

    private static String withoutFences(Path page) {
        return FENCE.matcher(text(page)).replaceAll("");
    }

    private static List<Path> decisions() {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            List<Path> records = files.filter(
                            file -> !file.getFileName().toString().equals("README.md"))
                    .sorted()
                    .toList();
            assertThat(records).isNotEmpty();
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> pages() {
        List<Path> pages = new ArrayList<>(below(Path.of("docs")));
        try (Stream<Path> top = Files.list(Path.of(""))) {
            top.filter(Files::isRegularFile).forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages.stream()
                .filter(file -> file.toString().endsWith(".md"))
                .sorted()
                .toList();
    }

    private static List<Path> referring() {
        return REFERRING.stream()
                .map(Path::of)
                .flatMap(path -> below(path).stream())
                .filter(file -> TEXT.contains(extension(file)))
                // samples of mappings are texts of senders
                .filter(file -> !file.startsWith("mappings") || !file.toString().contains("samples"))
                .toList();
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
