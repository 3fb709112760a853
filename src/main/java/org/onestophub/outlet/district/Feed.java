package org.onestophub.outlet.district;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Pages of the feed, and the latest event of one complaint. */
@Component
class Feed {

    /** A page ends early when the documents it was made of reach this; few complaints are longer than 20,000. */
    private static final long MAX_CHARS = 16_000_000;

    /**
     * A page of the feed. It may be empty although there is more: then the view sees none of the events looked at for it.
     *
     * @param events CloudEvents, in the order of their {@code sequence}
     * @param next cursor to go on with; the same question with it never gives an event of this page again
     * @param hasMore true if the feed does not end here; ask again at once
     * @param asOf when the hub looked, UTC
     */
    @Schema(name = "FeedPage", description = "Events in commit order; keep next after the events are kept.")
    record Page(
            @ArraySchema(
                    schema =
                            @Schema(
                                    type = "object",
                                    description = "CloudEvents 1.0, JSON; data as docs/district.md says."))
            List<ObjectNode> events,

            @Schema(description = "Cursor to go on with.") String next,

            @Schema(description = "True if the feed does not end here, also where events is empty: ask again at once.")
            boolean hasMore,

            @Schema(description = "When the hub looked, UTC.")
            Instant asOf) {}

    private final FeedLedger ledger;
    private final FeedCursors cursors;
    private final FeedEvents events;
    private final FeedConsumerTable consumers;
    private final TransactionTemplate reading;
    private final Clock clock;
    private final int window;

    Feed(
            FeedLedger ledger,
            FeedCursors cursors,
            FeedEvents events,
            FeedConsumerTable consumers,
            TransactionTemplate transactions,
            Clock clock,
            DistrictProperties properties) {
        this.ledger = ledger;
        this.cursors = cursors;
        this.events = events;
        this.consumers = consumers;
        this.reading = new TransactionTemplate();
        this.reading.setTransactionManager(transactions.getTransactionManager());
        this.reading.setReadOnly(true);
        this.clock = clock;
        this.window = properties.pageWindow();
    }

    /**
     * The number behind a cursor.
     * @throws ProblemException DI-101 also if it is ahead of the feed: the ledger was put back to an earlier state
     */
    long numberOf(@Nullable String cursor, FeedView view) {
        long number = cursors.number(cursor, view);
        if (number > ledger.lastNumber()) {
            throw new ProblemException(Problem.CURSOR_INVALID, "cursor");
        }
        return number;
    }

    /** The events after a number; that they were given is noted before they are. */
    Page after(long number, FeedView view, int limit) {
        Instant now = clock.instant();
        Reading read = reading.execute(status -> {
            long last = ledger.lastNumber();
            long end = Math.min(last, number + window);
            return ledger.changes(view, number, end, limit + 1, rows -> readingOf(rows, view, limit, end, end < last));
        });
        if (!read.events().isEmpty()) {
            consumers.noteGiven(
                    view, "changes", read.first(), read.last(), read.events().size());
        }
        return new Page(read.events(), cursors.after(read.next(), view), read.hasMore(), now);
    }

    private record Reading(List<ObjectNode> events, long first, long last, long next, boolean hasMore) {}

    /** Behind the last row the next number is the last one looked at, also where this view sees nothing of it. */
    private Reading readingOf(ResultSet rows, FeedView view, int limit, long end, boolean more) throws SQLException {
        List<ObjectNode> page = new ArrayList<>();
        long first = 0;
        long last = 0;
        long chars = 0;
        while (rows.next()) {
            if (page.size() == limit || chars > MAX_CHARS) {
                return new Reading(page, first, last, last, true);
            }
            FeedRow row = FeedRow.of(rows);
            chars += row.document().length();
            first = page.isEmpty() ? row.number() : first;
            last = row.number();
            page.add(events.of(row, view));
        }
        return new Reading(page, first, last, end, more);
    }

    /** The latest event of a complaint, named by its number or by the id of any of its events. */
    Optional<ObjectNode> latest(FeedView view, EventReference name) {
        String number = name.event() == null
                ? name.number()
                : ledger.numberOf(name.event()).orElse("");
        return ledger.latest(view, number).map(row -> {
            consumers.noteGiven(view, "complaint", row.number(), row.number(), 1);
            return events.of(row, view);
        });
    }
}
