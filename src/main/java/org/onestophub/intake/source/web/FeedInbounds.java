package org.onestophub.intake.source.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;

/** Makes entries of a page inputs: bytes as served, what the page says of all of them as facts, and a key each. */
final class FeedInbounds {

    /** A longer id, or one with control characters, is known by its digest. */
    private static final int MAX_KEY = 300;

    private final FeedSource feed;
    private final URI address;

    FeedInbounds(FeedSource feed, URI address) {
        this.feed = feed;
        this.address = address;
    }

    /** One for each entry, in the order of the page. */
    List<Inbound> of(FeedPage page) {
        Map<String, String> facts = facts(page);
        Set<String> shared = sharedIds(page);
        return page.entries().stream()
                .map(entry -> inbound(entry, keyOf(entry, shared), facts))
                .toList();
    }

    private Inbound inbound(FeedEntry entry, String key, Map<String, String> facts) {
        return entry.bytes().length <= feed.entryMaxBytes()
                ? new Inbound(Content.of(entry.bytes()), List.of(key), facts, Inbound.SameKey.APPEND)
                : PullItem.tooLarge(entry.bytes(), key, facts);
    }

    private Map<String, String> facts(FeedPage page) {
        Map<String, String> facts = new HashMap<>();
        facts.put("account", feed.account());
        facts.put(
                "contentType",
                switch (page.kind()) {
                    case "atom" -> "application/atom+xml";
                    case "rdf" -> "application/rdf+xml";
                    default -> "application/rss+xml";
                });
        facts.put("feed", FeedSource.shown(address));
        facts.put("base", baseOf(page));
        facts.put("feedTitle", page.title());
        facts.put("charset", page.charset());
        if (!page.prefixes().isEmpty()) {
            facts.put(
                    "prefixes",
                    page.prefixes().entrySet().stream()
                            .map(prefix -> prefix.getKey() + "=" + prefix.getValue())
                            .sorted()
                            .collect(Collectors.joining(" ")));
        }
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private String baseOf(FeedPage page) {
        try {
            URI base = page.base().isEmpty() ? address : address.resolve(page.base());
            return base.getHost() == null ? FeedSource.shown(address) : FeedSource.shown(base);
        } catch (IllegalArgumentException e) {
            return FeedSource.shown(address);
        }
    }

    /** Ids that several entries with different links have: they name nothing. */
    private static Set<String> sharedIds(FeedPage page) {
        Map<String, String> links = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (FeedEntry entry : page.entries()) {
            String other = links.putIfAbsent(entry.id(), entry.link());
            if (other != null && !other.equals(entry.link())) {
                shared.add(entry.id());
            }
        }
        return shared;
    }

    private String keyOf(FeedEntry entry, Set<String> shared) {
        boolean isNamed = !entry.id().isEmpty() && !shared.contains(entry.id());
        String name = isNamed ? entry.id() : entry.link();
        String prefix = "feed:" + feed.account() + ":";
        if (name.isEmpty()) {
            return prefix + "sha256:" + Digest.sha256(entry.bytes());
        }
        boolean isPlain = name.length() <= MAX_KEY && name.chars().noneMatch(Character::isISOControl);
        return prefix + (isPlain ? name : "sha256:" + Digest.sha256(name.getBytes(StandardCharsets.UTF_8)));
    }
}
