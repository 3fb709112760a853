package org.onestophub.pipeline.read.feed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.onestophub.pipeline.read.format.HtmlText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** The element of an entry: its children by their usual names, and their words without markup. */
final class EntryElement {

    private static final Pattern PREFIXED_TAG = Pattern.compile("(</?)[A-Za-z][A-Za-z0-9]*:");

    private final Element element;
    private final Map<String, String> usualPrefixes;
    private final String ownPrefix;

    private EntryElement(Element element, Map<String, String> usualPrefixes) {
        this.element = element;
        this.usualPrefixes = usualPrefixes;
        this.ownPrefix = prefixOf(element);
    }

    /**
     * The element in that text. Nothing is fetched, and no entity is expanded but those of XML and HTML.
     * @param prefixes what the feed calls the usual prefixes, {@code d=dc t=dcterms}
     * @throws ProblemException RD-150 if the text is not one whole item or entry
     */
    static EntryElement of(String text, String prefixes) {
        Map<String, String> usual = new HashMap<>();
        for (String pair : prefixes.split(" ", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                usual.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        Element entry = Jsoup.parse(text, "", Parser.xmlParser()).firstElementChild();
        if (entry != null && isEntry(entry.tagName()) && isWhole(text.strip(), entry.tagName())) {
            return new EntryElement(entry, usual);
        }
        throw new ProblemException(Problem.FEED_ENTRY_UNREADABLE);
    }

    private static boolean isEntry(String name) {
        String local = name.substring(name.indexOf(':') + 1);
        return local.equalsIgnoreCase("item") || local.equalsIgnoreCase("entry");
    }

    private static boolean isWhole(String text, String name) {
        int end = text.lastIndexOf('<');
        String last = text.substring(end);
        return text.startsWith("<" + name)
                && text.endsWith(">")
                && (end == 0
                        ? text.endsWith("/>")
                        : last.replaceFirst("\\s*>$", ">").equals("</" + name + ">"));
    }

    private String prefixOf(Element one) {
        int colon = one.tagName().indexOf(':');
        String prefix = colon < 0 ? "" : one.tagName().substring(0, colon);
        return usualPrefixes.getOrDefault(prefix, prefix);
    }

    /** The usual name of a child: that of the entry's own vocabulary without a prefix. */
    private String nameOf(Element child) {
        String prefix = prefixOf(child);
        String local = child.tagName().substring(child.tagName().indexOf(':') + 1);
        return prefix.isEmpty() || prefix.equals(ownPrefix) ? local : prefix + ":" + local;
    }

    boolean isAtom() {
        return element.tagName().endsWith("entry");
    }

    /** The entry's own element. */
    Element element() {
        return element;
    }

    /** All children of that name. */
    List<Element> all(String name) {
        return element.children().stream()
                .filter(child -> nameOf(child).equals(name))
                .toList();
    }

    /** The first of these names that a child with words has, as a text without markup; empty if there is none. */
    String words(String... names) {
        for (String name : names) {
            for (Element child : all(name)) {
                String words = words(child);
                if (!words.isBlank()) {
                    return words;
                }
            }
        }
        return "";
    }

    /** The first of these names, as it stands; empty if there is none. */
    String raw(String... names) {
        for (String name : names) {
            Optional<String> found = all(name).stream()
                    .map(Element::wholeText)
                    .filter(text -> !text.isBlank())
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return "";
    }

    /** A name within a child, such as that of an author. */
    String within(String name, String inner) {
        return all(name).stream()
                .flatMap(child -> child.children().stream())
                .filter(child -> nameOf(child).equals(inner))
                .map(this::words)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
    }

    /** Words of a text construct. Source: RFC 4287, 3.1 and 4.1.3; RSS has HTML in every text. */
    private String words(Element child) {
        String type = child.attr("type").strip().toLowerCase(java.util.Locale.ROOT);
        boolean isOfAtom =
                isAtom() && nameOf(child).indexOf(':') < 0 || nameOf(child).startsWith("atom:");
        if (!isOfAtom || type.equals("html") || type.startsWith("text/html")) {
            String text = child.childrenSize() > 0 ? markup(child) : child.wholeText();
            return text.indexOf('<') < 0 && text.indexOf('&') < 0 ? text : HtmlText.of(text);
        }
        if (type.equals("xhtml") || type.endsWith("/xml") || type.endsWith("+xml")) {
            return HtmlText.of(markup(child));
        }
        return type.isEmpty() || type.equals("text") || type.startsWith("text/") ? child.wholeText() : "";
    }

    private static String markup(Element child) {
        return PREFIXED_TAG.matcher(child.html()).replaceAll("$1");
    }
}
