package org.onestophub.platform.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.onestophub.complaint.Content;
import org.onestophub.complaint.Digest;
import org.onestophub.complaint.DurableFolder;

/** Files named by their digest. What is kept is on the disk, file and folder, when the call returns. */
final class BlobFolder implements BlobPlace {

    private final Path root;
    private final Path spool;
    private final Presence presence;

    /**
     * {@code spool} belongs to this hub alone, on the disk of {@code root}; what a killed hub left in it goes. Nothing is
     * kept unless {@code presence} finds the folder to be the right one.
     */
    BlobFolder(Path root, Path spool, Presence presence) throws IOException {
        this.presence = presence;
        this.root = Files.createDirectories(root);
        this.spool = Files.createDirectories(spool);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(spool, Files::isRegularFile)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    /** Whether the folder is the one that it should be. */
    interface Presence {

        /** Does nothing, or fails if it is another, as where a network drive is not mounted. */
        void require() throws IOException;
    }

    /** Where the files lie. */
    Path root() {
        return root;
    }

    /** The file of that digest, whether it is there or not. */
    Path fileOf(String sha256) {
        return folderOf(sha256).resolve(sha256);
    }

    private Path folderOf(String sha256) {
        return root.resolve(sha256.substring(0, 2));
    }

    private record Spooled(Path file, String sha256, long sizeBytes) implements Ready {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Ready prepare(Content content) throws IOException {
        Path file = Files.createTempFile(spool, "in", null);
        boolean isWritten = false;
        MessageDigest digest = Digest.begin();
        try (InputStream in = new DigestInputStream(content.open(), digest);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            long size = in.transferTo(out);
            channel.force(true);
            isWritten = true;
            return new Spooled(file, Digest.end(digest), size);
        } finally {
            if (!isWritten) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Override
    public void keep(Ready ready) throws IOException {
        presence.require();
        Path folder = Files.createDirectories(folderOf(ready.sha256()));
        Path target = fileOf(ready.sha256());
        if (!isThere(target, ready.sizeBytes())) {
            Files.move(((Spooled) ready).file(), target, StandardCopyOption.ATOMIC_MOVE);
        }
        // also for a blob that is there: the hub that put it may have died before this
        DurableFolder.force(folder);
        DurableFolder.force(root);
    }

    /** Opens the file to be sure: on a network drive, attributes of a file that is not opened may be a minute old. */
    private static boolean isThere(Path file, long sizeBytes) throws IOException {
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ)) {
            return open.size() == sizeBytes;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public Optional<InputStream> open(String sha256) throws IOException {
        try {
            return Optional.of(Files.newInputStream(fileOf(sha256)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String sha256) throws IOException {
        Files.deleteIfExists(fileOf(sha256));
    }
}
