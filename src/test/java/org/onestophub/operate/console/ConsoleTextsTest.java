package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onestophub.complaint.EventTypes;
import org.onestophub.complaint.contract.operations.HandoverPackages;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.complaint.walk.Outcome;
import org.onestophub.operate.ops.query.ComplaintSearch;

/** Every text of the console is there in Chinese and in English, and every page is made of texts and not of words. */
class ConsoleTextsTest {

    private static final Path RESOURCES = Path.of("src/main/resources/org/onestophub/operate/console");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z0-9.]+)[(}]");
    /** The word of what is written to the access log, where it stands in the code as it is. */
    private static final Pattern RECORDED =
            Pattern.compile("(?:receiptSeen|complaintSeen|record\\.done|(?:allowed|begin)\\(viewer\\b)[^;\"{}]*"
                    + "(?<!equals\\()\"([a-z-]*[a-z])\"");

    /** The kind of an item of a plan, likewise. */
    private static final Pattern PLANNED = Pattern.compile("(?:ApplyPlan\\.Item\\(\\s*| KIND = )\"([a-z-]+)\"");

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @Test
    void bothLanguagesHaveTheSameKeysAndNoEmptyText() {
        Properties chinese = texts("zh");
        Properties english = texts("en");

        assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
        assertThat(chinese.values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
        assertThat(english.values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
    }

    @Test
    void placeholdersAreTheSameInBothLanguages() {
        Properties chinese = texts("zh");
        Properties english = texts("en");

        for (String key : chinese.stringPropertyNames()) {
            assertThat(placeholders(english.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(chinese.getProperty(key)));
        }
    }

    @Test
    void everyKeyThatAPageNamesIsThere() throws IOException {
        Set<String> known = texts("zh").stringPropertyNames();
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            Matcher key = KEY.matcher(Files.readString(page));
            while (key.find()) {
                if (!known.contains(key.group(1))) {
                    missing.add(page.getFileName() + " " + key.group(1));
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void everyWordThatTheHubReportsHasAText() {
        Set<String> known = texts("zh").stringPropertyNames();

        for (Outcome outcome : Outcome.values()) {
            assertThat(known).contains("outcome." + outcome.word());
        }
        for (Right right : Right.values()) {
            assertThat(known).contains("right." + right.word());
        }
        TimeLine.STAGES.keySet().forEach(kind -> assertThat(known).contains("kind." + kind));
        TimeLine.WITHOUT_CONTENT.stream()
                .filter(fact -> !TimeLine.NOT_LISTED.contains(fact))
                .forEach(fact -> assertThat(known).contains("fact." + fact));
        ComplaintSearch.FLAGS.forEach(flag -> assertThat(known).contains("flag." + flag));
        ComplaintSearch.DUES.forEach(due -> assertThat(known).contains("due." + due));
        EventTypes.ON_REQUEST.forEach(type -> assertThat(known).contains("event." + type));
        List.of(EventTypes.CREATED, EventTypes.UPDATED, EventTypes.ERASED)
                .forEach(type -> assertThat(known).contains("event." + type));
    }

    @Test
    void everyKindOfThingInAPlanHasAText() throws IOException {
        Set<String> known = texts("zh").stringPropertyNames();
        Set<String> kinds = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/onestophub/operate/config"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher kind = PLANNED.matcher(Files.readString(file));
                while (kind.find()) {
                    kinds.add("plankind." + kind.group(1));
                }
            }
        }

        assertThat(kinds).contains("plankind.rules", "plankind.mapping").hasSizeGreaterThan(4);
        assertThat(known).containsAll(kinds);
    }

    @Test
    void everyActionThatIsRecordedHasAText() throws IOException {
        Set<String> known = texts("zh").stringPropertyNames();
        Set<String> actions = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/onestophub"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                Matcher recorded = RECORDED.matcher(Files.readString(file));
                while (recorded.find()) {
                    actions.add("action." + recorded.group(1));
                }
            }
        }
        for (HandoverPackages.Receiver receiver : HandoverPackages.Receiver.values()) {
            actions.add("action.package-" + receiver.word());
        }

        assertThat(actions).hasSizeGreaterThan(40);
        assertThat(known).containsAll(actions);
    }

    @Test
    void noPageHasScriptsStylesOrChineseOfItsOwnAndOnlyTheManualIsHtml() throws IOException {
        for (Path page : pages()) {
            String html = Files.readString(page);
            assertThat(html)
                    .as(page.toString())
                    .doesNotContainPattern(
                            "(?i)<script(?![^>]*\\bsrc=)|<style|\\sstyle=|\\son[a-z]+=|https?://(?!www.thymeleaf.org)")
                    .doesNotContainPattern(HAN);
            if (!page.endsWith("help.html")) {
                assertThat(html).as(page.toString()).doesNotContain("th:utext");
            }
        }
    }

    private static Set<String> placeholders(String text) {
        Set<String> found = new TreeSet<>();
        Matcher placeholder = Pattern.compile("\\{\\d}").matcher(text);
        while (placeholder.find()) {
            found.add(placeholder.group());
        }
        return found;
    }

    private static Properties texts(String language) {
        Properties texts = new Properties();
        try (Reader in = Files.newBufferedReader(RESOURCES.resolve("texts/console_" + language + ".properties"))) {
            texts.load(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return texts;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("pages"))) {
            return files.sorted().toList();
        }
    }
}
