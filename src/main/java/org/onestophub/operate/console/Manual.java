package org.onestophub.operate.console;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.onestophub.problem.Language;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** The pages of the manual that lie in the jar, as HTML. Each code of the page of errors can be linked to. */
@Component
class Manual {

    private static final String FOLDER = "/org/onestophub/operate/console/manual/";
    private static final List<String> PAGES = List.of("errors", "operations");
    private static final Pattern CODE_CELL = Pattern.compile("<td>((?:<code>)?([A-Z]{2}-\\d{3})(?:</code>)?)</td>");
    /** Links to pages that are not in the jar lead nowhere here; their words stay. */
    private static final Pattern ELSEWHERE = Pattern.compile("<a (?![^>]*href=\"#)[^>]*>(.*?)</a>");

    /** What is for readers of the files: their languages, pictures beside them, and how a page is generated. */
    private static final Pattern OF_THE_FILE =
            Pattern.compile("<p>(?:English · 中文|<img [^>]*>|[^<]*<code>Problem</code>.*?)</p>\\R?", Pattern.DOTALL);

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());

    private final Map<String, String> rendered = new ConcurrentHashMap<>();

    /**
     * The page as HTML.
     * @throws ProblemException AC-103 if the manual in the jar has no such page
     */
    String html(String page, Language language) {
        if (!PAGES.contains(page)) {
            throw new ProblemException(Problem.NOT_FOUND, "page");
        }
        String file = (language == Language.CHINESE ? "zh-CN/" : "") + page + ".md";
        return rendered.computeIfAbsent(file, Manual::render);
    }

    private static String render(String file) {
        try (InputStream in = Manual.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new ProblemException(Problem.NOT_FOUND, "page");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String html = HtmlRenderer.builder()
                    .extensions(EXTENSIONS)
                    .escapeHtml(true)
                    .sanitizeUrls(true)
                    .build()
                    .render(Parser.builder().extensions(EXTENSIONS).build().parse(text));
            String linked = CODE_CELL.matcher(html).replaceAll("<td id=\"$2\">$1</td>");
            return OF_THE_FILE
                    .matcher(ELSEWHERE.matcher(linked).replaceAll("$1"))
                    .replaceAll("")
                    .replace("<pre>", "<pre tabindex=\"0\">");
        } catch (IOException e) {
            throw new ProblemException(Problem.ACCESS_FAULT);
        }
    }
}
