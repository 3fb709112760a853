package org.onestophub.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Chinese page has the structure, the commands and the names of its English page, so that neither is changed alone. */
class TranslationsTest {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern INLINE = Pattern.compile("`([^`]+)`");
    private static final Pattern COMMENT = Pattern.compile("(?m)( +# .*| *-- .*)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    @ParameterizedTest
    @CsvSource({
        "README.md, README.zh-CN.md",
        "docs/operations.md, docs/zh-CN/operations.md",
        "docs/errors.md, docs/zh-CN/errors.md"
    })
    void chinesePageIsInStepWithTheEnglishOne(Path english, Path chinese) throws IOException {
        String source = Files.readString(english);
        String translation = Files.readString(chinese);

        assertThat(shapeOf(translation)).as("headings, tables, lists").isEqualTo(shapeOf(source));
        assertThat(commandsOf(translation)).as("code blocks").isEqualTo(commandsOf(source));
        assertThat(namesOf(translation)).as("names in code").isEqualTo(namesOf(source));
        assertThat(linksOf(source, english)).as("links of " + english).contains(chinese);
        assertThat(linksOf(translation, chinese)).as("links of " + chinese).contains(english);
        assertThat(HAN.matcher(translation).results().count())
                .as("Chinese characters")
                .isGreaterThan(source.length() / 10);
    }

    /** The level of each heading, each table's number of rows, each item of a list, in their order. */
    private static List<String> shapeOf(String page) {
        List<String> shape = new ArrayList<>();
        int rows = 0;
        for (String line : FENCED.matcher(page).replaceAll("```").split("\n", -1)) {
            if (line.startsWith("|")) {
                rows++;
                continue;
            }
            if (rows > 0) {
                shape.add("table of " + rows);
                rows = 0;
            }
            Matcher mark = Pattern.compile("^(#+ |\\d+\\. |- |```)").matcher(line);
            if (mark.find()) {
                shape.add(mark.group().strip());
            }
        }
        return shape;
    }

    /** Code blocks without their comments, which are translated. */
    private static List<String> commandsOf(String page) {
        return FENCED.matcher(page)
                .results()
                .map(block -> COMMENT.matcher(block.group()).replaceAll(""))
                .toList();
    }

    private static Set<String> namesOf(String page) {
        Set<String> names = new TreeSet<>();
        Matcher name = INLINE.matcher(FENCED.matcher(page).replaceAll(""));
        while (name.find()) {
            names.add(name.group(1).replaceAll("\\s+", " "));
        }
        return names;
    }

    /** Pages and files of this repository, all of which are there. */
    private static List<Path> linksOf(String page, Path of) {
        Path folder = of.toAbsolutePath().getParent();
        List<Path> links = LINK.matcher(FENCED.matcher(page).replaceAll(""))
                .results()
                .map(link -> Path.of("")
                        .toAbsolutePath()
                        .relativize(folder.resolve(link.group(1)).normalize()))
                .toList();
        assertThat(links)
                .as("links of " + of)
                .allSatisfy(link -> assertThat(link).exists());
        return links;
    }
}
