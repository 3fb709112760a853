package org.onestophub.intake.source.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Reads a feed and hands over every entry that is new or changed, the oldest of a page first. The position moves only after
 * all of them are kept. Pages are followed (RFC 5005) while they bring something new.
 */
final class FeedLook {

    private static final int[] JUDGED_HERE = {301, 302, 303, 304, 307, 308};
    private static final int NOT_MODIFIED = 304;
    private static final int REDIRECTS = 300;
    /** Some servers say for ever that nothing is new; so often they are asked without condition. */
    private static final Duration WHOLE_EVERY = Duration.ofHours(6);

    private final FeedSource feed;
    private final PullLine line;
    private final Clock clock;
    private final PullLook.Positions positions;
    private Instant wholeAt;
    /** Where the last look ended because of its bound. */
    private @Nullable URI pending;

    FeedLook(FeedSource feed, PullLine line, Clock clock, PullLook.Positions positions) {
        this.feed = feed;
        this.line = line;
        this.clock = clock;
        this.positions = positions;
        this.wholeAt = clock.instant();
    }

    /** One look: what it has read so far. */
    private static final class Run {
        private final PullLook.Allowance allowance;
        private final FeedPosition before;
        private final Set<String> kept = new LinkedHashSet<>();
        private final Set<URI> pages = new HashSet<>();
        private int items;

        private Run(PullLook.Allowance allowance, FeedPosition before) {
            this.allowance = allowance;
            this.before = before;
        }
    }

    /**
     * Reads what is new; gives the number of entries.
     * @throws ProblemException CH-3xx of {@link PullLine}, CH-349 if pages repeat, CH-352 if a page is too large, CH-353 if
     *     the answer is no feed, CH-354 if it is a redirect, CH-355 if the feed is cut off
     */
    int look(PullLook.Allowance allowance) {
        Run run = new Run(allowance, FeedPosition.of(positions.get()));
        URI address = feed.server().address();
        Instant now = clock.instant();
        boolean isWhole = Duration.between(wholeAt, now).abs().compareTo(WHOLE_EVERY) > 0;
        HttpResponse<byte[]> first = answer(address, isWhole ? FeedPosition.NONE : run.before);
        boolean isNew = first.statusCode() != NOT_MODIFIED;
        URI next = isNew ? taken(run, first, address) : null;
        if (next == null) {
            next = pending;
        }
        pending = null;
        while (next != null && allowance.goesOn().getAsBoolean()) {
            if (run.pages.size() >= feed.maxPages()) {
                // the first look does not read the archive; a later one has fallen behind and reads on next time
                pending = run.before.isFirst() ? null : next;
                break;
            }
            next = taken(run, answer(next, FeedPosition.NONE), next);
        }
        if (isNew && allowance.goesOn().getAsBoolean()) {
            wholeAt = isWhole ? now : wholeAt;
            move(run, first);
        }
        return run.items;
    }

    /** The entries of the first page; nothing is handed over and no position moves. */
    FeedPage tried() {
        FeedPage page = pageIn(answer(feed.server().address(), FeedPosition.NONE));
        if (page.isCut()) {
            throw new ProblemException(Problem.FEED_CUT_OFF);
        }
        return page;
    }

    private void move(Run run, HttpResponse<byte[]> first) {
        run.kept.addAll(run.before.kept());
        String position = new FeedPosition(header(first, "ETag"), header(first, "Last-Modified"), run.kept).text();
        if (!position.equals(run.before.text())) {
            positions.move(position);
        }
    }

    private static String header(HttpResponse<byte[]> answer, String name) {
        return answer.headers()
                .firstValue(name)
                .filter(value -> value.length() <= 500)
                .orElse("");
    }

    /** Hands the new entries of a page over; gives the next page if this one brought something. */
    private @Nullable URI taken(Run run, HttpResponse<byte[]> answer, URI address) {
        if (!run.pages.add(address)) {
            throw new ProblemException(Problem.PAGES_REPEAT, "next");
        }
        FeedPage page = pageIn(answer);
        List<Inbound> entries = new ArrayList<>(new FeedInbounds(feed, address).of(page));
        Collections.reverse(entries);
        boolean isAnyNew = false;
        List<String> digests = new ArrayList<>();
        for (Inbound entry : entries) {
            String digest = FeedPosition.digestOf(entry);
            digests.add(0, digest);
            if (!run.before.kept().contains(digest)) {
                run.allowance.handOver().accept(entry);
                run.items++;
                isAnyNew = true;
            }
        }
        run.kept.addAll(digests);
        if (page.isCut()) {
            throw new ProblemException(Problem.FEED_CUT_OFF);
        }
        return isAnyNew && !page.next().isEmpty() ? next(page, address) : null;
    }

    /** A link leads to the same server only: it gets the token. */
    private URI next(FeedPage page, URI address) {
        try {
            URI next = address.resolve(page.next());
            if (next.getHost() != null
                    && PullServer.originOf(next)
                            .equals(PullServer.originOf(feed.server().address()))) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // it is no address
        }
        throw new ProblemException(Problem.ANSWER_UNREADABLE, "next");
    }

    private HttpResponse<byte[]> answer(URI address, FeedPosition known) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        PullRequests.with(address, feed.token().parameters()))
                .header(
                        "Accept",
                        "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9,"
                                + " text/xml;q=0.9, */*;q=0.1")
                .header("User-Agent", "onestop-hub");
        if (!known.etag().isEmpty()) {
            request.header("If-None-Match", known.etag());
        }
        if (!known.modified().isEmpty()) {
            request.header("If-Modified-Since", known.modified());
        }
        feed.token().sign(request);
        HttpResponse<byte[]> answer = line.answer(request.build(), JUDGED_HERE);
        boolean isUnasked = answer.statusCode() == NOT_MODIFIED
                && known.etag().isEmpty()
                && known.modified().isEmpty();
        if (answer.statusCode() >= REDIRECTS && answer.statusCode() != NOT_MODIFIED) {
            throw new ProblemException(Problem.FEED_MOVED);
        }
        if (isUnasked) {
            throw new ProblemException(Problem.PLATFORM_FAULT);
        }
        return answer;
    }

    private FeedPage pageIn(HttpResponse<byte[]> answer) {
        return FeedPage.of(FeedText.of(
                plain(answer), answer.headers().firstValue("Content-Type").orElse("")));
    }

    /** Some servers compress though nobody asked them to. */
    private byte[] plain(HttpResponse<byte[]> answer) {
        String coding = answer.headers().firstValue("Content-Encoding").orElse("identity");
        if (coding.equalsIgnoreCase("identity")) {
            return answer.body();
        }
        if (!coding.equalsIgnoreCase("gzip") && !coding.equalsIgnoreCase("x-gzip")) {
            throw new ProblemException(Problem.FEED_UNREADABLE, "Content-Encoding");
        }
        long most = feed.server().maxBytes();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] plain = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
            if (plain.length > most) {
                throw new ProblemException(Problem.ANSWER_TOO_LARGE);
            }
            return plain;
        } catch (IOException e) {
            throw new ProblemException(Problem.FEED_UNREADABLE, "Content-Encoding");
        }
    }
}
