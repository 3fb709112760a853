package org.onestophub.intake.source.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * One document of a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0.
 *
 * @param kind {@code rss}, {@code rdf} or {@code atom}
 * @param entries in the order of the document
 * @param charset of the bytes of the entries
 * @param title of the feed; may be empty
 * @param base what links are relative to, as written; may be empty
 * @param prefixes usual prefix of a vocabulary by the one the document uses, where they differ
 * @param next link to the next page as written; empty if there is none
 * @param isCut true if the document ends before its end
 */
record FeedPage(
        String kind,
        List<FeedEntry> entries,
        String charset,
        String title,
        String base,
        Map<String, String> prefixes,
        String next,
        boolean isCut) {

    /** Of one page; the pages of a look are bounded as well. */
    private static final int MAX_ENTRIES = 10_000;

    private static final int MAX_TITLE = 200;
    private static final int MAX_LINK = 900;

    private static final Map<String, String> VOCABULARIES = Map.of(
            "http://purl.org/dc/elements/1.1/", "dc",
            "http://purl.org/dc/terms/", "dcterms",
            "http://purl.org/rss/1.0/modules/content/", "content",
            "http://www.w3.org/2005/Atom", "atom",
            "http://search.yahoo.com/mrss/", "media",
            "http://rssnamespace.org/feedburner/ext/1.0", "feedburner");

    private static final Pattern TITLE = Pattern.compile("\\s*((?:<!\\[CDATA\\[)?[^<]{0,400})</");

    /**
     * The page in an answer.
     * @throws ProblemException CH-353 if it is no feed, CH-352 if it has too many entries
     */
    static FeedPage of(FeedText document) {
        return new Reading(document).page();
    }

    private static final class Reading {
        private final FeedText document;
        private final String text;
        private final XmlTags tags;
        private final List<FeedEntry> entries = new ArrayList<>();
        private final Map<String, String> prefixes = new HashMap<>();
        private String kind = "";
        private String title = "";
        private String base = "";
        private String next = "";
        private int entryFrom = -1;
        private int depth;
        private boolean hasEnded;

        private Reading(FeedText document) {
            this.document = document;
            this.text = document.text();
            this.tags = new XmlTags(text);
        }

        private FeedPage page() {
            XmlTags.Tag root = tags.next().orElseThrow(() -> new ProblemException(Problem.FEED_UNREADABLE));
            kind = kindOf(root);
            // nothing is ever expanded; a feed needs no definitions, an attack does
            if (kind.isEmpty() || tags.definesEntities()) {
                throw new ProblemException(Problem.FEED_UNREADABLE);
            }
            hasEnded = root.kind() == XmlTags.Kind.EMPTY;
            facts(root);
            for (Optional<XmlTags.Tag> tag = tags.next(); tag.isPresent() && !hasEnded; tag = tags.next()) {
                take(tag.get(), root);
            }
            if (tags.definesEntities()) {
                throw new ProblemException(Problem.FEED_UNREADABLE);
            }
            return new FeedPage(
                    kind,
                    List.copyOf(entries),
                    document.charset().name(),
                    title,
                    base,
                    Map.copyOf(prefixes),
                    next,
                    !hasEnded);
        }

        private void take(XmlTags.Tag tag, XmlTags.Tag root) {
            boolean isEnd = tag.kind() == XmlTags.Kind.END;
            if (isEnd && tag.is(root.name())) {
                close(tag.from());
                hasEnded = true;
            } else if (isEntry(tag)) {
                entry(tag);
            } else if (entryFrom >= 0) {
                if (isEnd && tag.is("channel")) {
                    close(tag.from());
                }
            } else if (!isEnd) {
                outside(tag);
            }
        }

        private void entry(XmlTags.Tag tag) {
            if (tag.kind() == XmlTags.Kind.END) {
                if (entryFrom >= 0 && --depth == 0) {
                    close(tag.to());
                }
                return;
            }
            if (entryFrom >= 0 && !kind.equals("atom")) {
                // items do not nest: the end of the one before is missing
                close(tag.from());
            }
            if (tag.kind() == XmlTags.Kind.EMPTY) {
                if (entryFrom < 0) {
                    entryFrom = tag.from();
                    close(tag.to());
                }
                return;
            }
            if (entryFrom < 0) {
                entryFrom = tag.from();
                depth = 0;
            }
            depth++;
        }

        /** The entry that is open, if one is, ends here. */
        private void close(int to) {
            if (entryFrom < 0) {
                return;
            }
            if (entries.size() == MAX_ENTRIES) {
                throw new ProblemException(Problem.ANSWER_TOO_LARGE, "entries");
            }
            entries.add(FeedEntry.of(document.bytes(entryFrom, to), text.substring(entryFrom, to)));
            entryFrom = -1;
        }

        private void outside(XmlTags.Tag tag) {
            if (tag.local().equalsIgnoreCase("title") && title.isEmpty()) {
                Matcher words = TITLE.matcher(text);
                // the search begins behind the tag
                if (words.region(tag.to(), text.length()).lookingAt()) {
                    String found = XmlWords.plain(words.group(1));
                    title = found.substring(0, Math.min(found.length(), MAX_TITLE));
                }
            } else if (tag.is("channel")) {
                facts(tag);
            } else if (tag.local().equalsIgnoreCase("link") && next.isEmpty()) {
                Map<String, String> attributes = attributesOf(tag);
                if ("next".equalsIgnoreCase(attributes.get("rel"))) {
                    next = bounded(attributes.getOrDefault("href", ""));
                }
            }
        }

        private void facts(XmlTags.Tag tag) {
            attributesOf(tag).forEach((name, value) -> {
                String usual = VOCABULARIES.getOrDefault(value.strip(), "");
                if (name.equals("xml:base")) {
                    base = bounded(value);
                } else if (name.startsWith("xmlns:") && !usual.isEmpty() && !name.endsWith(":" + usual)) {
                    prefixes.put(name.substring("xmlns:".length()), usual);
                }
            });
        }

        private boolean isEntry(XmlTags.Tag tag) {
            return kind.equals("atom") ? tag.is("entry") || tag.is("atom:entry") : tag.is("item") || tag.is("rss:item");
        }

        private Map<String, String> attributesOf(XmlTags.Tag tag) {
            return XmlWords.attributes(text.substring(tag.from(), tag.to()));
        }
    }

    private static String bounded(String link) {
        return link.length() > MAX_LINK ? "" : link.strip();
    }

    private static String kindOf(XmlTags.Tag root) {
        if (root.kind() == XmlTags.Kind.END) {
            return "";
        }
        return switch (root.local().toLowerCase(Locale.ROOT)) {
            case "rss" -> "rss";
            case "rdf" -> "rdf";
            case "feed" -> "atom";
            default -> "";
        };
    }
}
