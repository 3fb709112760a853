package org.onestophub.outlet.district;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.onestophub.log.HubLog;
import org.onestophub.log.LogKey;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The latest event of every complaint, and of every warning for who sees them, as of one moment of the feed. The moment is a single view
 * of the database: its last number is the cursor, and of each subject the event with the highest number is taken. An event that has no number
 * yet is not in it, will get one above the cursor, and so is among the changes after it.
 */
@Component
class Snapshots {

    private static final HubLog LOG = HubLog.of("district");

    private final FeedLedger ledger;
    private final FeedCursors cursors;
    private final FeedEvents events;
    private final FeedConsumerTable consumers;
    private final TransactionTemplate moment;
    private final DistrictProperties properties;
    private final Clock clock;
    private final Path folder;
    private final Set<String> busy = new HashSet<>();

    Snapshots(
            FeedLedger ledger,
            FeedCursors cursors,
            FeedEvents events,
            FeedConsumerTable consumers,
            TransactionTemplate transactions,
            DistrictProperties properties,
            Clock clock,
            HubHome home)
            throws IOException {
        this.ledger = ledger;
        this.cursors = cursors;
        this.events = events;
        this.consumers = consumers;
        this.moment = new TransactionTemplate();
        this.moment.setTransactionManager(transactions.getTransactionManager());
        this.moment.setReadOnly(true);
        this.moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.properties = properties;
        this.clock = clock;
        this.folder = Files.createDirectories(home.folder().resolve("district"));
        clear();
    }

    /** Deletes files that a hub killed while sending has left. */
    private void clear() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "snapshot-*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /**
     * A new snapshot; the caller closes it.
     * @throws ProblemException DI-301 if this key has one under way or too many are, DI-201 if it exceeds its bounds,
     *     RC-301 if the disk refuses it
     */
    Snapshot make(FeedView view) {
        enter(view);
        Path file = null;
        boolean made = false;
        try {
            file = Files.createTempFile(folder, "snapshot-", ".ndjson.gz");
            Snapshot snapshot = write(view, file);
            consumers.noteGiven(view, "snapshot", 0, cursors.number(snapshot.cursor(), view), snapshot.events());
            made = true;
            return snapshot;
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("snapshot-not-written", LogKey.FAULT, e.getClass().getSimpleName());
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        } finally {
            if (!made) {
                end(view, file);
            }
        }
    }

    private synchronized void enter(FeedView view) {
        if (busy.size() >= properties.snapshots() || !busy.add(view.key())) {
            throw new ProblemException(Problem.SNAPSHOT_BUSY);
        }
    }

    /** Deletes its file, if there is one, and lets the next one begin. */
    private void end(FeedView view, @Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("snapshot-left", LogKey.FAULT, e.getClass().getSimpleName());
        } finally {
            leave(view);
        }
    }

    private synchronized void leave(FeedView view) {
        busy.remove(view.key());
    }

    private Snapshot write(FeedView view, Path file) throws IOException {
        SnapshotFile lines = new SnapshotFile(file, properties);
        String cursor;
        try (lines) {
            cursor = moment.execute(status -> {
                String end = cursors.after(ledger.lastNumber(), view);
                write(lines, head(view, end));
                ledger.latest(view, rows -> writeAll(lines, rows, view));
                if (view.warnings()) {
                    ledger.latestWarnings(view, rows -> writeAll(lines, rows, view));
                }
                return end;
            });
        }
        return new Snapshot(file, lines.size(), lines.sha256(), lines.lines() - 1, cursor, () -> end(view, file));
    }

    /** The first line, so that a file that was put aside still says what it is. */
    private ObjectNode head(FeedView view, String cursor) {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.putObject("snapshot")
                .put("version", 1)
                .put("profile", view.profile())
                .put("cursor", cursor)
                .put("asOf", clock.instant().toString());
        return head;
    }

    private long writeAll(SnapshotFile lines, ResultSet rows, FeedView view) throws SQLException {
        while (rows.next()) {
            write(lines, events.of(FeedRow.of(rows), view));
        }
        return lines.lines();
    }

    private static void write(SnapshotFile lines, ObjectNode line) {
        try {
            lines.line(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
