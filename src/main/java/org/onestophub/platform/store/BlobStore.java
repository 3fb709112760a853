package org.onestophub.platform.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.stream.Stream;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.DurableFolder;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Bytes too large for a row, as files named by their digest. A put is on the disk, file and folder, when it returns. */
@Component
public class BlobStore {

    /** Blobs put or deleted at the same moment; more only wait for each other. */
    private static final int LOCKS = 64;

    private final Path root;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();

    BlobStore(HubHome home) throws IOException {
        this.root = home.folder().resolve("blobs");
        clear(Files.createDirectories(root.resolve("tmp")));
    }

    /** Deletes files that a hub killed while writing has left: nothing refers to them, so nothing else would delete them. */
    private static void clear(Path tmp) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(tmp)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** What was put: lower-case hex digest and size in bytes. */
    public record Stored(String sha256, long sizeBytes) {}

    /**
     * The content, kept for good. Putting it again changes nothing.
     * @throws ProblemException RC-301 if the disk refuses
     */
    public Stored put(Content content) {
        try {
            Path spool = Files.createTempFile(root.resolve("tmp"), "in", null);
            try {
                return moveIn(spool, write(content, spool));
            } finally {
                Files.deleteIfExists(spool);
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.STORE_UNAVAILABLE);
        }
    }

    /** The content of that digest; whether the disk still gives it shows when it is opened (RC-301). */
    public Content get(String sha256, long sizeBytes) {
        return new Content.InFile(fileOf(sha256), sizeBytes);
    }

    /**
     * Deletes a blob nobody needs any more; deleting it again changes nothing. Gives false, and leaves it, if somebody put
     * it after {@code since}: his receipt may not be committed yet.
     * @throws ProblemException RC-301 if the disk refuses
     */
    public boolean delete(String sha256, Instant since) {
        Path file = fileOf(sha256);
        synchronized (lockOf(sha256)) {
            try {
                if (Files.exists(file)
                        && Files.getLastModifiedTime(file).toInstant().isAfter(since)) {
                    return false;
                }
                Files.deleteIfExists(file);
                return true;
            } catch (IOException e) {
                throw new ProblemException(Problem.STORE_UNAVAILABLE);
            }
        }
    }

    private Object lockOf(String sha256) {
        return locks[Math.floorMod(sha256.hashCode(), LOCKS)];
    }

    private Stored moveIn(Path spool, Stored stored) throws IOException {
        Path target = fileOf(stored.sha256());
        Path folder = Files.createDirectories(folderOf(stored.sha256()));
        synchronized (lockOf(stored.sha256())) {
            if (Files.exists(target)) {
                Files.setLastModifiedTime(target, Files.getLastModifiedTime(spool));
            } else {
                Files.move(spool, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        // also for a blob that is there: the hub that put it may have died before this
        DurableFolder.force(folder);
        DurableFolder.force(root);
        return stored;
    }

    private static Stored write(Content content, Path file) throws IOException {
        MessageDigest digest = Digest.begin();
        try (InputStream in = new DigestInputStream(content.open(), digest);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            long size = in.transferTo(out);
            channel.force(true);
            return new Stored(Digest.end(digest), size);
        }
    }

    private Path fileOf(String sha256) {
        return folderOf(sha256).resolve(sha256);
    }

    private Path folderOf(String sha256) {
        return root.resolve(sha256.substring(0, 2));
    }
}
