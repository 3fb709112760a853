package org.onestophub.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.architecture.SqlInSources.Found;

/** Texts are put together as the program does it. */
class SqlInSourcesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void writeAClassOfTheSameNameInAnotherRoom() throws IOException {
        write("other/One.java", "class One { static final String A = \"wrong\"; }");
        write("record/Two.java", "class Two { static final String A = \"id, at\"; }");
    }

    @Test
    void concatenationsAndConstantsOfOtherClassesAreFollowed() throws IOException {
        write("record/One.java", """
                class One {
                    private static final String A = "from a";
                    void go() { jdbc.sql("select " + Two.A + " " + A + " limit " + 5).query(); }
                }""");

        assertThat(statements()).containsExactly("select id, at from a limit 5");
    }

    @Test
    void formatsAreFilled() throws IOException {
        write("record/One.java", """
                class One {
                    void go(String x) {
                        jdbc.sql("select %2$s, '%%s' from %1$s".formatted("a", "i")).query();
                        jdbc.sql("update %s set i = %s where x = %d".formatted("a", "'%s'", x)).update();
                    }
                }""");

        assertThat(statements())
                .containsExactly("select i, '%s' from a", "update a set i = '%s' where x = " + SqlText.DYNAMIC);
    }

    @Test
    void eachAlternativeIsAStatement() throws IOException {
        write("record/One.java", """
                class One {
                    void go(boolean is) {
                        String end = is ? " where i = 1" : "";
                        jdbc.update(is ? "delete from a" + end : "delete from b");
                    }
                }""");

        assertThat(statements())
                .containsExactlyInAnyOrder("delete from a where i = 1", "delete from a", "delete from b");
    }

    @Test
    void textBlocksListsAndArgumentsOfOtherMethodsAreTexts() throws IOException {
        write("record/One.java", """
                class One {
                    static final List<String> ALL = List.of("delete from a", "delete from " + "b");
                    void go() { ALL.forEach(sql -> jdbc.sql(sql).update()); oldest(\"""
                        select at
                        from c\"""); }
                }""");

        assertThat(texts()).contains("delete from a", "delete from b", "select at\nfrom c");
        assertThat(statements()).isEmpty();
    }

    @Test
    void textsBelongToTheRoomTheyStandInHoweverDeepItLies() throws IOException {
        write("One.java", "package org.onestophub.pipeline.record.wing; class One { String a = \"select 1\"; }");

        assertThat(SqlInSources.in(MainSources.parse(folder)).texts()).contains(new Found("One", "record", "select 1"));
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private List<String> statements() {
        return SqlInSources.in(MainSources.parse(folder)).statements().stream()
                .map(Found::text)
                .toList();
    }

    private List<String> texts() {
        return SqlInSources.in(MainSources.parse(folder)).texts().stream()
                .map(Found::text)
                .toList();
    }
}
