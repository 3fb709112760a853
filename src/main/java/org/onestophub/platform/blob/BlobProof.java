package org.onestophub.platform.blob;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.onestophub.platform.node.LiveHubs;
import org.onestophub.platform.store.HubHome;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/**
 * Shows at each start that this hub reaches the large inputs that the other hubs of its database keep, and they those of
 * this one. A folder that is not the shared one, above all where it is not mounted, refuses the start.
 */
@Component
class BlobProof {

    /** What another machine wrote may take some seconds to be seen on a network drive. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final String SETTING = "hub.blobs.folder";

    private final BlobTable table;

    /**
     * Makes the proof.
     * @throws ProblemException CH-339 if a hub that runs keeps blobs elsewhere, or the shared folder is not the one that
     *     the database knows
     */
    BlobProof(BlobStore store, BlobTable table, LiveHubs hubs, HubHome home) {
        this.table = table;
        if (store.shared().isPresent()) {
            share(store.shared().get(), hubs, home.name());
        } else if (store.where().equals("database")) {
            endFolder(home.folder().resolve("blobs"));
            hubs.keepBlobsIn(store.where(), proof -> true, () -> "");
        } else {
            hubs.keepBlobsIn(store.where(), proof -> false, () -> "");
        }
    }

    private void share(SharedFolder folder, LiveHubs hubs, String hub) {
        table.begin(UUID.randomUUID().toString());
        String text = UUID.randomUUID().toString();
        hubs.keepBlobsIn("folder", proof -> isFound(folder, proof), () -> {
            recognise(folder);
            write(() -> folder.prove(hub, text));
            return text;
        });
    }

    /** A folder without the id gets it once: the first time that blobs of this database are to lie in one. */
    private void recognise(SharedFolder folder) {
        BlobTable.Folder known =
                table.folder().orElseThrow(() -> new ProblemException(Problem.BLOBS_NOT_SHARED, SETTING));
        Optional<String> found = read(folder::id);
        if (found.isEmpty() && !known.isMarked()) {
            write(() -> folder.mark(known.id()));
        } else if (!found.equals(Optional.of(known.id()))) {
            throw new ProblemException(Problem.BLOBS_NOT_SHARED, SETTING);
        }
        table.marked();
        folder.expect(known.id());
    }

    /** Without a shared folder there must never have been one, or what was in it lies in the folder of this hub now. */
    private void endFolder(Path home) {
        Optional<BlobTable.Folder> known = table.folder().filter(BlobTable.Folder::isMarked);
        if (known.isPresent()) {
            Optional<String> here = read(() -> SharedFolder.idIn(home));
            if (!here.equals(known.map(BlobTable.Folder::id))) {
                throw new ProblemException(Problem.BLOBS_NOT_SHARED, SETTING);
            }
        }
        table.endFolder();
    }

    private static boolean isFound(SharedFolder folder, LiveHubs.Proof proof) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!has(folder, proof)) {
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static boolean has(SharedFolder folder, LiveHubs.Proof proof) {
        try {
            return folder.has(proof.hub(), proof.text());
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Reading {
        Optional<String> text() throws IOException;
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static Optional<String> read(Reading reading) {
        try {
            return reading.text();
        } catch (IOException e) {
            throw new ProblemException(Problem.BLOBS_NOT_SHARED, SETTING);
        }
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new ProblemException(Problem.BLOBS_NOT_SHARED, SETTING);
        }
    }
}
