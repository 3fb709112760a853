package org.onestophub.intake.source.web;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.Inbound;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * Reads listings page by page and hands every item over. The position moves only after what is before it was handed
 * over, so a look that ends anywhere is simply made again; items that come twice are known by their keys.
 */
final class PullLook {

    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

    private final HttpPull pull;
    private final PullLine line;
    private final PullTimes times;
    private final Clock clock;
    private final Positions positions;
    private Duration window;

    /** Where the position is kept. */
    interface Positions {
        /** The position; empty if there is none yet. */
        String get();

        /** Everything before it is kept. */
        void move(String position);
    }

    /**
     * What a look may do.
     *
     * @param handOver takes an item; throws if it was not kept
     * @param goesOn false once another hub reads the platform
     */
    record Allowance(Consumer<Inbound> handOver, BooleanSupplier goesOn) {}

    PullLook(HttpPull pull, PullLine line, PullTimes times, Clock clock, Positions positions) {
        this.pull = pull;
        this.line = line;
        this.times = times;
        this.clock = clock;
        this.positions = positions;
        this.window = pull.listing().window;
    }

    /** One look's use of what bounds it. */
    private final class Run {
        private final Allowance allowance;
        private final long end = System.nanoTime() + pull.listing().lookTime.toNanos();
        private int pages;
        private int items;

        private Run(Allowance allowance) {
            this.allowance = allowance;
        }

        private void countPage() {
            if (++pages > pull.listing().maxPages || System.nanoTime() - end > 0) {
                throw new ProblemException(Problem.LOOK_UNFINISHED);
            }
        }
    }

    /**
     * Reads what is new; gives the number of items.
     * @throws ProblemException CH-3xx of {@link PullLine} and {@link PullPage}, CH-349 if pages repeat, CH-350 if there are
     *     too many
     */
    int look(Allowance allowance) {
        Run run = new Run(allowance);
        switch (pull.listing().position) {
            case "time" -> windows(run);
            case "cursor" -> pages(run, Map.of(), positions.get());
            default -> pages(run, Map.of(), "");
        }
        return run.items;
    }

    /** The first page of what the next look would read. Nothing is handed over and no position moves. */
    PullPage tried() {
        PullListing listing = pull.listing();
        Instant now = clock.instant();
        Map<String, Object> fields = listing.position.equals("time")
                ? windowFields(times.instant(positions.get()).orElse(now.minus(listing.lookback)), now)
                : Map.of();
        return page(new Place(listing.position.equals("cursor") ? positions.get() : ""), fields);
    }

    private void windows(Run run) {
        PullListing listing = pull.listing();
        Instant now = clock.instant();
        Instant reached = times.instant(positions.get()).orElse(now.minus(listing.lookback));
        if (reached.isAfter(now)) {
            reached = now;
        }
        boolean advances = true;
        while (advances) {
            Instant end = listing.toField.isBlank() ? now : earlier(reached.plus(window), now);
            Instant asked = clock.instant();
            if (!readWindow(run, reached, end)) {
                return;
            }
            // what the platform stamps later, by a clock that is behind, belongs to the next window
            Instant sure = earlier(end, asked.plus(line.skew()));
            advances = sure.isAfter(reached) && end.isBefore(now);
            if (sure.isAfter(reached)) {
                reached = sure;
                positions.move(reached.toString());
            }
        }
    }

    private boolean readWindow(Run run, Instant reached, Instant end) {
        try {
            boolean isDone = pages(run, windowFields(reached, end), "");
            window = pull.listing().window;
            return isDone;
        } catch (ProblemException e) {
            if (e.problem() == Problem.LOOK_UNFINISHED && window.compareTo(SHORTEST_WINDOW) > 0) {
                // a long standstill: shorter windows move the position all the same
                window = window.dividedBy(2);
            }
            throw e;
        }
    }

    private Map<String, Object> windowFields(Instant reached, Instant end) {
        PullListing listing = pull.listing();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(listing.fromField, times.written(reached.minus(listing.overlap)));
        if (!listing.toField.isBlank()) {
            fields.put(listing.toField, times.written(end));
        }
        return fields;
    }

    /** Where a listing stands. */
    private static final class Place {
        private String cursor;
        private String link = "";
        private int number;
        private long before;

        private Place(String cursor) {
            this.cursor = cursor;
        }
    }

    /** All pages of one listing; false if another hub took over. */
    private boolean pages(Run run, Map<String, Object> fields, String cursor) {
        Place place = new Place(cursor);
        Set<String> seen = new HashSet<>();
        while (run.allowance.goesOn().getAsBoolean()) {
            run.countPage();
            PullPage page = page(place, fields);
            if (isEnd(page, place, seen)) {
                return true;
            }
            for (byte[] item : page.items()) {
                run.allowance.handOver().accept(pull.item().inbound(item, pull.listing().itemMaxBytes));
                run.items++;
            }
            place.before += page.items().size();
            if (pull.listing().position.equals("cursor") && !page.next().isEmpty()) {
                positions.move(page.next());
            }
            if (isLast(page, place)) {
                return true;
            }
            goOn(page, place, seen);
        }
        return false;
    }

    /** True if the page brings nothing more. */
    private boolean isEnd(PullPage page, Place place, Set<String> seen) {
        if (page.items().isEmpty()) {
            if (page.total().isPresent() && page.total().getAsLong() > place.before) {
                throw new ProblemException(Problem.PAGES_REPEAT, "totalField");
            }
            return true;
        }
        StringBuilder keys = new StringBuilder();
        page.items().forEach(item -> keys.append(pull.item().keyOf(item)).append('\n'));
        if (seen.add("page " + Digest.sha256(keys.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)))) {
            return false;
        }
        boolean isNumbered =
                pull.listing().paging.equals("page") || pull.listing().paging.equals("offset");
        if (isNumbered
                && page.items().size() < pull.listing().pageSize
                && page.total().isEmpty()) {
            // many platforms give the last page again for every number beyond it
            return true;
        }
        throw new ProblemException(Problem.PAGES_REPEAT);
    }

    private boolean isLast(PullPage page, Place place) {
        if (pull.listing().paging.equals("none") || Boolean.FALSE.equals(page.more())) {
            return true;
        }
        if (page.total().isPresent()) {
            return place.before >= page.total().getAsLong();
        }
        return isByNext() && page.next().isEmpty();
    }

    private void goOn(PullPage page, Place place, Set<String> seen) {
        place.number++;
        if (!isByNext()) {
            return;
        }
        if (page.next().isEmpty() || !seen.add("next " + page.next())) {
            throw new ProblemException(Problem.PAGES_REPEAT, "nextField");
        }
        if (pull.listing().paging.equals("cursor")) {
            place.cursor = page.next();
        } else {
            place.link = page.next();
        }
    }

    private boolean isByNext() {
        return pull.listing().paging.equals("cursor") || pull.listing().paging.equals("link");
    }

    private PullPage page(Place place, Map<String, Object> fields) {
        HttpResponse<byte[]> answer = pull.ask(line, addressOf(place), fieldsAt(place, fields));
        return PullPage.of(answer.body(), answer.headers(), pull.listing());
    }

    private Map<String, Object> fieldsAt(Place place, Map<String, Object> fields) {
        PullListing listing = pull.listing();
        if (!place.link.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> all = new LinkedHashMap<>(listing.fields);
        all.putAll(fields);
        if (!listing.sizeField.isBlank() && !listing.paging.equals("none")) {
            all.put(listing.sizeField, (long) listing.pageSize);
        }
        switch (listing.paging) {
            case "page" -> all.put(listing.pageField, (long) listing.firstPage + place.number);
            case "offset" -> all.put(listing.pageField, place.before);
            case "cursor" -> {
                if (!place.cursor.isEmpty()) {
                    all.put(listing.cursorField, place.cursor);
                }
            }
            default -> {}
        }
        return all;
    }

    /** A link leads to the same server only: it gets the token. */
    private URI addressOf(Place place) {
        URI address = pull.server().address();
        if (place.link.isEmpty()) {
            return address;
        }
        try {
            URI next = address.resolve(place.link);
            if (next.getHost() != null && PullServer.originOf(next).equals(PullServer.originOf(address))) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // it is no address
        }
        throw new ProblemException(Problem.ANSWER_UNREADABLE, "nextField");
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
