package org.onestophub.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.onestophub.support.LedgerSlice;
import org.onestophub.support.SharingHub;
import org.onestophub.support.TestPostgres;
import org.springframework.util.FileSystemUtils;

/** Large inputs of two hubs on one database: in the database, in a shared folder, and on the way there. */
class SharedBlobsIT {

    private static final String IN_DATABASE = "";

    @TempDir
    private Path folder;

    private final List<LedgerSlice> hubs = new ArrayList<>();
    private DataSource database;

    @BeforeEach
    void makeTheDatabase() {
        database = TestPostgres.freshDatabase();
    }

    @AfterEach
    void stopAll() {
        hubs.forEach(LedgerSlice::close);
    }

    @Test
    void whatOneHubKeepsInTheDatabaseTheOtherReads() throws IOException {
        BlobStore one = hub("one", IN_DATABASE);
        BlobStore two = hub("two", IN_DATABASE);
        for (int size : new int[] {0, 1, BlobRows.CHUNK - 1, BlobRows.CHUNK, 3 * BlobRows.CHUNK + 17}) {
            byte[] bytes = bytes(size);

            BlobStore.Stored stored = one.put(Content.of(bytes));

            assertThat(stored).isEqualTo(new BlobStore.Stored(Digest.sha256(bytes), size));
            assertThat(two.get(stored.sha256(), size).bytes(size)).isEqualTo(bytes);
        }
    }

    @Test
    void partsOfABlobAreReadWithoutTheRest() throws IOException {
        byte[] bytes = bytes(4 * BlobRows.CHUNK + 5);
        BlobStore one = hub("one", IN_DATABASE);
        String blob = one.put(Content.of(bytes)).sha256();

        for (int from : new int[] {0, 3, BlobRows.CHUNK, 2 * BlobRows.CHUNK + 1, 4 * BlobRows.CHUNK, bytes.length}) {
            try (InputStream in = one.get(blob, bytes.length).open()) {
                assertThat(in.read()).isEqualTo(bytes[0] & 0xFF);
                in.skipNBytes(Math.max(0, from - 1));
                assertThat(in.readAllBytes())
                        .isEqualTo(java.util.Arrays.copyOfRange(bytes, Math.max(1, from), bytes.length));
            }
        }
    }

    @Test
    void aBlobThatBothKeepAtOnceIsThereOnce() {
        BlobStore one = hub("one", IN_DATABASE);
        BlobStore two = hub("two", IN_DATABASE);
        byte[] bytes = bytes(5 * BlobRows.CHUNK);

        List<String> kept = Stream.of(one, two, one, two)
                .parallel()
                .map(store -> store.put(Content.of(bytes)).sha256())
                .distinct()
                .toList();

        assertThat(kept).hasSize(1);
        assertThat(count("select count(*) from blob_chunk")).isEqualTo(5);
    }

    @Test
    void oneHubDeletesWhatTheOtherKept() {
        for (String shared : List.of(IN_DATABASE, folder.resolve("nfs").toString())) {
            database = TestPostgres.freshDatabase();
            BlobStore one = hub("one" + hubs.size(), shared);
            BlobStore two = hub("two" + hubs.size(), shared);
            byte[] bytes = bytes(100_000);
            String blob = one.put(Content.of(bytes)).sha256();

            assertThat(two.delete(blob, Instant.now().minusSeconds(600))).isFalse();
            assertThat(two.delete(blob, Instant.now().plusSeconds(600))).isTrue();

            assertThatThrownBy(() -> one.get(blob, bytes.length).open())
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.STORE_UNAVAILABLE));
            assertThat(count("select count(*) from blob")).isZero();
        }
    }

    @Test
    void whatAHubKeptAtHomeBeforeItSharedIsBroughtToWhereAllReachIt() throws IOException {
        byte[] bytes = bytes(300_000);
        String blob = Digest.sha256(bytes);
        Path old = Files.createDirectories(folder.resolve("one/blobs").resolve(blob.substring(0, 2)))
                .resolve(blob);
        Files.write(old, bytes);
        Path damaged = old.resolveSibling(blob.substring(0, 63) + (blob.endsWith("0") ? "1" : "0"));
        Files.write(damaged, new byte[] {1});

        hub("one", IN_DATABASE);
        BlobStore two = hub("two", IN_DATABASE);

        await().until(() -> Files.notExists(old));
        assertThat(two.get(blob, bytes.length).bytes(bytes.length)).isEqualTo(bytes);
        assertThat(count("select count(*) from blob_unused")).isEqualTo(1);
        assertThat(damaged).exists();
    }

    @Test
    void inASharedFolderBothKeepAndRead() throws IOException {
        String shared = folder.resolve("nfs").toString();
        byte[] bytes = bytes(70_000);
        String blob = hub("one", shared).put(Content.of(bytes)).sha256();

        BlobStore two = hub("two", shared);

        assertThat(two.get(blob, bytes.length).bytes(bytes.length)).isEqualTo(bytes);
        assertThat(two.put(Content.of(bytes)).sha256()).isEqualTo(blob);
        assertThat(count("select count(*) from blob_chunk")).isZero();
    }

    @Test
    void whatIsInTheDatabaseStaysReadableWhenAFolderIsSharedLater() {
        byte[] bytes = bytes(70_000);
        String blob = hub("one", IN_DATABASE).put(Content.of(bytes)).sha256();
        hubs.remove(0).close();

        BlobStore later = hub("one", folder.resolve("nfs").toString());

        assertThat(later.get(blob, bytes.length).bytes(bytes.length)).isEqualTo(bytes);
        assertThat(later.delete(blob, Instant.now().plusSeconds(600))).isTrue();
        assertThat(count("select count(*) from blob_chunk")).isZero();
    }

    @Test
    void aHubThatKeepsThemElsewhereThanOneThatRunsDoesNotStart() throws IOException {
        String shared = folder.resolve("nfs").toString();
        hub("one", shared);

        refused("two", folder.resolve("other").toString());
        refused("two", IN_DATABASE);
        FileSystemUtils.copyRecursively(Path.of(shared), folder.resolve("copy"));
        hub("three", shared);
        refused("two", folder.resolve("copy").toString());
    }

    @Test
    void aSharedFolderThatIsNotMountedRefusesTheStartEvenOfTheOnlyHub() throws IOException {
        Path shared = folder.resolve("nfs");
        hub("one", shared.toString());
        hubs.remove(0).close();
        Files.move(shared, folder.resolve("elsewhere"));

        refused("one", shared.toString());
        refused("one", IN_DATABASE);

        FileSystemUtils.deleteRecursively(shared);
        Files.move(folder.resolve("elsewhere"), shared);
        hub("one", shared.toString());
    }

    @Test
    void aSharedFolderThatGoesAwayWhileTheHubRunsTakesNothing() throws IOException {
        Path shared = folder.resolve("nfs");
        BlobStore store = hub("one", shared.toString());
        Files.move(shared, folder.resolve("elsewhere"));
        FileSystemUtils.copyRecursively(folder.resolve("elsewhere/tmp"), shared.resolve("tmp"));

        assertThatThrownBy(() -> store.put(Content.of(bytes(70_000))))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.STORE_UNAVAILABLE));
    }

    @Test
    void theFolderOfAnotherDatabaseIsNotTaken() {
        String shared = folder.resolve("nfs").toString();
        hub("one", shared);
        database = TestPostgres.freshDatabase();

        refused("two", shared);
    }

    @Test
    void afterASharedFolderTheDatabaseTakesOverWhatWasMovedHome() throws IOException {
        Path shared = folder.resolve("nfs");
        byte[] bytes = bytes(70_000);
        String blob = hub("one", shared.toString()).put(Content.of(bytes)).sha256();
        hubs.remove(0).close();
        FileSystemUtils.deleteRecursively(folder.resolve("one/blobs"));
        Files.move(shared, folder.resolve("one/blobs"));

        hub("one", IN_DATABASE);
        BlobStore two = hub("two", IN_DATABASE);

        await().until(() -> count("select count(*) from blob_chunk") > 0);
        assertThat(two.get(blob, bytes.length).bytes(bytes.length)).isEqualTo(bytes);
    }

    private BlobStore hub(String name, String sharedFolder) {
        LedgerSlice slice = SharingHub.slice(folder.resolve(name), database, sharedFolder);
        slice.start();
        hubs.add(slice);
        return slice.get(BlobStore.class);
    }

    private void refused(String name, String sharedFolder) {
        try (LedgerSlice slice = SharingHub.slice(folder.resolve(name), database, sharedFolder)) {
            assertThatThrownBy(slice::start)
                    .rootCause()
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BLOBS_NOT_SHARED));
        }
    }

    private long count(String sql) {
        return org.springframework.jdbc.core.simple.JdbcClient.create(database)
                .sql(sql)
                .query(Long.class)
                .single();
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
