package org.onestophub.outlet.district;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.onestophub.HubProperties;
import org.onestophub.complaint.Digest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a day of the feed adds up to, so that both sides can compare without sending it again. */
@Component
class Reconciliation {

    /**
     * A count and a digest: SHA-256 over one line a thing, each ended by LF, in the order of {@code sequence}.
     *
     * @param count lines
     * @param sha256 lower-case hex
     */
    @Schema(name = "FeedSum")
    record Sum(long count, String sha256) {}

    /**
     * A day of the feed up to a position.
     *
     * @param day in the hub's zone
     * @param zone the hub's
     * @param closed false while the day is not over, so that events may still come
     * @param sequence events up to this one were looked at
     * @param cursor the same as a cursor
     * @param events all events of the day, lines {@code <sequence> <id>}
     * @param complaints the complaints whose latest event is of that day, lines {@code <sequence> <subject>}
     * @param warnings the same of warnings; absent for keys that do not see them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "FeedDay", description = "How to compute the same: docs/district.md.")
    record Day(
            LocalDate day,
            String zone,
            boolean closed,
            long sequence,
            String cursor,
            Sum events,
            Sum complaints,
            @Nullable Sum warnings) {}

    private final FeedLedger ledger;
    private final FeedCursors cursors;
    private final TransactionTemplate reading;
    private final Clock clock;
    private final ZoneId zone;

    Reconciliation(
            FeedLedger ledger, FeedCursors cursors, TransactionTemplate transactions, Clock clock, HubProperties hub) {
        this.ledger = ledger;
        this.cursors = cursors;
        this.reading = new TransactionTemplate();
        this.reading.setTransactionManager(transactions.getTransactionManager());
        this.reading.setReadOnly(true);
        this.clock = clock;
        this.zone = hub.zone();
    }

    /** The day as somebody sees it who has read up to the event {@code last}. */
    Day of(LocalDate day, long last, FeedView view) {
        Lines events = new Lines();
        Lines complaints = new Lines();
        Lines warnings = new Lines();
        reading.executeWithoutResult(status -> ledger.between(
                view,
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                last,
                rows -> addAll(rows, events, complaints, warnings)));
        boolean closed = day.isBefore(LocalDate.ofInstant(clock.instant(), zone));
        return new Day(
                day,
                zone.getId(),
                closed,
                last,
                cursors.after(last, view),
                events.sum(),
                complaints.sum(),
                view.warnings() ? warnings.sum() : null);
    }

    private static long addAll(ResultSet rows, Lines events, Lines complaints, Lines warnings) throws SQLException {
        while (rows.next()) {
            String sequence = Long.toString(rows.getLong("feed_no"));
            events.add(sequence, rows.getString("uid"));
            if (rows.getBoolean("latest")) {
                Lines kind = rows.getBoolean("is_warning") ? warnings : complaints;
                kind.add(sequence, rows.getString("subject"));
            }
        }
        return events.count;
    }

    private static final class Lines {

        private final MessageDigest digest = Digest.begin();
        private long count;

        private void add(String sequence, String name) {
            digest.update((sequence + " " + name + "\n").getBytes(StandardCharsets.UTF_8));
            count++;
        }

        private Sum sum() {
            return new Sum(count, Digest.end(digest));
        }
    }
}
