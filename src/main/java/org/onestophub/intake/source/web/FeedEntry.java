package org.onestophub.intake.source.web;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * One entry of a feed, and what names it.
 *
 * @param bytes as they were sent
 * @param id {@code guid}, {@code atom:id} or {@code rdf:about}; may be empty
 * @param link may be empty
 */
record FeedEntry(byte[] bytes, String id, String link) {

    private static final int MOST_CHARS = 4_000;

    static FeedEntry of(byte[] bytes, String text) {
        Element entry = Jsoup.parse(text, "", Parser.xmlParser()).firstElementChild();
        if (entry == null) {
            return new FeedEntry(bytes, "", "");
        }
        String id = entry.attr("rdf:about");
        String link = "";
        for (Element child : entry.children()) {
            String name = child.tagName().substring(child.tagName().indexOf(':') + 1);
            boolean isOwn = name.equals(child.tagName()) || child.tagName().startsWith("atom:");
            if (isOwn && (name.equals("guid") || name.equals("id"))) {
                id = bounded(child.text());
            } else if (isOwn && name.equals("link") && link.isEmpty()) {
                link = bounded(child.hasAttr("href") ? child.attr("href") : child.text());
            }
        }
        return new FeedEntry(bytes, bounded(id), link);
    }

    private static String bounded(String text) {
        return text.length() > MOST_CHARS ? "" : text.strip();
    }
}
