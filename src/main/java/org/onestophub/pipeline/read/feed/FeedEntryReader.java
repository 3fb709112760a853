package org.onestophub.pipeline.read.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Candidate;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Finding;
import org.onestophub.complaint.JsonText;
import org.onestophub.complaint.Receipt;
import org.onestophub.complaint.walk.Walk;
import org.onestophub.pipeline.read.format.FormatReader;
import org.onestophub.pipeline.read.format.MimeText;
import org.onestophub.pipeline.read.format.PageAddresses;
import org.onestophub.pipeline.read.format.ViewText;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Reads one entry of a feed, an {@code item} of RSS or an {@code entry} of Atom, as one candidate. The facts of the
 * transport say what the feed says of all of its entries: {@code charset}, {@code base}, {@code feedTitle} and
 * {@code prefixes}. The key of the candidate is that of the receipt.
 */
@Component
public class FeedEntryReader implements FormatReader {

    /** No page of a forum has more; the connector bounds an entry as well. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_TEXT = 100_000;
    private static final int MAX_LINE = 1_000;
    private static final char UNREADABLE = '\uFFFD';

    /** Name of a person behind a mail address: {@code a@example.org (Name)}. */
    private static final Pattern NAMED = Pattern.compile("\\S+@\\S+ \\(([^()]{1,200})\\)");

    private final FeedDates dates;

    /** A reader that takes times without a zone as local to the hub's zone. */
    public FeedEntryReader(HubProperties hub) {
        this.dates = new FeedDates(hub.zone());
    }

    @Override
    public String format() {
        return "feed-entry";
    }

    @Override
    public Optional<String> text(byte[] bytes) {
        return Optional.of(MimeText.detect(bytes, false).text());
    }

    /** Counters and other elements that are not read may change: the entry says the same. */
    @Override
    public Optional<String> meaning(Content content, JsonNode profile) {
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        fill(view, textOf(content, ""), Map.of(), PageAddresses.of(profile));
        return Optional.of(Digest.sha256(JsonText.of(view).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * {@inheritDoc}
     * RD-150 if the bytes are not one whole item or entry, RD-201 for a bad profile; findings RD-104, RD-151, RD-152.
     */
    @Override
    public Walk read(Receipt receipt, JsonNode profile) {
        profile.fieldNames().forEachRemaining(name -> {
            if (!PageAddresses.OPTIONS.contains(name)) {
                throw new ProblemException(Problem.PROFILE_INVALID, name);
            }
        });
        ObjectNode view = JsonNodeFactory.instance.objectNode();
        String text = textOf(receipt.content(), receipt.transport().getOrDefault("charset", ""));
        List<Finding> findings = fill(view, text, receipt.transport(), PageAddresses.of(profile));
        ObjectNode transport = view.putObject("transport");
        receipt.transport().forEach((fact, value) -> transport.put(fact, ViewText.clean(value)));
        Candidate candidate =
                Candidate.found(receipt.sourceKey(), view, List.of()).withFindings(findings);
        return Walk.of(receipt).with(List.of(candidate), Map.of());
    }

    private static String textOf(Content content, String charset) {
        byte[] bytes = content.bytes(MAX_BYTES);
        if (bytes.length == 0) {
            throw new ProblemException(Problem.EMPTY);
        }
        return charset.isEmpty()
                ? MimeText.detect(bytes, false).text()
                : MimeText.decode(bytes, charset, false).text();
    }

    private List<Finding> fill(ObjectNode view, String text, Map<String, String> facts, PageAddresses addresses) {
        List<Finding> findings = new ArrayList<>();
        EntryElement entry = EntryElement.of(text, facts.getOrDefault("prefixes", ""));
        Optional<String> link = new EntryLink(entry, facts.getOrDefault("base", "")).address();
        link.ifPresentOrElse(
                address -> {
                    put(view, "url", ViewText.line(address, MAX_LINE));
                    addresses.same(address).ifPresent(same -> put(view, "urlSame", same));
                },
                () -> findings.add(Finding.of(Problem.FEED_LINK_MISSING, "/url")));
        put(view, "title", ViewText.line(entry.words("title", "dc:title", "media:title"), MAX_LINE));
        put(view, "text", ViewText.block(bodyOf(entry), MAX_TEXT).strip());
        put(view, "author", ViewText.line(authorOf(entry), MAX_LINE));
        String site = entry.isAtom() ? entry.within("source", "title") : entry.words("source", "dc:publisher");
        put(view, "site", ViewText.line(site.isBlank() ? facts.getOrDefault("feedTitle", "") : site, MAX_LINE));
        put(view, "id", ViewText.line(entry.raw("guid", "id"), MAX_LINE));
        time(view, "publishTime", entry.raw("pubDate", "published", "issued", "dc:date", "dcterms:created"), findings);
        time(view, "updateTime", entry.raw("updated", "modified", "atom:updated", "dcterms:modified"), findings);
        if (!view.has("publishTimeAt") && view.has("updateTimeAt")) {
            view.set("publishTimeAt", view.get("updateTimeAt"));
        }
        if (text.indexOf(UNREADABLE) >= 0) {
            findings.add(Finding.of(Problem.FEED_CHARSET_DOUBTFUL, "/text"));
        }
        return findings;
    }

    private static String bodyOf(EntryElement entry) {
        return entry.isAtom()
                ? entry.words("content", "summary", "media:description")
                : entry.words("content:encoded", "description", "atom:content", "atom:summary", "media:description");
    }

    private static String authorOf(EntryElement entry) {
        if (entry.isAtom()) {
            String name = entry.within("author", "name");
            return name.isBlank() ? entry.words("dc:creator") : name;
        }
        String author = entry.words("dc:creator", "author", "media:credit").strip();
        Matcher named = NAMED.matcher(author);
        return named.matches() ? named.group(1) : author;
    }

    private void time(ObjectNode view, String name, String raw, List<Finding> findings) {
        String text = ViewText.line(raw, MAX_LINE);
        put(view, name, text);
        if (!text.isBlank()) {
            dates.instant(text)
                    .ifPresentOrElse(
                            instant -> view.put(name + "At", instant.toString()),
                            () -> findings.add(Finding.of(Problem.DATE_UNREADABLE, "/" + name)));
        }
    }

    private static void put(ObjectNode view, String name, String text) {
        if (!text.isBlank()) {
            view.put(name, text);
        }
    }
}
