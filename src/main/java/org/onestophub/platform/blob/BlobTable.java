package org.onestophub.platform.blob;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of blobs: when each was put last, its bytes where they lie in the database, and which folder is shared. */
@Component
class BlobTable {

    private final JdbcClient jdbc;

    BlobTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The shared folder of this database; {@code isMarked} once its id was written into it. */
    record Folder(String id, boolean isMarked) {}

    /** Until the end of the transaction nobody else, on whatever hub, keeps or deletes this blob. */
    void lock(String sha256) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", ByteBuffer.wrap(bytes(sha256)).getLong())
                .query(rs -> {});
    }

    /** Notes that the blob is put now; gives how many chunks of it are in the database. */
    int put(String sha256, long sizeBytes) {
        return jdbc.sql("""
                        insert into blob as b (sha256, size_bytes, put_at, chunks) values (:sha256, :size, now(), 0)
                        on conflict (sha256) do update set put_at = excluded.put_at returning b.chunks""")
                .param("sha256", bytes(sha256))
                .param("size", sizeBytes)
                .query(Integer.class)
                .single();
    }

    /** Writes the chunk of that number, from 0. */
    void write(String sha256, int no, byte[] bytes) {
        jdbc.sql("insert into blob_chunk (sha256, no, bytes) values (:sha256, :no, :bytes)")
                .param("sha256", bytes(sha256))
                .param("no", no)
                .param("bytes", bytes)
                .update();
    }

    /** So many chunks were written. */
    void written(String sha256, int chunks) {
        jdbc.sql("update blob set chunks = :chunks where sha256 = :sha256")
                .param("sha256", bytes(sha256))
                .param("chunks", chunks)
                .update();
    }

    /** How many chunks of the blob are in the database, 0 if none. */
    int chunks(String sha256) {
        return jdbc.sql("select chunks from blob where sha256 = :sha256")
                .param("sha256", bytes(sha256))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** The chunk of that number; empty if it is gone. */
    Optional<byte[]> read(String sha256, int no) {
        return jdbc.sql("select bytes from blob_chunk where sha256 = :sha256 and no = :no")
                .param("sha256", bytes(sha256))
                .param("no", no)
                .query((row, index) -> row.getBytes(1))
                .optional();
    }

    /** True if the blob was put after that moment. */
    boolean isPutSince(String sha256, Instant since) {
        return jdbc.sql("select exists (select from blob where sha256 = :sha256 and put_at > :since)")
                .param("sha256", bytes(sha256))
                .param("since", Timestamp.from(since))
                .query(Boolean.class)
                .single();
    }

    /** The row goes, with its chunks. */
    void delete(String sha256) {
        jdbc.sql("delete from blob where sha256 = :sha256")
                .param("sha256", bytes(sha256))
                .update();
    }

    /** Retention looks whether a receipt needs the blob, and deletes it if none does. */
    void noteForRetention(String sha256) {
        jdbc.sql("insert into blob_unused (sha256) values (:sha256) on conflict do nothing")
                .param("sha256", bytes(sha256))
                .update();
    }

    /** The shared folder, if there ever was one. */
    Optional<Folder> folder() {
        return jdbc.sql("select id, is_marked from blob_folder")
                .query((row, index) -> new Folder(row.getString("id"), row.getBoolean("is_marked")))
                .optional();
    }

    /** From now on blobs lie in a shared folder of that id, unless there is one already. */
    void begin(String id) {
        jdbc.sql("insert into blob_folder (id) values (:id) on conflict do nothing")
                .param("id", id)
                .update();
    }

    /** Its id was written into the folder. */
    void marked() {
        jdbc.sql("update blob_folder set is_marked = true").update();
    }

    /** There is no shared folder any more. */
    void endFolder() {
        jdbc.sql("delete from blob_folder").update();
    }

    private static byte[] bytes(String sha256) {
        return HexFormat.of().parseHex(sha256);
    }
}
