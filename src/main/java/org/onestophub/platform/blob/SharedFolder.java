package org.onestophub.platform.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.onestophub.complaint.DurableFolder;

/**
 * Small files by which a shared folder is recognised: its id, which the database knows, and one of each hub, with a text
 * that is new at every start of that hub. A copy of the folder has the id and not the texts.
 */
final class SharedFolder implements BlobFolder.Presence {

    private static final String ID = "hub-store.id";

    private final Path root;
    private volatile String id = "";

    SharedFolder(Path root) {
        this.root = root;
    }

    /** Where it is. */
    Path root() {
        return root;
    }

    /** From now on nothing is kept unless the folder has this id. */
    void expect(String expected) {
        id = expected;
    }

    @Override
    public void require() throws IOException {
        if (id.isEmpty() || !id().equals(Optional.of(id))) {
            throw new IOException("the shared folder is not there");
        }
    }

    /** The id that this folder has. */
    Optional<String> id() throws IOException {
        return idIn(root);
    }

    /** The id that a folder has. */
    static Optional<String> idIn(Path folder) throws IOException {
        return read(folder.resolve(ID));
    }

    /** Gives the folder its id. */
    void mark(String given) throws IOException {
        write(root, ID, given);
    }

    /** Writes the text of a hub. */
    void prove(String hub, String text) throws IOException {
        write(Files.createDirectories(root.resolve("hubs")), hub, text);
    }

    /** True if the folder has this text of that hub. */
    boolean has(String hub, String text) throws IOException {
        return read(root.resolve("hubs").resolve(hub)).equals(Optional.of(text));
    }

    private static Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void write(Path folder, String name, String text) throws IOException {
        Path part = folder.resolve(name + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        DurableFolder.force(folder);
    }
}
