package org.onestophub.pipeline.read.feed;

import java.net.URI;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.onestophub.pipeline.read.format.PageAddresses;

/** The address of the page that an entry is about. */
final class EntryLink {

    private final EntryElement entry;
    private final String base;

    /** @param base address of the feed, or what it says links are relative to */
    EntryLink(EntryElement entry, String base) {
        this.entry = entry;
        this.base = base;
    }

    /**
     * An absolute address of http or https: the link itself, before what a service put in its place; or the id, where that
     * is one. Empty if there is none.
     */
    Optional<String> address() {
        return absolute(entry.raw("feedburner:origLink"), entry.element())
                .or(() -> entry.isAtom() ? ofAtom("link") : ofRss())
                .or(() -> ofAtom("atom:link"))
                .or(this::ofId);
    }

    private Optional<String> ofRss() {
        return entry.all("link").stream()
                .map(link -> absolute(link.wholeText(), link))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> ofAtom(String name) {
        return entry.all(name).stream()
                .filter(link ->
                        link.attr("rel").isBlank() || link.attr("rel").strip().equalsIgnoreCase("alternate"))
                // the page for people comes first
                .sorted((one, other) -> Boolean.compare(isOther(one), isOther(other)))
                .map(link -> absolute(link.attr("href"), link))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isOther(Element link) {
        return !link.attr("type").isBlank() && !link.attr("type").contains("html");
    }

    private Optional<String> ofId() {
        boolean isNoAddress = entry.all("guid").stream()
                .anyMatch(guid -> guid.attr("isPermaLink").equalsIgnoreCase("false"));
        String id = isNoAddress ? "" : entry.raw("guid", "id");
        String named = id.isBlank() ? entry.element().attr("rdf:about") : id;
        return PageAddresses.isAddress(named) ? Optional.of(named.strip()) : Optional.empty();
    }

    private Optional<String> absolute(String link, Element at) {
        String text = link.strip();
        if (text.isEmpty() || PageAddresses.isAddress(text)) {
            return Optional.of(text).filter(address -> !address.isEmpty());
        }
        try {
            URI found = baseOf(at).resolve(text.replace(" ", "%20"));
            return Optional.of(found.toString()).filter(PageAddresses::isAddress);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private URI baseOf(Element at) {
        URI own = URI.create(base);
        String ofEntry = entry.element().attr("xml:base").strip();
        URI entryBase = ofEntry.isEmpty() ? own : own.resolve(ofEntry);
        String ofLink = at.equals(entry.element()) ? "" : at.attr("xml:base").strip();
        return ofLink.isEmpty() ? entryBase : entryBase.resolve(ofLink);
    }
}
