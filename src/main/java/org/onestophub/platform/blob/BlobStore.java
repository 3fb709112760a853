package org.onestophub.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.onestophub.complaint.Content;
import org.onestophub.platform.store.DataOutsideHome;
import org.onestophub.platform.store.HubHome;
import org.onestophub.platform.store.StoreProperties;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Bytes too large for a row, found again by their digest. They are kept in one place, chosen by the settings, that every
 * hub on the database reaches. What was kept elsewhere under earlier settings is still found and deleted, as far as this hub
 * reaches it.
 */
@Component
public class BlobStore implements DataOutsideHome {

    private final Optional<SharedFolder> shared;
    private final BlobFolder home;
    private final BlobPlace place;
    private final List<BlobPlace> all;
    private final BlobTable table;
    private final TransactionTemplate transaction;

    BlobStore(
            HubHome hub,
            BlobProperties properties,
            StoreProperties store,
            BlobTable table,
            TransactionTemplate transaction)
            throws IOException {
        this.table = table;
        this.transaction = transaction;
        Path own = hub.folder().resolve("blobs");
        this.home = new BlobFolder(own, own.resolve("tmp"), () -> {});
        this.shared = properties.isFolder() ? Optional.of(new SharedFolder(properties.path())) : Optional.empty();
        BlobRows rows = new BlobRows(table);
        if (shared.isPresent()) {
            Path root = properties.path();
            this.place = new BlobFolder(root, root.resolve("tmp").resolve(hub.name()), shared.get());
        } else {
            this.place = store.isEmbedded() ? home : rows;
        }
        this.all = Stream.of(place, rows, home).distinct().toList();
    }

    /** What was put: lower-case hex digest and size in bytes. */
    public record Stored(String sha256, long sizeBytes) {}

    /**
     * The content, kept for good. Putting it again changes nothing but that it counts as put now.
     * @throws ProblemException RC-301 if the disk or the database refuses
     */
    public Stored put(Content content) {
        try (BlobPlace.Ready ready = place.prepare(content)) {
            locked(ready.sha256(), () -> {
                table.put(ready.sha256(), ready.sizeBytes());
                place.keep(ready);
                return true;
            });
            return new Stored(ready.sha256(), ready.sizeBytes());
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    /** The content of that digest; whether it can be read now shows when it is opened (RC-301). */
    public Content get(String sha256, long sizeBytes) {
        if (place instanceof BlobFolder folder) {
            Path file = folder.fileOf(sha256);
            if (Files.exists(file)) {
                return new Content.InFile(file, sizeBytes);
            }
        }
        return new Content.Streamed(sizeBytes, () -> open(sha256));
    }

    /**
     * Deletes a blob nobody needs any more; deleting it again changes nothing. Gives false, and leaves it, if somebody put
     * it after {@code since}: his receipt may not be committed yet.
     * @throws ProblemException RC-301 if the disk or the database refuses
     */
    public boolean delete(String sha256, Instant since) {
        return locked(sha256, () -> {
            if (table.isPutSince(sha256, since)) {
                return false;
            }
            for (BlobPlace each : all) {
                each.delete(sha256);
            }
            table.delete(sha256);
            return true;
        });
    }

    /** Where blobs are kept now: {@code home}, {@code folder} or {@code database}, in the words of the register of hubs. */
    String where() {
        if (shared.isPresent()) {
            return "folder";
        }
        return place == home ? "home" : "database";
    }

    @Override
    public Optional<Path> folder() {
        return shared.map(SharedFolder::root);
    }

    /** The folder that all hubs share, if there is one. */
    Optional<SharedFolder> shared() {
        return shared;
    }

    /** The folder of this hub alone; empty if blobs are kept in it. */
    Optional<Path> formerHome() {
        boolean isSame = place instanceof BlobFolder folder && folder.root().equals(home.root());
        return isSame ? Optional.empty() : Optional.of(home.root());
    }

    private InputStream open(String sha256) {
        try {
            // twice, as one may just be on its way from the folder of this hub to the place of all
            for (int look = 0; look < 2; look++) {
                for (BlobPlace each : all) {
                    Optional<InputStream> found = each.open(sha256);
                    if (found.isPresent()) {
                        return found.get();
                    }
                }
            }
        } catch (IOException | DataAccessException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
        throw new ProblemException(Problem.STORE_UNAVAILABLE);
    }

    /** What is done to a blob while nobody else, on whatever hub, does anything to it. */
    private interface Deed {
        boolean done() throws IOException;
    }

    private boolean locked(String sha256, Deed deed) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                table.lock(sha256);
                try {
                    return deed.done();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        } catch (DataAccessException | TransactionException | UncheckedIOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }
}
