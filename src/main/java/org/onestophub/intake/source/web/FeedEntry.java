package org.onestophub.intake.source.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a feed, and what names it.
 *
 * @param bytes as they were sent
 * @param id {@code guid}, {@code atom:id} or {@code rdf:about}; may be empty
 * @param link may be empty
 */
record FeedEntry(byte[] bytes, String id, String link) {

    private static final int MOST_CHARS = 4_000;
    /** Deeper elements are not looked at. */
    private static final int DEPTH = 60;

    static FeedEntry of(byte[] bytes, String text) {
        return new Reading(text).entry(bytes);
    }

    private static final class Reading {
        private final String text;
        private final Deque<XmlTags.Tag> open = new ArrayDeque<>();
        private String id = "";
        private String link = "";

        private Reading(String text) {
            this.text = text;
        }

        private FeedEntry entry(byte[] bytes) {
            XmlTags tags = new XmlTags(text);
            for (Optional<XmlTags.Tag> tag = tags.next(); tag.isPresent(); tag = tags.next()) {
                take(tag.get());
            }
            return new FeedEntry(bytes, id, link);
        }

        private void take(XmlTags.Tag tag) {
            if (tag.kind() == XmlTags.Kind.END) {
                close(tag);
                return;
            }
            if (open.isEmpty()) {
                id = bounded(attributes(tag).getOrDefault("rdf:about", ""));
            } else if (open.size() == 1 && isLink(tag) && link.isEmpty()) {
                link = bounded(attributes(tag).getOrDefault("href", ""));
            }
            if (tag.kind() == XmlTags.Kind.START && open.size() < DEPTH) {
                open.push(tag);
            }
        }

        /** Elements that nobody closed end with the one around them. */
        private void close(XmlTags.Tag end) {
            if (open.stream().noneMatch(tag -> tag.is(end.name()))) {
                return;
            }
            XmlTags.Tag start = open.pop();
            while (!start.is(end.name())) {
                start = open.pop();
            }
            if (open.size() != 1) {
                return;
            }
            String words = bounded(text.substring(start.to(), end.from()));
            if (isOwn(start) && (start.local().equals("guid") || start.local().equals("id"))) {
                id = words;
            } else if (isLink(start) && link.isEmpty()) {
                link = words;
            }
        }

        private Map<String, String> attributes(XmlTags.Tag tag) {
            return XmlWords.attributes(text.substring(tag.from(), tag.to()));
        }

        private static boolean isLink(XmlTags.Tag tag) {
            return isOwn(tag) && tag.local().equals("link");
        }

        /** Of the vocabulary of feeds, and not {@code media:link}. */
        private static boolean isOwn(XmlTags.Tag tag) {
            return tag.local().equals(tag.name())
                    || tag.name().startsWith("atom:")
                    || tag.name().startsWith("rss:");
        }
    }

    private static String bounded(String raw) {
        return raw.length() > MOST_CHARS ? "" : XmlWords.plain(raw);
    }
}
