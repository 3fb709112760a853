package org.onestophub.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.onestophub.problem.Language;

/** Generated pages say what the code says. {@code -Ddocs.update=true} writes them anew, but not where CI is set. */
class DocsFreshTest {

    @Test
    void errorsPageIsFresh() throws IOException {
        assertFresh("errors.md", ErrorsPage.text(Language.ENGLISH));
    }

    @Test
    void chineseErrorsPageIsFresh() throws IOException {
        assertFresh("zh-CN/errors.md", ErrorsPage.text(Language.CHINESE));
    }

    @Test
    void configurationPageIsFresh() throws IOException {
        assertFresh("configuration.md", ConfigurationPage.text());
    }

    @Test
    void rightsPagesAreFresh() throws IOException, ClassNotFoundException {
        assertFresh("rights.md", RightsPage.text(Language.ENGLISH));
        assertFresh("zh-CN/rights.md", RightsPage.text(Language.CHINESE));
    }

    private static void assertFresh(String name, String expected) throws IOException {
        Path page = Path.of("docs", name);
        if (Boolean.getBoolean("docs.update") && System.getenv("CI") == null) {
            Files.writeString(page, expected);
        }

        assertThat(page).exists();
        assertThat(Files.readString(page))
                .as("docs/" + name + "; write it anew with -Dtest=DocsFreshTest -Ddocs.update=true")
                .isEqualTo(expected);
    }
}
