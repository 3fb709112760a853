package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

class ColumnHeadingsTest {

    private final TemplateEngine pages = new TemplateEngine();

    ColumnHeadingsTest() {
        pages.addDialect(new ColumnHeadings());
    }

    @Test
    void cellsOfManyColumnsCarryTheHeadingsThatThePageShows() {
        String page = page(
                "<table><thead><tr><th th:text=\"${first}\">x</th><th th:if=\"${gone}\">gone</th><th><input></th>"
                        + "<th><span class=\"quiet\">Act</span></th><th>due</th><th>E</th></tr></thead>"
                        + "<tbody><tr th:each=\"n : ${rows}\"><td th:text=\"${n}\">1</td><td th:if=\"${gone}\">0</td>"
                        + "<td>box</td><td>do</td><td>d</td><td>e</td></tr></tbody></table>",
                Map.of("first", "A \"&<b>", "gone", false, "rows", new int[] {7, 8}));

        assertThat(page)
                .contains("<td data-label=\"A &quot;&amp;&lt;b&gt;\">7</td>", ">8</td><td>box</td>")
                .contains("<td>do</td><td data-label=\"Due\">d</td><td data-label=\"E\">e</td>")
                .doesNotContain("gone");
    }

    @Test
    void htmlThatIsPrintedAsItIsHasThemTooAndEachTableItsOwn() {
        String page = page(
                "<div th:utext=\"${html}\">html</div>",
                Map.of("html", table(5, "A", "td") + table(5, "B", "td") + "<p>1 < 2</p>"));

        assertThat(page).contains("<td data-label=\"A0\">0</td>", "<td data-label=\"B4\">4</td>", "1 < 2");
        assertThat(page.split("data-label", -1)).hasSize(11);
    }

    @Test
    void fewColumnsAndRowsOfFiguresStayAsTheyAre() {
        assertThat(page(table(4, "A", "td"), Map.of())).isEqualTo(table(4, "A", "td"));
        assertThat(page(table(6, "A", "th"), Map.of())).isEqualTo(table(6, "A", "th"));
    }

    private String page(String template, Map<String, Object> values) {
        return pages.process(template, new Context(Locale.ENGLISH, values));
    }

    private static String table(int columns, String name, String first) {
        String cells = IntStream.range(1, columns)
                .mapToObj(at -> "<td>" + at + "</td>")
                .collect(Collectors.joining("", "<" + first + ">0</" + first + ">", ""));
        String headings = IntStream.range(0, columns)
                .mapToObj(at -> "<th>" + name + at + "</th>")
                .collect(Collectors.joining());
        return "<table><thead><tr>" + headings + "</tr></thead><tbody><tr>" + cells + "</tr></tbody></table>";
    }
}
