package org.onestophub.support;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.onestophub.platform.blob.BlobProperties;
import org.onestophub.platform.node.NodeProperties;
import org.onestophub.platform.store.StoreProperties;

/** What of a hub lets it share a database with others: its sign of life, its turns, and where its large inputs lie. */
public final class SharingHub {

    /** So long another hub waits for one that was killed. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    private SharingHub() {}

    /** A slice, not started, of a hub that knows nobody but by this database. */
    public static LedgerSlice slice(Path home, DataSource database, String sharedFolder) {
        return new LedgerSlice(home, database)
                .with(
                        NodeProperties.class,
                        new NodeProperties(home.getFileName().toString(), LEASE))
                .with(
                        StoreProperties.class,
                        new StoreProperties("jdbc:postgresql://elsewhere/hub", "", "", Set.of(), 4))
                .with(BlobProperties.class, new BlobProperties(sharedFolder))
                .rooms(
                        "platform.store.HubHome",
                        "platform.node.HubTable",
                        "platform.node.LiveHubs",
                        "platform.node.PollTurnTable",
                        "platform.blob.BlobTable",
                        "platform.blob.BlobStore",
                        "platform.blob.BlobProof",
                        "platform.blob.BlobMove");
    }
}
