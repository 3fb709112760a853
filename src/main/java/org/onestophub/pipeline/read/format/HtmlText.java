package org.onestophub.pipeline.read.format;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.ShortText;

/**
 * The text of an HTML mail, for reading and searching; the HTML itself stays in the original. Nothing is loaded and
 * nothing runs. If broken markup would hide everything, the tags are cut out instead.
 */
public final class HtmlText {

    /** Word makes a megabyte of HTML of one page; no mail has a megabyte of text. */
    public static final int CHARS_MAX = 2 * 1024 * 1024;

    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "template", "noscript", "xml");

    /** Elements that browsers show on lines of their own. Source: HTML standard, 15.3. */
    private static final Set<String> LINES = Set.of(
            ("address article aside blockquote br caption center dd details dialog dir div dl dt fieldset figcaption figure"
                            + " footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup"
                            + " option p plaintext pre search section summary table tr ul xmp")
                    .split(" ", -1));

    private static final Set<String> CELLS = Set.of("td", "th");

    private static final Pattern CLAIM = Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9_.:-]{1,40})");

    private static final int CLAIM_BYTES = 2048;

    private HtmlText() {}

    /** The character set declared near the start of the page, empty if there is none. */
    public static String claimIn(byte[] html) {
        String start = new String(html, 0, Math.min(html.length, CLAIM_BYTES), StandardCharsets.ISO_8859_1);
        Matcher claim = CLAIM.matcher(start);
        return claim.find() ? claim.group(1) : "";
    }

    /** The text of the page's first {@link #CHARS_MAX} characters. */
    public static String of(String html) {
        String closed = withoutOpenComment(ShortText.of(html, CHARS_MAX));
        Lines lines = new Lines();
        Jsoup.parse(closed).traverse(lines);
        String text = lines.text();
        return text.isBlank() ? withoutTags(closed) : text;
    }

    /** A comment that is not closed would hide the rest of the mail; Word's conditional comments break like this. */
    private static String withoutOpenComment(String html) {
        int closed = html.lastIndexOf("-->");
        int open = html.indexOf("<!--", closed < 0 ? 0 : closed);
        return open < 0 ? html : html.substring(0, open) + html.substring(open + 4);
    }

    /** Last resort: everything between tags, but no scripts and styles. */
    private static String withoutTags(String html) {
        StringBuilder out = new StringBuilder();
        // a missing end is searched for only once: a megabyte of open scripts would be searched to its end for each
        Set<String> endless = new HashSet<>();
        int at = 0;
        while (at < html.length()) {
            int open = html.indexOf('<', at);
            if (open < 0) {
                break;
            }
            out.append(html, at, open).append(' ');
            String name =
                    html.substring(open + 1, Math.min(html.length(), open + 7)).toLowerCase(Locale.ROOT);
            String end = name.startsWith("script") ? "</script" : name.startsWith("style") ? "</style" : "";
            int hidden = end.isEmpty() || endless.contains(end) ? -1 : html.indexOf(end, open);
            if (hidden < 0) {
                endless.add(end);
            }
            int close = html.indexOf('>', Math.max(open, hidden));
            if (close < 0) {
                return out.toString().strip();
            }
            at = close + 1;
        }
        return out.append(html, Math.min(at, html.length()), html.length())
                .toString()
                .strip();
    }

    /** Collects the text with a line per block. */
    private static final class Lines implements NodeVisitor {
        private final StringBuilder out = new StringBuilder();
        private int unseen;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                unseen += UNSEEN.contains(element.normalName()) ? 1 : 0;
                breakLine(element);
            } else if (node instanceof TextNode text && unseen == 0) {
                append(text.getWholeText(), isPreformatted(text.parent()));
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                unseen -= UNSEEN.contains(element.normalName()) ? 1 : 0;
                if (!element.normalName().equals("br")) {
                    breakLine(element);
                }
            }
        }

        private static boolean isPreformatted(@Nullable Node parent) {
            return parent != null
                    && (parent.normalName().equals("pre") || parent.normalName().equals("textarea"));
        }

        private void breakLine(Element element) {
            String name = element.normalName();
            if (name.equals("br")) {
                out.append('\n');
            } else if (LINES.contains(name) && !isAtLineStart()) {
                out.append('\n');
            } else if (CELLS.contains(name) && !isAtLineStart()) {
                out.append(' ');
            }
        }

        private void append(String text, boolean preformatted) {
            if (preformatted) {
                out.append(text);
                return;
            }
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\u00a0') {
                    out.append(c);
                } else if (!isAtLineStart() && out.charAt(out.length() - 1) != ' ') {
                    out.append(' ');
                }
            }
        }

        private boolean isAtLineStart() {
            return out.length() == 0 || out.charAt(out.length() - 1) == '\n';
        }

        String text() {
            return out.toString()
                    .replaceAll(" +\n", "\n")
                    .replaceAll("\n{3,}", "\n\n")
                    .strip();
        }
    }
}
